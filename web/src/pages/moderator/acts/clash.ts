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
export function clashText(acts: readonly ActItem[], q: number, since: number, isOwn: IsOwn, me?: LinkNo): string {
  const act = latestAct(acts, q, since);
  if (!act) return m.changed_meanwhile();
  return isOwn(act) ? m.changed_by_this_desk() : otherDeedText(act, me);
}

/** Whether an act is of this desk. */
export type IsOwn = (act: ActItem) => boolean;

/** What the other desk did; one that is open by the same link, `me`, is told as such. */
export function otherDeedText(act: ActItem, me: LinkNo | undefined): string {
  const what = done[act.deed](act);
  return act.by === me ? m.by_another_window({ what }) : what;
}
