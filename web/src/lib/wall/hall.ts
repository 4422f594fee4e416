import type { AgendaView, HallNo, SessionEntry, Time } from '$lib/protocol/generated/protocol';
import { hallOf, sessionOf, sessionsIn } from '$lib/state/agenda';

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

/** The session that a hall's wall and stage look at, as the agenda says for every moment. */
export function inFocus(agenda: AgendaView, hall: HallNo, now: Time): SessionEntry | undefined {
  const course = hallOf(agenda, hall)?.focus ?? [];
  const come = course.filter(({ from }) => from === undefined || from <= now);
  return sessionOf(agenda, come.at(-1)?.session);
}
