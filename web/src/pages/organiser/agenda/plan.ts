import { bounds } from '$lib/protocol/generated/bounds';
import type { AgendaView, HallNo, SessionEntry, SessionNo, SessionPlan } from '$lib/protocol/generated/protocol';

export const minuteMs = 60_000;
/** What a session is moved by at the least. */
export const stepMs = 5 * minuteMs;

/** Where and when. */
export interface Place {
  readonly hall: HallNo;
  readonly starts: number;
  readonly ends: number;
}

export function snapped(ms: number): number {
  return Math.round(ms / stepMs) * stepMs;
}

export function planOf({ hall, kind, title, about, starts, ends }: SessionEntry): SessionPlan {
  return { hall, kind, title, about, starts, ends };
}

export function isSamePlace(one: Place, other: Place): boolean {
  return one.hall === other.hall && one.starts === other.starts && one.ends === other.ends;
}

/** How a session is planned: one that was missed has never begun, and is put elsewhere like one that is to come. */
export function plannedAs({ phase, opened }: SessionEntry): SessionEntry['phase'] {
  return phase === 'ended' && opened === undefined ? 'upcoming' : phase;
}

/** When a session has its hall, as the server sees it: one that is over left it when it ended, one that was missed never had it. */
function holdsUntil({ phase, ended, ends }: SessionEntry): number {
  return phase === 'ended' ? Math.min(ends, ended ?? Number.NEGATIVE_INFINITY) : ends;
}

/** Another session that has the hall then. */
export function inTheWay(
  agenda: AgendaView,
  own: SessionNo | undefined,
  { hall, starts, ends }: Place,
): SessionEntry | undefined {
  const others = agenda.sessions.filter((session) => session.hall === hall && session.session !== own);
  return others.find((other) => other.starts < ends && starts < holdsUntil(other));
}

/** A place for a new session that begins then: three quarters of an hour, or until the next one. */
export function placeFrom(agenda: AgendaView, hall: HallNo, starts: number): Place {
  const next = agenda.sessions.filter((session) => session.hall === hall && session.starts > starts);
  const free = Math.min(...next.map((session) => session.starts)) - starts;
  const length = Math.max(stepMs, Math.min(45 * minuteMs, free));
  return { hall, starts, ends: starts + length };
}

/**
 * What a shift of a hall's day moves: what runs and all that is to come before the night, or that session and all after it.
 * The server decides; this is what it will come to.
 */
export function restOfDay(agenda: AgendaView, hall: HallNo, from: SessionNo | undefined, now: number): SessionEntry[] {
  const there = agenda.sessions.filter((session) => session.hall === hall);
  const first = there.find(({ session }) => session === from);
  const running = first ? [] : there.filter(({ phase }) => phase === 'open');
  const begun = first?.starts ?? Math.min(...running.map(({ starts }) => starts));
  const isToCome = ({ starts, ends }: SessionEntry) =>
    Number.isFinite(begun) ? starts >= begun : ends + bounds.nightMs > now;
  const rest = [...running];
  let reached = first?.starts ?? Math.max(...running.map(({ ends }) => ends), running.length > 0 ? 0 : now);
  for (const session of there) {
    if (session.phase !== 'upcoming' || !isToCome(session) || session.starts >= reached + bounds.nightMs) continue;
    reached = Math.max(reached, session.ends);
    rest.push(session);
  }
  return rest;
}

/** Where a session is after a shift: one that runs is shifted by its end alone. */
export function shifted(session: SessionEntry, minutes: number): Place {
  const by = minutes * minuteMs;
  const starts = session.phase === 'open' ? session.starts : session.starts + by;
  return { hall: session.hall, starts, ends: session.ends + by };
}
