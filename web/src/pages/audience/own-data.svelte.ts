import { ask, HttpRefusal } from '$lib/net/http';
import { ownerOf } from '$lib/net/owner';
import { forget, keep, kept } from '$lib/net/storage';
import type { GivenPart, GivenView } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

/** How erasing what was written stands: not asked for, kept on this device, on its way, or nothing is left to erase. */
export type Erasing = 'none' | 'kept' | 'underway' | 'done';

type Read = (token: string) => Promise<GivenView>;

const read: Read = (token) => ask('/v1/mine', { token });

/** What was read, and when. */
interface Seen {
  readonly at: number;
  readonly given: GivenView;
}

/** All that this person gave in the forum, session by session, and the way to have erased what it wrote. */
export class OwnData {
  readonly #live: Live;
  readonly #token: string;
  readonly #storage: Storage;
  readonly #read: Read;
  #seen = $state.raw<Seen>();
  #isFresh = $state(false);
  #refusal = $state<string>();
  #reading = 0;

  constructor(live: Live, token: string, storage: Storage, readGiven: Read = read) {
    this.#live = live;
    this.#token = token;
    this.#storage = storage;
    this.#read = readGiven;
    this.#seen = kept<Seen>(storage, this.#key);
  }

  /** What was given, once it has been read, be it in another visit. */
  get given(): GivenView | undefined {
    return this.#seen?.given;
  }

  /** When that was read, where it is not known to be so still. */
  get seenAt(): number | undefined {
    return this.#isFresh ? undefined : this.#seen?.at;
  }

  /** Why it could not be read. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  readonly erasing: Erasing = $derived.by(() => {
    if (this.#live.outbox.some(({ command }) => command.do === 'erase_mine')) {
      return this.#live.status === 'live' ? 'underway' : 'kept';
    }
    return this.given?.upto === 0 ? 'done' : 'none';
  });

  /** Something else that this device gave is not with the server yet: erasing does not reach it. */
  readonly hasUnsent: boolean = $derived.by(() => this.#live.outbox.some(({ command }) => command.do !== 'erase_mine'));

  /** What changes when something of one's own does, supports by others aside: then it is to be read again. */
  readonly mark: string = $derived.by(() => {
    const { questions, ballots, rating, player, statements, said, stands } = this.#live.mine;
    const fates = questions.map(({ q, v }) => [q, v]);
    return JSON.stringify([
      this.#live.status === 'live',
      fates,
      ballots,
      rating,
      player?.name,
      statements,
      said,
      stands,
    ]);
  });

  /** Reads it anew. Of several readings on their way the last one stands. */
  async load(): Promise<void> {
    this.#reading += 1;
    const reading = this.#reading;
    try {
      const given = await this.#read(this.#token);
      if (reading !== this.#reading) return;
      this.#seen = { at: this.#live.now(), given };
      this.#isFresh = true;
      this.#refusal = undefined;
      keep(this.#storage, this.#key, this.#seen);
    } catch (cause) {
      if (reading !== this.#reading) return;
      this.#isFresh = false;
      this.#refusal = cause instanceof HttpRefusal ? cause.code : 'unreachable';
    }
  }

  /**
   * Has erased what was written, as far as it was shown here. Without a connection the command is kept and sent later, as
   * all are; the copy on this device goes at once.
   */
  async erase(): Promise<void> {
    const upto = this.given?.upto ?? 0;
    if (upto === 0) return;
    // What is being read would be kept again with all that is to be erased.
    this.#reading += 1;
    forget(this.#storage, this.#key);
    const outcome = await this.#live.do({ do: 'erase_mine', upto });
    if (!outcome.done) return;
    this.#emptySeen(upto);
    await this.load();
  }

  /** The words are gone, also where reading again finds no network; what stays is known only by that. */
  #emptySeen(upto: number): void {
    if (!this.#seen || this.#seen.given.upto > upto) return;
    const { at, given } = this.#seen;
    this.#seen = { at, given: { ...given, upto: 0, parts: given.parts.map(withoutWords) } };
  }

  get #key(): string {
    return `majlis.given.${ownerOf(this.#token)}`;
  }
}

/** A part as erasing leaves it. */
function withoutWords({
  session,
  questions,
  rating,
  statements,
  said,
  supports,
  ballots,
  visits,
}: GivenPart): GivenPart {
  return {
    session,
    questions: questions.map(({ name, ...question }) => ({ ...question, text: '' })),
    answers: [],
    ...(rating ? { rating: { stars: rating.stars } } : {}),
    ...(statements ? { statements: statements.map((statement) => ({ ...statement, text: '' })) } : {}),
    ...(said ? { said } : {}),
    supports,
    ballots,
    ...(visits ? { visits } : {}),
  };
}
