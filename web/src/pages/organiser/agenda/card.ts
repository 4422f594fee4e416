/** How high a minute of the day's grid is, in pixels, as are the lengths below. */
export const minuteHeight = 1.6;

/** A line of a session's card, and the room above and below all of them. */
export const lineHeight = 20;
export const cardEdge = 2;

/** What parts a card from the one after it. */
export const cardGap = 2;

/** How many lines the card of a session of so many minutes shows whole. */
export function wholeLines(minutes: number): number {
  return Math.floor((minutes * minuteHeight - cardGap - 2 * cardEdge) / lineHeight);
}
