import type { KeptPaper } from '$lib/blind/kept';
import { isEmpty } from '$lib/net/registers';
import { kept, keysUnder } from '$lib/net/storage';
import type { Choice } from '$lib/protocol/generated/protocol';

/** How many votes this device alone knows to be its person's: those that are secret or a badge's, and blind ones. */
export interface OnDevice {
  readonly secret: number;
  readonly blind: number;
}

/** What lies on this device of `owner`, the person in the forum. What was taken back is no vote, nor what was not sent. */
export function onDevice(storage: Storage, owner: string): OnDevice {
  const secret = keysUnder(storage, `majlis.ballot.${owner}.`).filter((key) => isCast(kept(storage, key)));
  const papers = keysUnder(storage, `majlis.paper.${owner}.`).flatMap((key) => kept<KeptPaper>(storage, key) ?? []);
  const blind = papers.flatMap(({ ballots }) =>
    ballots.filter(({ choice, epoch }) => choice !== null && epoch !== undefined),
  );
  return { secret: secret.length, blind: blind.length };
}

function isCast(ballot: Choice | undefined): boolean {
  return ballot !== undefined && !isEmpty(ballot);
}
