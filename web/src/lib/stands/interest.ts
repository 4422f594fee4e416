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

type Halves = InterestItem['halves'];

/** The hours of today in a zone: from the first in which somebody came to the one that has begun. */
export function hoursOfToday(halves: Halves, zone: string, now: number): Hour[] {
  const { hours, countsOf } = dayOf([halves], zone, now);
  const counts = countsOf(halves);
  return hours.map((at, place) => ({ at, n: counts[place] ?? 0 }));
}

/** A day as several stands had it: its hours, by the moments at which they began, and how many came to one of them in each. */
export interface Day {
  readonly hours: readonly number[];
  countsOf(halves: Halves): number[];
}

/** Today, from the first hour in which somebody came to one of them to the one that has begun. */
export function dayOf(all: readonly Halves[], zone: string, now: number): Day {
  const today = writtenIn(zone, now).date;
  const isToday = (half: number) => writtenIn(zone, half * halfHour).date === today;
  const halves = [...new Set(all.flatMap((one) => one.map(([half]) => half)))].filter(isToday);
  const begins = new Map<string, number>();
  const places = new Map<number, number>();
  for (let half = Math.min(...halves); half * halfHour <= now; half += 1) {
    const hour = writtenIn(zone, half * halfHour).time.slice(0, 2);
    if (!begins.has(hour)) begins.set(hour, half * halfHour);
    places.set(half, [...begins.keys()].indexOf(hour));
  }
  const hours = [...begins.values()];
  return {
    hours,
    countsOf: (halves) => {
      const counts = hours.map(() => 0);
      for (const [half, n] of halves) {
        const place = places.get(half);
        if (place !== undefined) counts[place] = (counts[place] ?? 0) + n;
      }
      return counts;
    },
  };
}

/** How large a stand's sign is on the map of interest, from 0 to 1: its area goes with the count. */
export function sizeOf(n: number, most: number): number {
  return most > 0 ? Math.sqrt(n / most) : 0;
}
