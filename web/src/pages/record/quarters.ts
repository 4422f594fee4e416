import type { RecordQuarter } from '$lib/protocol/generated/protocol';

/** What is given, in the order of its columns. */
const given = ['questions', 'supports', 'ballots', 'ideas', 'votes', 'stands', 'speakers', 'ratings'] as const;

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

/** The place of each quarter on a day's axis, which goes on where nothing was given, between 0 and 1; and how wide one is. */
export function placed(quarters: readonly RecordQuarter[], lengthMs: number): { places: number[]; width: number } {
  const first = quarters[0]?.from ?? 0;
  const last = quarters.at(-1)?.from ?? 0;
  const slots = (last - first) / lengthMs + 1;
  return { places: quarters.map(({ from }) => (from - first) / lengthMs / slots), width: 1 / slots };
}
