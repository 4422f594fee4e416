import type { Dots, DotsView, Spot } from '$lib/protocol/generated/protocol';

/** What tells places for dots apart. */
export function keyOf(spot: Spot): string {
  return 'cluster' in spot ? `cluster ${spot.cluster}` : `idea ${spot.idea}`;
}

export function isSame(one: Spot, other: Spot): boolean {
  return keyOf(one) === keyOf(other);
}

/** How many of some dots lie on a spot. */
export function dotsOn(dots: readonly Dots[], spot: Spot): number {
  return dots.find(({ on }) => isSame(on, spot))?.n ?? 0;
}

/** How many lie on a spot; nothing where that is not told, as none are or only those in front. */
export function knownDots({ n, more }: DotsView, spot: Spot): number | undefined {
  const told = n?.find(({ on }) => isSame(on, spot))?.n;
  return told ?? (n && !more ? 0 : undefined);
}

/** How many dots there are in all. */
export function sumOf(dots: readonly Dots[]): number {
  return dots.reduce((sum, { n }) => sum + n, 0);
}

/** The same dots, but so many on that spot. */
export function withDots(dots: readonly Dots[], on: Spot, n: number): Dots[] {
  if (!dots.some((one) => isSame(one.on, on))) return n > 0 ? [...dots, { on, n }] : [...dots];
  return dots.flatMap((one) => (isSame(one.on, on) ? (n > 0 ? [{ on, n }] : []) : [one]));
}
