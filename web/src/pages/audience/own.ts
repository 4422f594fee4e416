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

/** Where a question on stage is seen: on the walls too, or on stage alone. */
export type OnStage = 'screen' | 'stage';

/** What became of an own question, in words; `seen` says where it is seen, if it is on stage now. */
export function fateText(question: QuestionItem, seen: OnStage | undefined): string {
  if (question.session !== undefined) return m.moved();
  if (question.reason !== undefined) return dismissalText(question.reason);
  return seen ? onStageText(seen === 'screen') : words[question.status]();
}

/** How a fate is underlined. */
export function fateTone({ status }: QuestionItem, seen: OnStage | undefined): 'soft' | 'live' | 'good' | 'refused' {
  if (seen) return 'live';
  if (status === 'dismissed') return 'refused';
  return status === 'listed' || status === 'answered' ? 'good' : 'soft';
}
