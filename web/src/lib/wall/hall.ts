import type { AgendaView, HallNo, SessionEntry, Time } from '$lib/protocol/generated/protocol';
import { lastEnded, runningIn, sessionsIn } from '$lib/state/agenda';

/** How long the end of a session is looked at before what comes next, unless that comes sooner. */
const afterglowMs = 10 * 60_000;

/** The same where a break follows: its countdown is waited for. */
const afterglowInBreakMs = 3 * 60_000;

/** The least of both, on a day that is late. */
const leastAfterglowMs = 60_000;

/**
 * What comes next in a hall: after a session of it, or after all that has begun. What a desk left out is missed, and so is
 * a break that nobody opened before its end.
 */
export function upcoming(agenda: AgendaView, hall: HallNo, now: Time, after?: SessionEntry): SessionEntry[] {
  const sessions = sessionsIn(agenda, hall);
  const begun = sessions.filter(({ phase }) => phase !== 'upcoming');
  const from = Math.max(...[...begun, ...(after ? [after] : [])].map(({ starts }) => starts));
  const isMissed = ({ kind, ends }: SessionEntry) => kind === 'break' && ends <= now;
  return sessions.filter((session) => session.phase === 'upcoming' && session.starts >= from && !isMissed(session));
}

/**
 * The session that a hall's wall and stage look at: the one that runs; for a while the one that has just ended; then
 * the next; after the last one, that.
 */
export function inFocus(agenda: AgendaView, hall: HallNo, now: Time): SessionEntry | undefined {
  const runs = runningIn(agenda, hall);
  if (runs && runs.kind !== 'break') return runs;
  const [next] = upcoming(agenda, hall, now);
  const follows = runs ?? next;
  const last = lastEnded(agenda, hall);
  if (last && (!follows || now < last.ended + afterglow(last.ended, follows))) return last.session;
  return follows;
}

function afterglow(ended: Time, follows: SessionEntry): number {
  const [most, until] = follows.kind === 'break' ? [afterglowInBreakMs, follows.ends] : [afterglowMs, follows.starts];
  return Math.max(leastAfterglowMs, Math.min(most, (until - ended) / 2));
}
