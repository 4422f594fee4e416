import { m } from '$lib/i18n/language.svelte';
import type { ActItem, DeedKind, LinkNo } from '$lib/protocol/generated/protocol';
import { reasonText } from './words';

/** What the other desk did first, in words. */
const done: Record<DeedKind, (act: ActItem) => string> = {
  approve: () => m.already_approved(),
  dismiss: ({ reason }) => m.already_dismissed({ reason: reasonText(reason ?? 'other') }),
  restore: () => m.already_restored(),
  merge: () => m.already_merged(),
  move: () => m.already_moved(),
  label: () => m.already_labelled(),
  edit: () => m.already_edited(),
  shorten: () => m.already_shortened(),
  queue: () => m.already_queued(),
  unqueue: () => m.already_unqueued(),
  stage: () => m.already_staged(),
  answer: () => m.already_answered(),
  reply: () => m.already_replied(),
};

/** The latest act on a question that came after `since`, undone ones left out. */
export function latestAct(acts: readonly ActItem[], q: number, since = 0): ActItem | undefined {
  return acts.find((act) => act.q === q && act.act > since && !act.undone);
}

/**
 * Why a command about a question came too late: another desk was first, or the author changed it.
 *
 * `since` is the newest act that this desk had seen when it saw the question as it was.
 */
export function clashText(acts: readonly ActItem[], q: number, me: LinkNo | undefined, since: number): string {
  const act = latestAct(acts, q, since);
  if (!act) return m.changed_meanwhile();
  return act.by === me ? m.changed_by_this_desk() : done[act.deed](act);
}

/** What the other desk did, where it did just what this desk was about to do. */
export function sameDeedText(act: ActItem): string {
  return done[act.deed](act);
}
