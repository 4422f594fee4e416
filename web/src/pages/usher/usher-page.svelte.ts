import { Assisting } from '$lib/assisted/assisting.svelte';
import { fits } from '$lib/assisted/fits';
import { grouped, readEither } from '$lib/badges/code';
import { graphemes } from '$lib/i18n/graphemes';
import { refusalText } from '$lib/i18n/refusals';
import { ownerOf } from '$lib/net/owner';
import { deviceStorage } from '$lib/net/storage';
import type { Choice, Command, PollNo, PollView } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { Refused, type RefusedText, type Why, whyOf } from '$lib/state/refused.svelte';
import { takeToken } from '$lib/state/role-link';
import { Ticking } from '$lib/state/ticking.svelte';

/** So long after it was given whoever a ballot was for still stands here. */
const isNewMs = 60_000;

/** What came of the last things is told for so long. */
const toldMs = 20_000;

/** What was refused is told wherever the usher has gone meanwhile. */
const everywhere = 0;

/** The end of a code that tells a badge from those beside it, and opens nothing. */
const tailOf = (code: string) => code.slice(-3);

/** A question that was refused, until it is written anew or let go. */
export interface Returned extends RefusedText {
  readonly name: string;
}

/** A ballot that does not count: whose it was, as far as the last digits of a code tell it, and why. */
interface Uncounted extends Why {
  readonly id: string;
  readonly tail: string;
  /** When it was refused. */
  readonly at?: number;
}

/** What came of a ballot, or of a question that is in. */
export interface Came {
  readonly id: string;
  readonly what: 'ask' | 'vote';
  /** The last digits of the code. */
  readonly tail?: string | undefined;
  /** Why it does not count, in words; none where it does. */
  readonly why?: string | undefined;
}

/** Something that this device still has to send. */
export interface Underway {
  readonly id: string;
  readonly what: 'ask' | 'vote';
  readonly tail?: string | undefined;
}

/** A ballot of a badge that has voted already: whether it goes above that one, only whoever it is for knows. */
export interface Twice {
  readonly id: string;
  readonly tail: string;
  readonly again: Extract<Command, { do: 'vote' }>;
}

type Vote = Extract<Command, { do: 'vote' }>;
type Ask = Extract<Command, { do: 'ask' }>;

/**
 * An usher's page: questions and ballots of people who have no phone at hand. What is sent is kept on this device until the server
 * has decided it, and the fields are empty for the next person at once.
 */
export class UsherPage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  readonly clock: Ticking;
  readonly assisting: Assisting | undefined;
  part = $state<'ask' | 'vote'>('ask');
  #text = $state<string>();
  #name = $state<string>();
  /** The code of the badge of whoever asks, as it is typed. It is kept nowhere. */
  asker = $state('');
  /** The code of a badge or slip, as it is typed. */
  typed = $state('');
  choice = $state.raw<Choice>();
  #poll = $state<PollNo>();
  /** What came last, and went well. */
  #came = $state.raw<Came & { readonly at: number }>();
  readonly #drafts: Drafts;
  readonly #returned: Refused<Returned>;
  readonly #uncounted: Refused<Uncounted>;
  readonly #twice: Refused<Twice>;

  constructor(live?: Live, storage = deviceStorage()) {
    this.token = (live ? undefined : takeToken('usher')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : new Live({ token: this.token, view: 'usher' }));
    this.#drafts = new Drafts(storage, ownerOf(this.token));
    this.#returned = new Refused(this.#drafts, 'usher-question');
    this.#uncounted = new Refused(this.#drafts, 'usher-ballot');
    this.#twice = new Refused(this.#drafts, 'usher-twice');
    this.clock = new Ticking(() => this.live?.now() ?? Date.now());
    this.assisting = this.live && new Assisting(this.live, this.clock);
    this.live?.onDecided((given, outcome) => this.#decided(given, outcome));
  }

  start(): void {
    this.live?.start();
  }

  get text(): string {
    return this.#text ?? this.#drafts.read('usher.question');
  }

  set text(text: string) {
    this.#text = text;
    this.#drafts.write('usher.question', text);
  }

  get name(): string {
    return this.#name ?? this.#drafts.read('usher.name');
  }

  set name(name: string) {
    this.#name = name;
    this.#drafts.write('usher.name', name);
  }

  get length(): number {
    return graphemes(this.text);
  }

  get canAsk(): boolean {
    return this.assisting?.canAsk(this.text, this.name, this.asker) ?? false;
  }

  /** Questions that were refused; they lie on this device until somebody has seen to them. */
  get returned(): readonly Returned[] {
    return [...this.#returned.in(everywhere)].reverse();
  }

  /** Ballots that wait for a word, as their badges have voted; they lie on this device until it is said. */
  get twice(): readonly Twice[] {
    return [...this.#twice.in(everywhere)].reverse();
  }

  /** What is still to be sent. */
  get underway(): readonly Underway[] {
    return (this.live?.outbox ?? []).flatMap(({ id, command }): Underway[] => {
      if (command.do === 'vote') return [{ id, what: 'vote', tail: tailOf(command.badge ?? '') }];
      return command.do === 'ask' ? [{ id, what: 'ask' }] : [];
    });
  }

  /**
   * What came of the last one, where it is given. A ballot that was refused stays among the ballots until it is put away, over a reload
   * too; wherever the usher has gone meanwhile it is told at first, and does not stand over the next person's question.
   */
  get came(): readonly Came[] {
    const last = this.#came;
    const isNew = (at: number) => this.clock.now - at < toldMs;
    const isTold = last && last.what === this.part && isNew(last.at);
    const refused = this.#uncounted.in(everywhere).filter(({ at = 0 }) => this.part === 'vote' || isNew(at));
    const told = refused.map(({ id, tail, code, limit }) => {
      return { id, what: 'vote' as const, tail, why: refusalText(code, limit) };
    });
    return isTold ? [last, ...told] : told;
  }

  /** Ballots that somebody has to see to. */
  get unsettled(): number {
    return this.#uncounted.in(everywhere).length + this.#twice.in(everywhere).length;
  }

  /** The vote that ballots are entered in: the one that was chosen, or the only one. */
  get poll(): PollView | undefined {
    const polls = this.assisting?.polls ?? [];
    return polls.find(({ poll }) => poll === this.#poll) ?? (polls.length === 1 ? polls[0] : undefined);
  }

  choosePoll(poll: PollNo): void {
    if (poll !== this.poll?.poll) this.choice = undefined;
    this.#poll = poll;
  }

  get isWhole(): boolean {
    const { poll, choice } = this;
    return poll !== undefined && choice !== undefined && readEither(this.typed).is === 'whole' && fits(poll, choice);
  }

  ask(): void {
    const command = this.assisting?.question(this.text, this.name, this.asker);
    if (!command) return;
    void this.live?.do(command);
    this.text = '';
    this.name = '';
    this.asker = '';
  }

  vote(): void {
    const { poll, choice } = this;
    const reading = readEither(this.typed);
    if (!poll || !choice || reading.is !== 'whole' || !this.isWhole) return;
    void this.live?.do({ do: 'vote', poll: poll.poll, round: poll.round, choice, seq: 1, badge: reading.code });
    this.typed = '';
    this.choice = undefined;
  }

  /** Writes a refused question anew; what stood there goes first. */
  again({ id, text, name }: Returned): void {
    this.part = 'ask';
    this.text = text;
    this.name = name;
    this.drop(id);
  }

  /** Lets go of a refused question. */
  drop(id: string): void {
    this.#returned.remove(everywhere, id);
  }

  /** Has a ballot stand in place of the one that its badge cast before, or lets it go. */
  settle({ id, again }: Twice, replaces: boolean): void {
    if (replaces) void this.live?.do(again);
    this.#twice.remove(everywhere, id);
  }

  /** Puts away what came of a ballot. */
  putAway(id: string): void {
    this.#uncounted.remove(everywhere, id);
  }

  #decided(given: Kept, outcome: Outcome): void {
    const { command } = given;
    if (command.do === 'vote') this.#voted(given, command, outcome);
    else if (command.do === 'ask') this.#asked(given, command, outcome);
  }

  #asked({ id }: Kept, { text, name = '' }: Ask, outcome: Outcome): void {
    if (outcome.done) this.#came = { id, what: 'ask', at: this.clock.now };
    else this.#returned.add(everywhere, { id, text, name, ...whyOf(outcome) });
  }

  #voted({ id, at }: Kept, command: Vote, outcome: Outcome): void {
    const tail = tailOf(command.badge ?? '');
    if (outcome.done) {
      this.#came = { id, what: 'vote', tail, at: this.clock.now };
      return;
    }
    const { code, limit } = outcome;
    if (code === 'stale' && limit !== undefined && limit >= command.seq) {
      this.#twice.add(everywhere, { id, tail, again: { ...command, seq: limit + 1 } });
      return;
    }
    this.#uncounted.add(everywhere, { id, tail, at: this.clock.now, ...whyOf(outcome) });
    this.#giveBack(command, at);
  }

  /** Whoever it was for still stands here: the code is mended, not typed anew. Not where the next person has begun. */
  #giveBack({ badge, choice }: Vote, at: number): void {
    if (Date.now() - at >= isNewMs || this.typed !== '' || this.choice !== undefined) return;
    this.typed = grouped(badge ?? '');
    this.choice = choice;
  }
}
