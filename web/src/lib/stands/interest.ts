import { writtenIn } from '$lib/i18n/zoned';
import type { InterestItem } from '$lib/protocol/generated/protocol';

const fiveMinutes = 5 * 60_000;
const halfHour = 30 * 60_000;

/** How many people came in the last minutes, told by whole steps of five: the one that has begun counts as a whole one. */
export function cameWithin(minutes: number, recent: InterestItem['recent'], now: number): number {
  const before = Math.floor(now / fiveMinutes) - minutes / 5;
  return recent.reduce((sum, [step, n]) => (step > before ? sum + n : sum), 0);
}

/** An hour of a day, by the moment at which it began, and how many came in it. */
export interface Hour {
  readonly at: number;
  readonly n: number;
}

/** The hours of today in a zone: from the first in which somebody came to the one that has begun. */
export function hoursOfToday(halves: InterestItem['halves'], zone: string, now: number): Hour[] {
  const today = writtenIn(zone, now).date;
  const counts = new Map(halves.filter(([half]) => writtenIn(zone, half * halfHour).date === today));
  const first = Math.min(...counts.keys());
  if (counts.size === 0) return [];
  const hours = new Map<string, Hour>();
  for (let half = first; half * halfHour <= now; half += 1) {
    const at = half * halfHour;
    const hour = writtenIn(zone, at).time.slice(0, 2);
    const known = hours.get(hour);
    hours.set(hour, { at: known?.at ?? at, n: (known?.n ?? 0) + (counts.get(half) ?? 0) });
  }
  return [...hours.values()];
}

/** How large a stand's sign is on the map of interest, from 0 to 1: its area goes with the count. */
export function sizeOf(n: number, most: number): number {
  return most > 0 ? Math.sqrt(n / most) : 0;
}
