import { Arriving } from '../../arriving.svelte';

/** What further kinds of polls are answered and told with: asked for until it comes, once the page rests or such a poll is there. */
export const further = new Arriving(() => import('./parts'));

/** From the coming of the later parts until these are asked for, in milliseconds: before a poll opens, and after what is needed at once. */
export const restsMs = 4_000;
