import type { AgendaView, SessionEntry } from '$lib/protocol/generated/protocol';
import { byDay } from '$lib/state/days';

/** A session in its place: rows count from 1, `to` is the first row after it. */
export interface Placed {
  readonly session: SessionEntry;
  readonly from: number;
  readonly to: number;
}

/** A day as a grid: a row for each time at which something begins or ends, so that what is at once stands side by side. */
export interface DayGrid {
  readonly name: string;
  readonly halls: readonly { readonly hall: AgendaView['halls'][number]; readonly placed: readonly Placed[] }[];
}

/** The days of an agenda; `nameOf` names the day of a moment in the forum's zone. */
export function gridsOf({ halls, sessions }: AgendaView, nameOf: (ms: number) => string): DayGrid[] {
  return byDay(sessions, nameOf).map((day) => {
    const moments = [...new Set(day.sessions.flatMap(({ starts, ends }) => [starts, ends]))].sort((a, b) => a - b);
    const row = (moment: number) => moments.indexOf(moment) + 1;
    const placed = (session: SessionEntry) => ({ session, from: row(session.starts), to: row(session.ends) });
    const of = (hall: number) => day.sessions.filter((session) => session.hall === hall).map(placed);
    return { name: day.name, halls: halls.map((hall) => ({ hall, placed: of(hall.hall) })) };
  });
}
