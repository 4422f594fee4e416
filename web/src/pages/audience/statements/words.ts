import { m } from '$lib/i18n/language.svelte';
import type { Reason, StatementItem } from '$lib/protocol/generated/protocol';

const reasons: Record<Reason, () => string> = {
  off_topic: () => m.st_off_topic(),
  answered_before: () => m.st_answered_before(),
  personal: () => m.st_personal(),
  unclear: () => m.st_unclear(),
  promotion: () => m.st_promotion(),
  other: () => m.st_other(),
};

const fates: Record<Exclude<StatementItem['status'], 'dismissed'>, () => string> = {
  waiting: () => m.st_with_the_team(),
  published: () => m.st_is_published(),
  withdrawn: () => m.st_withdrawn(),
};

/** What became of an own statement, in words. */
export function fateText({ status, reason = 'other' }: StatementItem): string {
  return status === 'dismissed' ? m.st_not_published({ reason: reasons[reason]() }) : fates[status]();
}

/** How that is underlined. */
export function fateTone({ status }: StatementItem): 'soft' | 'good' | 'refused' {
  if (status === 'published') return 'good';
  return status === 'dismissed' ? 'refused' : 'soft';
}
