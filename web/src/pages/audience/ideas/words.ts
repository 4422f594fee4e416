import { m } from '$lib/i18n/language.svelte';
import type { IdeaItem, IdeaState, Reason } from '$lib/protocol/generated/protocol';

const reasons: Record<Reason, () => string> = {
  off_topic: () => m.idea_off_topic(),
  answered_before: () => m.idea_answered_before(),
  personal: () => m.idea_personal(),
  unclear: () => m.idea_unclear(),
  promotion: () => m.idea_promotion(),
  other: () => m.idea_other(),
};

const fates: Record<Exclude<IdeaState, 'dismissed'>, () => string> = {
  waiting: () => m.idea_with_team(),
  listed: () => m.idea_on_board(),
  withdrawn: () => m.idea_withdrawn(),
};

/** What became of an own idea, in words. */
export function fateText({ status = 'listed', reason = 'other' }: IdeaItem): string {
  return status === 'dismissed' ? m.idea_not_on_board({ reason: reasons[reason]() }) : fates[status]();
}

/** How that is underlined. */
export function fateTone({ status = 'listed' }: IdeaItem): 'soft' | 'good' | 'refused' {
  if (status === 'listed') return 'good';
  return status === 'dismissed' ? 'refused' : 'soft';
}
