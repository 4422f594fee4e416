import type { AgendaView, HallNo, SessionEntry, Time } from '$lib/protocol/generated/protocol';
import { lastEnded, runningIn, sessionsIn } from '$lib/state/agenda';

/** How long the end of a session is looked at before what comes next, unless that comes sooner. */
const afterglowMs = 10 * 60_000;

/** The same where a break follows: its countdown is waited for. */
const afterglowInBreakMs = 3 * 60_000;

/** The least of both, on a day that is late. */
const leastAfterglowMs = 60_000;

/** What comes next in a hall: after a session of it, or after what runs. */
export function upcoming(agenda: AgendaView, hall: HallNo, after?: SessionEntry): SessionEntry[] {
  const from = after?.starts ?? Number.NEGATIVE_INFINITY;
  return sessionsIn(agenda, hall).filter(({ phase, starts }) => phase === 'upcoming' && starts >= from);
}

/**
 * The session that a hall's wall and stage look at: the one that runs; for a while the one that has just ended; then
 * the next; after the last one, that.
 */
export function inFocus(agenda: AgendaView, hall: HallNo, now: Time): SessionEntry | undefined {
  const runs = runningIn(agenda, hall);
  if (runs && runs.kind !== 'break') return runs;
  const next = upcoming(agenda, hall).find((session) => !isMissed(session, now));
  const follows = runs ?? next;
  const last = lastEnded(agenda, hall);
  if (last && (!follows || now < last.ended + afterglow(last.ended, follows))) return last.session;
  return follows;
}

/** A break that nobody opened before its end has fallen away. */
function isMissed({ kind, ends }: SessionEntry, now: Time): boolean {
  return kind === 'break' && ends <= now;
}

function afterglow(ended: Time, follows: SessionEntry): number {
  const [most, until] = follows.kind === 'break' ? [afterglowInBreakMs, follows.ends] : [afterglowMs, follows.starts];
  return Math.max(leastAfterglowMs, Math.min(most, (until - ended) / 2));
}
