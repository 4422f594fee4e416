import { fitText, type Room } from '$lib/wall/fit-text';
import { wallFamily } from '$lib/wall/frame.svelte';
import { measure } from '$lib/wall/measure';

/**
 * The room of a question in the spotlight of a wall 16:9, in hundredths of its height: what the safe edges, the strip
 * and the line below leave. The floor is what the back row reads.
 */
const spotlight: Room = { width: 160, height: 72, most: 9, floor: 5.5, lineHeight: 1.4, characters: 48 };

/** Whether a question would go below the wall's floor. */
export function isTooLongForWall(text: string): boolean {
  return fitText(measure(text, 600, wallFamily), spotlight).size < spotlight.floor;
}
