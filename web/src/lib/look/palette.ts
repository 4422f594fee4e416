import type { Accent } from '$lib/protocol/generated/protocol';
import { hex } from './colour';

/** The colours that come of an accent, by the custom properties of `tokens.css` that they stand for. */
export type Palette = Readonly<Record<string, string>>;

/** The hues of the other series of charts. */
const otherSeries = [262, 62, 320, 18, 205];
/** Nearer to another series, or weaker than that, a series of the accent would not be told apart. */
const apart = 25;
const strong = 0.06;
/** What a chart has in the accent's place then. */
const palm = 158;

/** How far two hues are apart, at most 180 degrees. */
export function between(one: number, other: number): number {
  const distance = Math.abs(one - other) % 360;
  return Math.min(distance, 360 - distance);
}

/**
 * An accent in each of its uses, by day and by night. Each use has the lightness of Majlis's own colour in that place, so
 * that its contrast holds for every hue.
 */
export function palette({ hue, chroma }: Accent): Palette {
  const c = chroma / 1000;
  const tellsApart = c >= strong && otherSeries.every((other) => between(hue, other) >= apart);
  const series = tellsApart ? hue : palm;
  return {
    '--accent-day': hex(0.44, c, hue),
    '--accent-night': hex(0.8, Math.min(1.5 * c, 0.13), hue),
    '--accent-pressed-day': hex(0.37, 0.9 * c, hue),
    '--accent-pressed-night': hex(0.72, Math.min(1.5 * c, 0.13), hue),
    '--accent-wash-day': hex(0.945, Math.min(c / 3, 0.03), hue),
    '--accent-wash-night': hex(0.27, Math.min(c / 2, 0.04), hue),
    '--palm-day': hex(0.5, 0.11, series),
    '--palm-night': hex(0.78, 0.13, series),
    '--palm-still': hex(0.6, 0.035, series),
  };
}
