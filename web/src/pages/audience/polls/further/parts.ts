/** The ballots and results of further kinds of polls, which come in a chunk of their own. */
export { default as FurtherResult } from '$lib/polls/further/FurtherResult.svelte';
export { stepNames } from '$lib/polls/further/results';
export { default as Grid } from './Grid.svelte';
export { default as Points } from './Points.svelte';
export { default as PointsLeft } from './PointsLeft.svelte';
export { default as Rules } from './Rules.svelte';
