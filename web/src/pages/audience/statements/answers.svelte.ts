import { FurtherStatements } from '$lib/opinions/further.svelte';
import type { Command, StatementItem, StatementVote } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { scattered } from './scattered';

type VoteCommand = Extract<Command, { do: 'statements'; act: 'vote' }>;

/** What was said of a statement; one that was taken back says nothing. */
interface Answer {
  readonly vote: StatementVote | null;
}

/** What this person says of the session's statements, one after the other. */
export class Answers {
  readonly further: FurtherStatements;
  readonly #live: Live;
  /** Orders statements for this person alone. */
  readonly #person: string;
  readonly #acknowledged: Acknowledged<Answer>;
  /** The one under the thumb: it stays while others come and go. */
  #shown = $state<number>();
  /** What was said last, which can be taken back. */
  #last = $state.raw<{ item: StatementItem; vote: StatementVote }>();
  /** How many statements there were when all were read. */
  #readAt = 0;

  constructor(live: Live, person: string) {
    this.#live = live;
    this.#person = person;
    this.#acknowledged = new Acknowledged(live);
    this.further = new FurtherStatements(live);
  }

  /** Whether votes are taken. */
  readonly isOpen: boolean = $derived.by(
    () => this.#live.statements?.head.stage === 'open' && !this.#live.session?.paused,
  );

  readonly #known: ReadonlyMap<number, StatementVote> = $derived.by(() => {
    const { agree = [], disagree = [], pass = [] } = this.#live.mine.said ?? {};
    const as =
      (vote: StatementVote) =>
      (s: number): [number, StatementVote] => [s, vote];
    return new Map([...agree.map(as('agree')), ...disagree.map(as('disagree')), ...pass.map(as('pass'))]);
  });

  /** Those that wait for an answer, the hardly seen ones first. */
  readonly waiting: readonly StatementItem[] = $derived.by(() => {
    const open = this.#here.filter(({ s, status, text }) => status === 'published' && text !== '' && !this.said(s));
    const rank = ({ s, step }: StatementItem) => step + scattered(this.#person, s);
    return open.sort((a, b) => rank(a) - rank(b));
  });

  /** The statement to answer. */
  readonly shown: StatementItem | undefined = $derived.by(() => {
    const shown = this.#shown;
    return this.waiting.find(({ s }) => s === shown) ?? this.waiting[0];
  });

  /** How many statements there are, and how many of them wait for an answer; not all of them may be here yet. */
  readonly left: number = $derived.by(() => Math.max(this.waiting.length, this.#total - this.#answered));

  /** What was said last, and can be taken back. */
  get last(): { item: StatementItem; vote: StatementVote } | undefined {
    return this.#last;
  }

  /** What this person said of a statement: as it was given here, or stands. */
  said(s: number): StatementVote | undefined {
    const ahead = this.#underway(s) ?? this.#acknowledged.ahead(this.#keyOf(s), this.#live.mineRev);
    return ahead ? (ahead.vote ?? undefined) : this.#known.get(s);
  }

  /** To be run whenever what it reads changes. */
  follow(): void {
    this.#shown = this.shown?.s;
    this.further.follow();
    const total = this.#total;
    // All in front were answered, and there are more.
    if (this.isOpen && this.waiting.length === 0 && this.left > 0 && total !== this.#readAt) {
      this.#readAt = total;
      void this.further.all();
    }
  }

  /** Says something of the statement that is shown. */
  give(vote: StatementVote): void {
    const item = this.shown;
    if (!item || !this.isOpen) return;
    this.#last = { item, vote };
    this.#send(item.s, vote);
    this.#shown = this.waiting.find(({ s }) => s !== item.s)?.s;
  }

  /** Takes back what was said last, and shows that statement again. */
  undo(): void {
    const last = this.#last;
    if (!last || !this.isOpen) return;
    this.#last = undefined;
    this.#send(last.item.s, null);
    this.#shown = last.item.s;
  }

  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'statements' || command.act !== 'vote' || !outcome.done) return;
    const { session, statement, vote } = command;
    this.#acknowledged.add(`${session}.${statement}`, { vote }, outcome.rev);
  }

  /** Another session is looked at. */
  reset(): void {
    this.#last = undefined;
    this.#shown = undefined;
    this.#readAt = 0;
  }

  get #session(): number {
    return this.#live.statements?.head.session ?? 0;
  }

  get #total(): number {
    const { published = 0, seeds = 0 } = this.#live.statements?.head ?? {};
    return published + seeds;
  }

  /** How many statements wait for no answer of this person: one was given, or their words are gone. */
  get #answered(): number {
    const here = this.#here;
    const gone = here.filter(({ status, text }) => status === 'published' && text === '').map(({ s }) => s);
    // What was acknowledged is neither on its way nor in the own part yet: it is found at its statement.
    const given = [...this.#known.keys(), ...here.map(({ s }) => s), ...this.#votes.map(({ statement }) => statement)];
    return new Set([...gone, ...given.filter((s) => this.said(s))]).size;
  }

  /** The statements that have come, of every status. */
  get #here(): readonly StatementItem[] {
    return [...(this.#live.statements?.items.values() ?? []), ...this.further.read];
  }

  get #votes(): VoteCommand[] {
    return this.#live.outbox.flatMap(({ command }) =>
      command.do === 'statements' && command.act === 'vote' && command.session === this.#session ? [command] : [],
    );
  }

  #keyOf(s: number): string {
    return `${this.#session}.${s}`;
  }

  #send(statement: number, vote: StatementVote | null): void {
    const session = this.#session;
    void this.#live.do({ do: 'statements', act: 'vote', session, statement, vote, seq: this.#live.nextSeq() });
  }

  #underway(s: number): Answer | undefined {
    return this.#votes.filter(({ statement }) => statement === s).at(-1);
  }
}
