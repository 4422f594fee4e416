import { type CastBallot, type RememberedBallot, SecretBallots, SecretSequence } from '$lib/net/registers';
import type { Command, MineView, PollView } from '$lib/protocol/generated/protocol';

type Vote = Extract<Command, { do: 'vote' }>;

/** The own part, with what only this device knows to be its own. */
export type Mine = Omit<MineView, 'ballots'> & { ballots: readonly (MineView['ballots'][number] & RememberedBallot)[] };

/** What this device voted in secret: the server counts it, and cannot tell it to anyone, not even to whose it is. */
export class SecretVotes {
  readonly #sequence: SecretSequence;
  readonly #ballots: SecretBallots;
  /** Counts what is remembered, so that what was read of it is read again. */
  #remembered = $state(0);

  constructor(owner: string, storage: Storage) {
    this.#sequence = new SecretSequence(owner, storage);
    this.#ballots = new SecretBallots(owner, storage);
  }

  /** A number for the next ballot of this device in a poll's round. */
  next(poll: number, round: number): number {
    return this.#sequence.next(poll, round);
  }

  remember(ballot: CastBallot): void {
    this.#ballots.remember(ballot);
    this.#remembered += 1;
  }

  /** What was remembered of a round that is not there any more: the same number is another one's then. */
  forget(poll: number, round: number): void {
    this.#ballots.forget(poll, round);
    this.#remembered += 1;
  }

  /** What was cast last in those polls, also where that took a ballot back. */
  cast(polls: Iterable<PollView>): CastBallot[] {
    return this.#ballots.cast(polls);
  }

  /** Something was stored by another tab of this device: it may have cast in secret. */
  heardOf(key: string): void {
    if (this.#ballots.isOfOne(key)) this.#remembered += 1;
  }

  /** The own part, with the secret ballots of those polls. */
  addedTo(mine: MineView, polls: Iterable<PollView>): Mine {
    void this.#remembered;
    const secrets = this.#ballots.of(polls);
    return secrets.length === 0 ? mine : { ...mine, ballots: [...mine.ballots, ...secrets] };
  }

  /**
   * Another device of this person, or of this badge, has voted before: the ballot that goes above that one, where this is the
   * later choice. `stands` is its number, where it is told.
   */
  above(vote: Vote, stands?: number): Vote | undefined {
    const { poll, round, seq } = vote;
    if (!this.#sequence.isLatest(poll, round, seq)) return undefined;
    return { ...vote, seq: this.#sequence.next(poll, round, stands) };
  }
}
