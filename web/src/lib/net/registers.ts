import type { Choice, OwnBallot, PollView } from '$lib/protocol/generated/protocol';
import { forget, keep, kept } from './storage';

/**
 * What orders a person's supports, ratings and ballots but those of secret polls: a number that is at least the device's milliseconds and above
 * every earlier one, whichever tab or device gave that.
 */
export class Sequence {
  readonly #key: string;
  readonly #storage: Storage;
  #last = 0;

  constructor(owner: string, storage: Storage) {
    this.#key = `majlis.seq.${owner}`;
    this.#storage = storage;
  }

  /** The next number, above `known`: the highest one that the server has of this person. */
  next(now: number, known: number): number {
    const before = Math.max(this.#last, kept<number>(this.#storage, this.#key) ?? 0, known);
    this.#last = Math.max(now, before + 1);
    keep(this.#storage, this.#key, this.#last);
    return this.#last;
  }
}

/**
 * The numbers of ballots in secret polls: 1, 2, 3… in each round. They are never the clock's, by which a ballot could be
 * told to be of whoever supported a question in the same moment.
 */
export class SecretSequence {
  readonly #prefix: string;
  readonly #storage: Storage;
  readonly #last = new Map<string, number>();

  constructor(owner: string, storage: Storage) {
    this.#prefix = `majlis.count.${owner}.`;
    this.#storage = storage;
  }

  /** The next one, above that which stands where another device cast it. */
  next(poll: number, round: number, stands = 0): number {
    const seq = Math.max(this.#latest(poll, round), stands) + 1;
    this.#last.set(this.#key(poll, round), seq);
    keep(this.#storage, this.#key(poll, round), seq);
    return seq;
  }

  /** Whether a number was given here, to the latest ballot of its round. */
  isLatest(poll: number, round: number, seq: number): boolean {
    return seq === this.#latest(poll, round);
  }

  #latest(poll: number, round: number): number {
    const key = this.#key(poll, round);
    return Math.max(this.#last.get(key) ?? 0, kept<number>(this.#storage, key) ?? 0);
  }

  #key(poll: number, round: number): string {
    return `${this.#prefix}${poll}.${round}`;
  }
}

/**
 * Whether only the device that cast a ballot knows whose it is: in secret, or for a badge, which is nobody's in the forum's
 * eyes. Several devices may vote for one badge, so its ballots are counted as those of secret polls are.
 */
export function isOwnSecret({ settings }: Pick<PollView, 'settings'>): boolean {
  return settings.secret || settings.voters !== undefined;
}

/** A ballot of such a poll as it was cast; it may take an earlier one back. */
export interface CastBallot extends Pick<OwnBallot, 'poll' | 'round' | 'choice'> {
  readonly seq: number;
  /** The code of the badge that it was cast for. */
  readonly badge?: string | undefined;
}

/** A ballot that this device remembers as its own. */
export type RememberedBallot = Omit<CastBallot, 'seq'>;

/** The own ballots of such polls: nobody but the device that cast them knows what they say. */
export class SecretBallots {
  readonly #prefix: string;
  readonly #storage: Storage;
  /** Those that the storage did not take. */
  readonly #unkept = new Map<string, KeptBallot>();

  constructor(owner: string, storage: Storage) {
    this.#prefix = `majlis.ballot.${owner}.`;
    this.#storage = storage;
  }

  remember({ poll, round, choice, seq, badge }: CastBallot): void {
    const key = this.#key(poll, round);
    const cast = { ...choice, seq, badge };
    if (keep(this.#storage, key, cast)) this.#unkept.delete(key);
    else this.#unkept.set(key, cast);
  }

  forget(poll: number, round: number): void {
    this.#unkept.delete(this.#key(poll, round));
    forget(this.#storage, this.#key(poll, round));
  }

  /** Whether a stored key is that of such a ballot. */
  isOfOne(key: string): boolean {
    return key.startsWith(this.#prefix);
  }

  /** Those of the rounds at hand; one that was taken back is none. */
  of(polls: Iterable<PollView>): RememberedBallot[] {
    return this.cast(polls).flatMap(({ seq: _, ...ballot }) => (isEmpty(ballot.choice) ? [] : [ballot]));
  }

  /** What was cast last in the rounds at hand. */
  cast(polls: Iterable<PollView>): CastBallot[] {
    return [...polls].filter(isOwnSecret).flatMap(({ poll, round }) => {
      const key = this.#key(poll, round);
      const ballot = this.#unkept.get(key) ?? kept<KeptBallot>(this.#storage, key);
      if (!ballot) return [];
      const { seq = 1, badge, ...choice } = ballot;
      return [{ poll, round, choice, seq, badge }];
    });
  }

  #key(poll: number, round: number): string {
    return `${this.#prefix}${poll}.${round}`;
  }
}

/** How a ballot is stored; one of an older page has no number. */
type KeptBallot = Choice & { readonly seq?: number; readonly badge?: string | undefined };

/** Whether a choice takes a ballot back. */
export function isEmpty(choice: Choice): boolean {
  const [said] = Object.values(choice);
  return Array.isArray(said) && said.length === 0;
}
