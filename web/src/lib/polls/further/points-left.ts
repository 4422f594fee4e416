import { bounds } from '$lib/protocol/generated/bounds';

/** How many points are still to be shared out; below 0 there are too many. */
export function leftOf(points: readonly number[]): number {
  return bounds.points - points.reduce((sum, of) => sum + of, 0);
}
