import type { Floor } from '$lib/stands/arranged';
import { linesIn, type Measured } from './fit-text';

/** Measures of the map in letters, as the scene's styles have them. */
export const inLetters = { line: 1.3, step: 1.3, gap: 0.4, padding: 0.35, empty: 0.3 };

/** What a map has to go into. Lengths in pixels; `size` is that of a letter. */
export interface MapRoom {
  readonly width: number;
  readonly height: number;
  readonly size: number;
}

/** What is tried, from the largest letters on. */
const scales = [1.5, 1.3, 1.15, 1];

/**
 * How large the letters of a map are, as a multiple of the least: the largest with which every name stands whole in its place. None where that is
 * not even so with the least: then a list takes turns.
 */
export function mapScale(
  floor: Floor,
  room: MapRoom,
  textOf: (stand: number) => string,
  measure: (text: string) => Measured,
): number | undefined {
  return scales.find((scale) => fits(floor, { ...room, size: room.size * scale }, textOf, measure));
}

function fits(
  { columns, rows, placed, loose }: Floor,
  { width, height, size }: MapRoom,
  textOf: (stand: number) => string,
  measure: (text: string) => Measured,
): boolean {
  if (loose.length > 0) return false;
  const { line, step, gap, padding, empty } = inLetters;
  const wide = (width / size - (columns - 1) * gap) / columns - 2 * padding;
  const heights = new Array<number>(rows).fill(empty);
  for (const { item, row } of placed) {
    const measured = measure(textOf(item.s));
    if (Math.max(...measured.words) > wide) return false;
    heights[row - 1] = Math.max(heights[row - 1] ?? 0, linesIn(measured, wide) * line + step + 2 * padding);
  }
  return heights.reduce((sum, high) => sum + high, (rows - 1) * gap) * size <= height;
}
