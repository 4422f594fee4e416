import type { RecordQuarter } from '$lib/protocol/generated/protocol';

/** What is given, in the order of its columns. */
const given = ['questions', 'supports', 'ballots', 'ideas', 'dots', 'votes', 'stands', 'speakers', 'ratings'] as const;

export type Given = (typeof given)[number];

/** What was given at all in these quarters: a forum without an exhibition has no column of stands. */
export function givenIn(quarters: readonly RecordQuarter[]): readonly Given[] {
  return given.filter((kind) => quarters.some((quarter) => quarter[kind] !== undefined));
}

/** A day's quarters. */
export interface DayOfQuarters {
  readonly day: string;
  readonly quarters: readonly RecordQuarter[];
}

/** All that was given in a quarter. */
export function allOf(quarter: RecordQuarter): number {
  return given.reduce((sum, kind) => sum + (quarter[kind] ?? 0), 0);
}

/** The quarters by the days that they are on, as those are written. */
export function byDays(quarters: readonly RecordQuarter[], written: (ms: number) => string): DayOfQuarters[] {
  const days: { day: string; quarters: RecordQuarter[] }[] = [];
  for (const quarter of quarters) {
    const day = written(quarter.from);
    const last = days.at(-1);
    if (last?.day === day) last.quarters.push(quarter);
    else days.push({ day, quarters: [quarter] });
  }
  return days;
}

/** An axis of fewer quarters would have blocks for columns. */
const fewest = 16;

/** Where a day's quarters stand on its axis. */
export interface Axis {
  /** The place of each between 0 and 1. */
  readonly places: readonly number[];
  /** How wide one is. */
  readonly width: number;
  /** When the axis begins and ends. */
  readonly from: number;
  readonly until: number;
}

/** The axis of a day, which goes on where nothing was given. */
export function placed(quarters: readonly RecordQuarter[], lengthMs: number): Axis {
  const from = quarters[0]?.from ?? 0;
  const last = quarters.at(-1)?.from ?? 0;
  const slots = Math.max(fewest, (last - from) / lengthMs + 1);
  const places = quarters.map((quarter) => (quarter.from - from) / lengthMs / slots);
  return { places, width: 1 / slots, from, until: from + slots * lengthMs };
}
