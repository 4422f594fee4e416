import type { Kept, Live } from '$lib/state/live.svelte';
import { notArrived } from './arrived';
import type { Refused } from './not-sent.svelte';

type OwnPart = Pick<Live, 'outbox' | 'mine' | 'ahead'>;

/** A question that no server has: it is on its way, waits until it is no more too soon, or was refused. */
export interface Unsent {
  readonly id: string;
  readonly text: string;
  readonly kept?: Kept;
  readonly refused?: Refused;
}

/** Own questions that no server tells of: those to be sent, the newest first, then those that were refused. */
export function unsentOf({ outbox, mine, ahead }: OwnPart, refused: readonly Refused[]): Unsent[] {
  const given = outbox.flatMap((kept) =>
    kept.command.do === 'ask' ? [{ id: kept.id, at: kept.at, text: kept.command.text, kept: { ...kept } }] : [],
  );
  const toBeSent: Unsent[] = notArrived(given, mine.questions, ahead).reverse();
  return [...toBeSent, ...refused.map((one) => ({ id: one.id, text: one.text, refused: one }))];
}
