import { language, m } from '$lib/i18n/language.svelte';
import { lateMs } from '$lib/state/agenda';

/**
 * When a session begins: with its day, where that is not today; of one that should have begun, that it is late, and when
 * that is long ago, when it should have.
 */
export function startsText(at: number, now: number): string {
  if (now - at >= lateMs) return m.was_planned_on({ day: dayOf(at), time: timeOf(at) });
  if (at <= now) return m.starts_late({ time: timeOf(at) });
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
