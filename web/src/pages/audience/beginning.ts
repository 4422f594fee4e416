import { language, m } from '$lib/i18n/language.svelte';

/** So long after its planned time a session is one that is late; what has not begun by then has another cause. */
const lateMs = 12 * 60 * 60_000;

/** When a session begins: with its day, where that is not today; of one that should have begun, that it is late. */
export function startsText(at: number, now: number): string {
  if (at <= now && now - at < lateMs) return m.starts_late({ time: timeOf(at) });
  return isToday(at, now) ? m.starts_at({ time: timeOf(at) }) : m.starts_on({ day: dayOf(at), time: timeOf(at) });
}

/** When questions are taken, likewise. */
export function asksFromText(at: number, now: number): string {
  return isToday(at, now)
    ? m.asking_opens_at({ time: timeOf(at) })
    : m.asking_opens_on({ day: dayOf(at), time: timeOf(at) });
}

function isToday(at: number, now: number): boolean {
  return dayOf(at) === dayOf(now);
}

function dayOf(at: number): string {
  return language.formats.day(at);
}

function timeOf(at: number): string {
  return language.formats.time(at);
}
