import type { Kept } from '$lib/state/live.svelte';
import type { Refused } from './not-sent.svelte';

/** A question that no server has: it is on its way, waits until it is no more too soon, or was refused. */
export interface Unsent {
  readonly id: string;
  readonly text: string;
  readonly kept?: Kept;
  readonly refused?: Refused;
}

/** Own questions that are still on this phone: those to be sent, the newest first, then those that were refused. */
export function unsentOf(outbox: readonly Kept[], refused: readonly Refused[]): Unsent[] {
  const toBeSent = outbox.flatMap((kept): Unsent[] =>
    kept.command.do === 'ask' ? [{ id: kept.id, text: kept.command.text, kept: { ...kept } }] : [],
  );
  return [...toBeSent.reverse(), ...refused.map((one) => ({ id: one.id, text: one.text, refused: one }))];
}
