import type { AgendaView, HallNo, PollView, SessionEntry, SessionView, Time } from '$lib/protocol/generated/protocol';

export function sessionOf(agenda: AgendaView | undefined, session: number | undefined): SessionEntry | undefined {
  return agenda?.sessions.find((entry) => entry.session === session);
}

export function hallOf<Hall extends { hall: HallNo }>(
  agenda: { readonly halls: readonly Hall[] } | undefined,
  hall: HallNo | null | undefined,
): Hall | undefined {
  return agenda?.halls.find((view) => view.hall === hall);
}

/** The sessions of a hall in their order. */
export function sessionsIn(agenda: AgendaView | undefined, hall: number | undefined): SessionEntry[] {
  return agenda?.sessions.filter((entry) => entry.hall === hall) ?? [];
}

/** The session that runs in a hall. */
export function runningIn(agenda: AgendaView | undefined, hall: number | undefined): SessionEntry | undefined {
  return sessionsIn(agenda, hall).find(({ phase }) => phase === 'open');
}

/** What comes in a hall after a session, or of all its sessions where none is named. */
export function nextIn(
  agenda: AgendaView | undefined,
  hall: number | undefined,
  after?: SessionEntry,
): SessionEntry | undefined {
  const behind = after?.starts ?? Number.NEGATIVE_INFINITY;
  return sessionsIn(agenda, hall).find(({ phase, starts }) => phase !== 'ended' && starts > behind);
}

/** So long after its planned end a session may still begin; what has not by then was not held, or nobody told of it. */
export const lateMs = 12 * 60 * 60_000;

/** Whether all that a forum planned is long over: nothing of it is to come, whatever was never opened. */
export function isForumOver(agenda: AgendaView, now: Time): boolean {
  return agenda.sessions.length > 0 && agenda.sessions.every((session) => isPast(session, now));
}

/** Whether a session does not run and will not any more. */
function isPast({ phase, ends }: SessionEntry, now: Time): boolean {
  return phase !== 'open' && now - ends >= lateMs;
}

/** The session that a hall's wall and stage look at, as the agenda says for every moment. */
export function inFocus(agenda: AgendaView, hall: HallNo, now: Time): SessionEntry | undefined {
  const course = hallOf(agenda, hall)?.focus ?? [];
  const come = course.filter(({ from }) => from === undefined || from <= now);
  return sessionOf(agenda, come.at(-1)?.session);
}

/**
 * What a hall's wall tells of as coming: after a session, or after all that has begun. What a desk left out is missed, and
 * so are a break that nobody opened before its end, and what is long past.
 */
export function upcoming(agenda: AgendaView, hall: HallNo, now: Time, after?: SessionEntry): SessionEntry[] {
  const sessions = sessionsIn(agenda, hall);
  const begun = sessions.filter(({ phase }) => phase !== 'upcoming');
  const from = Math.max(...[...begun, ...(after ? [after] : [])].map(({ starts }) => starts));
  return sessions.filter(
    (session) => session.phase === 'upcoming' && session.starts >= from && !isMissed(session, now),
  );
}

function isMissed(session: SessionEntry, now: Time): boolean {
  return isPast(session, now) || (session.kind === 'break' && session.ends <= now);
}

/** The session of a hall that ended last, breaks left out, and when that was: of one that was missed, when it should have been. */
export function lastEnded(
  agenda: AgendaView | undefined,
  hall: number | undefined,
): { session: SessionEntry; ended: number } | undefined {
  return sessionsIn(agenda, hall)
    .filter(({ phase, kind }) => phase === 'ended' && kind !== 'break')
    .map((session) => ({ session, ended: session.ended ?? session.ends }))
    .sort((a, b) => a.ended - b.ended)
    .at(-1);
}

/** Whether the agenda or the desk lets people ask now; a pause is told apart, by `session.paused`. */
export function takesQuestions(session: SessionView, entry: SessionEntry, now: number): boolean {
  if (session.asking !== null) return session.asking;
  if (entry.kind === 'break' || session.phase === 'ended') return false;
  return session.phase === 'open' || now >= entry.starts - session.early;
}

/** Whether feedback is open: by hand, else from the middle of the session on, and after it. */
export function takesFeedback(session: SessionView, entry: SessionEntry, now: number): boolean {
  if (session.feedback !== null) return session.feedback;
  if (entry.kind === 'break' || session.phase === 'upcoming') return false;
  return session.phase === 'ended' || now >= (entry.starts + entry.ends) / 2;
}

/** Whether a poll takes ballots: the deadline closes it, the change of its phase only tells so. */
export function takesBallots(poll: PollView, now: number): boolean {
  return poll.phase === 'open' && (poll.until === undefined || now < poll.until);
}

/** How much of a time has passed, from 0 to 1. */
export function passedOf({ starts, ends }: { starts: number; ends: number }, now: number): number {
  return ends > starts ? Math.min(1, Math.max(0, (now - starts) / (ends - starts))) : 1;
}

/** Whether a break is for prayer: the agenda has one kind of break, so its name tells. */
export function isPrayer({ kind, title }: SessionEntry): boolean {
  return kind === 'break' && (/صلا[ةه]/.test(title.ar ?? '') || /\bprayer/i.test(title.en ?? ''));
}

/** A row of the agenda: a session, or a break that several halls have at the same time. */
export interface AgendaRow {
  readonly entry: SessionEntry;
  /** All of its halls. */
  readonly halls: readonly number[];
}

const breakOf = ({ title, starts, ends }: SessionEntry) => JSON.stringify([starts, ends, title]);

/** The rows of an agenda. A break of several halls is one, at the session of the hall that is `near` where it has one. */
export function agendaRows(sessions: readonly SessionEntry[], near?: number): AgendaRow[] {
  const rows = new Map<string | number, AgendaRow>();
  for (const entry of sessions) {
    const key = entry.kind === 'break' ? breakOf(entry) : entry.session;
    const row = rows.get(key);
    const halls = [...(row?.halls ?? []), entry.hall];
    rows.set(key, { entry: row && entry.hall !== near ? row.entry : entry, halls });
  }
  return [...rows.values()];
}
