import { aspectOf, unitOf } from '$lib/wall/aspect';
import { fitText, type Room } from '$lib/wall/fit-text';
import { usualCharacters, wallFamily } from '$lib/wall/frame.svelte';
import { measure } from '$lib/wall/measure';

/** What surrounds the spotlight of an upright wall at its foot: the way in, in units. */
const joinAtFoot = 30;

/**
 * The room of a question in the spotlight, in units, on a wall that is so many heights wide: what the safe edges, what
 * tells of the session beside or above it, and the line below leave.
 */
function spotlightOf(shape: number): Omit<Room, 'floor'> {
  const aspect = aspectOf(shape, 1);
  const unit = unitOf(shape, 1);
  const [width, height] = [(0.9 * shape) / unit, 0.9 / unit];
  const line = { most: 9, lineHeight: 1.4, characters: usualCharacters };
  if (aspect === 'strip') return { ...line, width: ((0.95 * shape) / unit - 16) / 2, height: height - 7 };
  return { ...line, width, height: height - 18 - (aspect === 'upright' ? joinAtFoot : 0) };
}

/** Whether a question would go below a wall's floor, what its back row reads, on a wall that is so many heights wide. */
export function isTooLongForWall(text: string, floor: number, shape: number): boolean {
  return fitText(measure(text, 600, wallFamily), { ...spotlightOf(shape), floor }).size < floor;
}
