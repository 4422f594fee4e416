import { momentIn, nextDate, writtenIn } from '$lib/i18n/zoned';
import type { SessionEntry } from '$lib/protocol/generated/protocol';
import { minuteMs } from './plan';

const hourMs = 60 * minuteMs;

/** A day of the agenda, by its date in the forum's zone. */
export interface Day {
  readonly date: string;
  /** A moment of it, by which it is named. */
  readonly at: number;
}

/** What a day's grid shows: from a whole hour to a whole hour. */
export interface Span {
  readonly from: number;
  readonly until: number;
}

/** On which day a session is: the one on which it begins. */
export function dateOf({ starts }: SessionEntry, zone: string): string {
  return writtenIn(zone, starts).date;
}

/** The days on which sessions begin, with those that were opened to put one there. */
export function daysOf(sessions: readonly SessionEntry[], zone: string, opened: readonly Day[]): Day[] {
  const days = new Map(opened.map((day) => [day.date, day]));
  for (const session of sessions) {
    const date = dateOf(session, zone);
    days.set(date, { date, at: Math.min(session.starts, days.get(date)?.at ?? session.starts) });
  }
  return [...days.values()].sort((one, other) => one.at - other.at);
}

/** The day after the last one, or after that of a moment, at nine. */
export function dayBehind(days: readonly Day[], zone: string, now: number): Day {
  const known = days.filter(({ date }) => date !== '');
  const date = nextDate(known.at(-1)?.date ?? writtenIn(zone, now).date);
  return { date, at: momentIn(zone, { date, time: '09:00' }) };
}

/** From an hour before what comes first to an hour after what ends last, and at least a working day; no more than a day. */
export function spanOf(sessions: readonly SessionEntry[], { date, at }: Day, zone: string): Span {
  const first = Math.min(...sessions.map(({ starts }) => starts), sessions.length > 0 ? Number.POSITIVE_INFINITY : at);
  const hour = first - Number(writtenIn(zone, first).time.slice(3)) * minuteMs - (first % minuteMs);
  const from = writtenIn(zone, hour - hourMs).date === date ? hour - hourMs : hour;
  const last = Math.max(...sessions.map(({ ends }) => ends), from + 8 * hourMs);
  return { from, until: from + Math.min(Math.ceil((last - from) / hourMs) + 1, 26) * hourMs };
}

/** The whole hours of a span, but its end. */
export function hoursOf({ from, until }: Span): number[] {
  return Array.from({ length: Math.round((until - from) / hourMs) }, (_, at) => from + at * hourMs);
}
