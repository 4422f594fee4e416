import { MediaQuery } from 'svelte/reactivity';

/**
 * How much room the desk's header has. What is only a sign where there is little of it is said all the same to those
 * who listen: `class:spoken={tight.current}`.
 */
export const tight = new MediaQuery('(width < 1360px)', false);
export const narrow = new MediaQuery('(width < 1100px)', false);
export const roomy = new MediaQuery('(width >= 1680px)', true);
