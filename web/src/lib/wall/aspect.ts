/**
 * The shapes of walls: LED strips whose sides hold what surrounds the scene, the usual screen, the old one, and one
 * that stands upright.
 */
export type Aspect = 'strip' | 'wide' | 'square' | 'upright';

/** From which width, as a multiple of the height, a wall has each shape. */
const shapes: [number, Aspect][] = [
  [2.6, 'strip'],
  [1.5, 'wide'],
  [1, 'square'],
];

/** The narrowest wall whose letters follow its height alone, as a multiple of the height. */
const narrowest = 1.25;

export function aspectOf(width: number, height: number): Aspect {
  return shapes.find(([least]) => width >= height * least)?.[1] ?? 'upright';
}

/** A hundredth of the wall's height, in pixels: what its sizes are told in. On upright walls the width bounds it. */
export function unitOf(width: number, height: number): number {
  return Math.min(height, width / narrowest) / 100;
}

/** How far a picture is moved, in units, so that no edge of it burns in: a small square, a corner a minute. */
export function drift(now: number): { x: number; y: number } {
  const corners = [
    { x: 0.15, y: 0.15 },
    { x: -0.15, y: 0.15 },
    { x: -0.15, y: -0.15 },
    { x: 0.15, y: -0.15 },
  ];
  return corners[Math.floor(now / 60_000) % corners.length] ?? { x: 0, y: 0 };
}
