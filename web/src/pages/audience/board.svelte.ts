import { type QuestionItem, topics } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome, Page } from '$lib/state/live.svelte';
import { foremost, inOrder, type Order } from '$lib/state/questions';
import { type SettledSupport, supportShown } from './support';

/** A question, and the revision that it was read at. */
interface Read {
  readonly item: QuestionItem;
  readonly rev: number;
}

/** The list's own order, beside those that are chosen: three most supported, then the newest. */
export type Arrangement = 'front' | Order;

/** How long the order stays after a touch: whoever lifts the finger to press must meet what was seen. */
export const lingers = 2_000;

/** So many of the most supported stand in front. */
const inFront = 3;

/** The questions of a session as a phone lists them. */
export class Board {
  readonly #live: Live;
  #arrangement = $state<Arrangement>('front');
  #touched = $state(false);
  #scrolled = $state(false);
  #linger: ReturnType<typeof setTimeout> | undefined;
  #arranged = $state.raw<readonly number[]>([]);
  #paged = $state.raw<ReadonlyMap<number, Read>>(new Map());
  #settled = $state.raw<ReadonlyMap<number, SettledSupport>>(new Map());
  /** Where the next page begins; none when all were read. */
  #next = $state<number | undefined>(0);
  reading = $state(false);
  /** Counts how often what was read was forgotten: a page that was asked for before belongs to nothing any more. */
  #beginnings = 0;
  #total = 0;

  /** Every question that is known: the window, and what was read past it. */
  readonly #known: ReadonlyMap<number, Read> = $derived.by(() => {
    const rev = this.#live.revOf(topics.questions);
    const window = [...this.#live.questions].map(([question, item]): [number, Read] => [question, { item, rev }]);
    return new Map([...this.#paged, ...window]);
  });
  readonly #wanted: readonly number[] = $derived(this.#ordered());
  /** The questions in the order that is shown. */
  readonly rows: readonly QuestionItem[] = $derived(
    this.#arranged.flatMap((question) => this.#known.get(question)?.item ?? []),
  );
  /** How many came since the order was frozen. */
  readonly fresh: number = $derived.by(() => {
    const shown = new Set(this.#arranged);
    return this.#wanted.filter((question) => !shown.has(question)).length;
  });

  constructor(live: Live) {
    this.#live = live;
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  set arrangement(arrangement: Arrangement) {
    this.#arrangement = arrangement;
    this.applyFresh();
  }

  /** Whether a finger is on the list, or was a moment ago: then nothing may come between it and what it is about to press. */
  get touched(): boolean {
    return this.#touched;
  }

  /** Whether the order may not change under the person's finger or eyes. */
  get held(): boolean {
    return this.#touched || this.#scrolled;
  }

  /** How many questions the session has that are not known yet. */
  get unread(): number {
    return this.#next === undefined ? 0 : Math.max(0, this.#live.questionsTotal - this.#known.size);
  }

  /** To be run whenever what it reads changes: takes over the order, unless it is held. */
  follow(): void {
    const wanted = this.#wanted;
    const total = this.#live.questionsTotal;
    if (this.held) return;
    this.#arranged = wanted;
    this.#forgetWhatLeft(total);
  }

  /**
   * A question was taken off the list. It may be one that was read past the window, of which nothing more is told: what was
   * read is to be read again, but not while somebody is in it.
   */
  #forgetWhatLeft(total: number): void {
    if (total < this.#total) this.#beginAnew();
    this.#total = total;
  }

  #beginAnew(): void {
    this.#beginnings += 1;
    this.#paged = new Map();
    this.#next = 0;
    this.reading = false;
  }

  /** Shows the questions as they stand now, held or not. */
  applyFresh(): void {
    this.#arranged = this.#wanted;
  }

  touch(): void {
    clearTimeout(this.#linger);
    this.#touched = true;
  }

  release(): void {
    clearTimeout(this.#linger);
    this.#linger = setTimeout(() => {
      this.#touched = false;
    }, lingers);
  }

  /** What is above the list was pressed: it answers at once. */
  letGo(): void {
    clearTimeout(this.#linger);
    this.#touched = false;
  }

  /** The list's beginning is out of sight, or in sight again. */
  scrolled(away: boolean): void {
    this.#scrolled = away;
  }

  /** Reads a page past the window. */
  async readOn(): Promise<void> {
    if (this.reading || this.#next === undefined) return;
    this.reading = true;
    const beginning = this.#beginnings;
    // Where no answer comes, the button is still there.
    const page = await this.#live.page(topics.questions, this.#next).catch(() => undefined);
    if (beginning !== this.#beginnings) return;
    this.reading = false;
    if (page) this.#add(page);
  }

  #add({ items, rev, next }: Page): void {
    this.#paged = new Map([...this.#paged, ...items.map((item): [number, Read] => [item.q, { item, rev }])]);
    this.#next = next;
    this.applyFresh();
  }

  /** Another session is looked at: what was read of the one before is forgotten. */
  reset(): void {
    this.#beginAnew();
    this.#settled = new Map();
    this.#total = 0;
    this.#scrolled = false;
    this.letGo();
    this.#arranged = [];
  }

  item(question: number): QuestionItem | undefined {
    return this.#known.get(question)?.item;
  }

  /** A question that was found, as it stands now where that is known. */
  newest(found: QuestionItem): QuestionItem {
    return this.item(found.q) ?? found;
  }

  /** What the triangle of a question shows. */
  support(item: QuestionItem): { count: number; mine: boolean } {
    return supportShown(this.newest(item).n, this.#supportKnown(item.q));
  }

  /** Supports a question, or takes the support back. */
  press(item: QuestionItem): void {
    const on = !this.support(item).mine;
    void this.#live.do({ do: 'support', question: item.q, on, seq: this.#live.nextSeq() });
  }

  /** A support was decided: it counts until the views have it. */
  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'support' || !outcome.done) return;
    const { question, on } = command;
    const before = this.#settled.get(question);
    const { itemRev } = this.#supportKnown(question);
    // The own part may have overtaken the answer: then it says what is, not what was.
    const stood = this.#live.mineRev < outcome.rev ? this.#isMine(question) : !on;
    const was = before && itemRev < before.rev ? before.was : stood;
    this.#settled = new Map(this.#settled).set(question, { on, was, rev: outcome.rev });
  }

  #isMine(question: number): boolean {
    return this.#live.mine.supports.includes(question);
  }

  #supportKnown(question: number) {
    const pending = this.#live.outbox.map(({ command }) => command).filter((command) => command.do === 'support');
    return {
      mine: this.#isMine(question),
      mineRev: this.#live.mineRev,
      itemRev: this.#known.get(question)?.rev ?? -1,
      pending: pending.filter((command) => command.question === question).at(-1)?.on,
      settled: this.#settled.get(question),
    };
  }

  #ordered(): readonly number[] {
    const items = [...this.#known.values()].map(({ item }) => item);
    const arranged = this.#arrangement === 'front' ? foremost(items, inFront) : inOrder(items, this.#arrangement);
    return arranged.map(({ q }) => q);
  }
}
