import { fitText, type Room } from '$lib/wall/fit-text';
import { wallFamily } from '$lib/wall/frame.svelte';
import { measure } from '$lib/wall/measure';

/**
 * The room of a question in the spotlight of a wall 16:9, in hundredths of its height: what the safe edges, the strip
 * and the line below leave.
 */
const spotlight: Omit<Room, 'floor'> = { width: 160, height: 72, most: 9.1, lineHeight: 1.4, characters: 48 };

/** Whether a question would go below a wall's floor: what its back row reads. */
export function isTooLongForWall(text: string, floor: number): boolean {
  return fitText(measure(text, 600, wallFamily), { ...spotlight, floor }).size < floor;
}
