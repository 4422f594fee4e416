import { language, m } from '$lib/i18n/language.svelte';

/** When a session begins: with its day, where that is not today. */
export function startsText(at: number, now: number): string {
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
