import type { CueItem, CueNo } from '$lib/protocol/generated/protocol';
import type { Show } from '$lib/protocol/views';

const minuteMs = 60_000;

/** The cues in the order of their moments, and of one moment in that of their numbers; those of no session of the hall any more are last. */
export function inOrder({ items }: Show): CueItem[] {
  const momentOf = ({ time }: CueItem) => time ?? Number.POSITIVE_INFINITY;
  return [...items.values()].sort((a, b) => momentOf(a) - momentOf(b) || a.c - b.c);
}

/** How a cue stands. `hand`: it waits, and as a desk changed the same thing it will be left to that; `lost`: its session is not in this hall any more. */
export type Standing = 'waits' | 'hand' | 'lost' | NonNullable<CueItem['came']>;

export function standingOf({ came, hand, time }: CueItem): Standing {
  if (came) return came;
  if (time === undefined) return 'lost';
  return hand === undefined ? 'waits' : 'hand';
}

/** Whether the run is still to come to it. */
export function isWaiting({ came }: CueItem): boolean {
  return came === undefined;
}

/** Whether somebody has to look at it: it was refused, or nobody ran it in time. */
export function isTrouble({ came }: CueItem): boolean {
  return came === 'failed' || came === 'missed';
}

/** A cue that is moved, and when it is due then. */
export interface Moved {
  readonly item: CueItem;
  readonly to: number;
}

/** What a shift by so many minutes moves: all that wait, or one and those after it. Of `items`, which are in order. */
export function movedBy(items: readonly CueItem[], minutes: number, from?: CueNo): Moved[] {
  const first = from === undefined ? 0 : items.findIndex(({ c }) => c === from);
  if (first < 0) return [];
  return items
    .slice(first)
    .filter(isWaiting)
    .flatMap((item) => (item.time === undefined ? [] : [{ item, to: item.time + minutes * minuteMs }]));
}
