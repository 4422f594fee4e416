import { m } from '$lib/i18n/language.svelte';
import { onStageText } from '$lib/i18n/on-stage';
import { dismissalText } from '$lib/i18n/reasons';
import type { QuestionItem } from '$lib/protocol/generated/protocol';

const words = {
  pending: () => m.with_the_team(),
  listed: () => m.on_the_list(),
  answered: () => m.answered(),
  merged: () => m.merged(),
  dismissed: () => m.dismissed_other(),
  withdrawn: () => m.withdrawn_by_you(),
};

/** What became of an own question, in words; `isStageOnScreen` says whether the walls show the one on stage. */
export function fateText(question: QuestionItem, isStageOnScreen: boolean): string {
  if (question.session !== undefined) return m.moved();
  if (question.reason !== undefined) return dismissalText(question.reason);
  return question.stage === 'on' ? onStageText(isStageOnScreen) : words[question.status]();
}

/** How a fate is underlined. */
export function fateTone({ status, stage }: QuestionItem): 'soft' | 'live' | 'good' | 'refused' {
  if (stage === 'on') return 'live';
  if (status === 'dismissed') return 'refused';
  return status === 'listed' || status === 'answered' ? 'good' : 'soft';
}
