import type { BallotRefusal } from '../ballots.svelte';

/** A ballot that came when its round was over: nobody did anything wrong, so it is said and not warned of. */
export const isLate = ({ code }: BallotRefusal): boolean => code === 'poll_closed' || code === 'round_over';
