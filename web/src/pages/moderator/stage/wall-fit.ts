import { aspectOf, unitOf } from '$lib/wall/aspect';
import { fitText, type Room } from '$lib/wall/fit-text';
import { usualCharacters, wallFamily } from '$lib/wall/frame.svelte';
import { measure } from '$lib/wall/measure';

/** What surrounds a question in units, each with what parts it from that: the strip, the line below, an upright wall's way in. */
const strip = 13;
const lineBelow = 7.6;
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
  if (aspect === 'strip') return { ...line, width: ((0.95 * shape) / unit - 16) / 2, height: height - lineBelow };
  return { ...line, width, height: height - strip - lineBelow - (aspect === 'upright' ? joinAtFoot : 0) };
}

/** Whether a question would go below a wall's floor, what its back row reads, on a wall that is so many heights wide. */
export function isTooLongForWall(text: string, floor: number, shape: number): boolean {
  return fitText(measure(text, 600, wallFamily), { ...spotlightOf(shape), floor }).size < floor;
}
