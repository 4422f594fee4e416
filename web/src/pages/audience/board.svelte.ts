import { type QuestionItem, topics } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { foremost, inOrder, type Order } from '$lib/state/questions';
import { Further, type Read } from './further.svelte';
import { Hold } from './hold.svelte';
import { Supports } from './supports.svelte';

/** The list's own order, beside those that are chosen: three most supported, then the newest. */
export type Arrangement = 'front' | Order;

/** A place in the list. One whose question left the list while somebody had it in hand has none, and stays. */
export interface Row {
  readonly q: number;
  readonly item: QuestionItem | undefined;
}

/** So many of the most supported stand in front. */
const inFront = 3;

/** The questions of a session as a phone lists them. */
export class Board {
  readonly #live: Live;
  readonly hold = new Hold();
  readonly supports: Supports;
  readonly further: Further;
  #arrangement = $state<Arrangement>('front');
  #arranged = $state.raw<readonly number[]>([]);
  /** What others drove out of the window while the list was held: it is on the list still. */
  #drivenOut = $state.raw<ReadonlyMap<number, Read>>(new Map());
  #before: { readonly window: ReadonlyMap<number, Read>; readonly total: number } = { window: new Map(), total: 0 };

  readonly #window: ReadonlyMap<number, Read> = $derived.by(() => {
    const rev = this.#live.revOf(topics.questions);
    return new Map([...this.#live.questions].map(([question, item]) => [question, { item, rev }]));
  });
  /** Every question that is known: the window, and what was read past it. */
  readonly #known: ReadonlyMap<number, Read> = $derived.by(
    () => new Map([...this.#drivenOut, ...this.further.questions, ...this.#window]),
  );
  readonly #wanted: readonly number[] = $derived(this.#ordered());
  /** The questions in the order that is shown. */
  readonly rows: readonly Row[] = $derived.by(() => {
    const rows = this.#arranged.map((q) => ({ q, item: this.item(q) }));
    return this.hold.held ? rows : rows.filter(({ item }) => item);
  });
  /** How many came since the order was frozen. */
  readonly fresh: number = $derived.by(() => {
    const shown = new Set(this.#arranged);
    return this.#wanted.filter((question) => !shown.has(question)).length;
  });

  constructor(live: Live) {
    this.#live = live;
    this.supports = new Supports(live, this);
    this.further = new Further(live);
  }

  get arrangement(): Arrangement {
    return this.#arrangement;
  }

  set arrangement(arrangement: Arrangement) {
    this.#arrangement = arrangement;
    this.applyFresh();
  }

  /** How many questions the session has that are not known yet. */
  get unread(): number {
    return this.further.hasMore ? Math.max(0, this.#live.questionsTotal - this.#known.size) : 0;
  }

  /** To be run whenever what it reads changes, before it is shown: takes over the order, unless it is held. */
  follow(): void {
    const wanted = this.#wanted;
    this.#lookWhatLeft();
    if (!this.hold.held) this.#arranged = wanted;
  }

  /** Shows the questions as they stand now, held or not. */
  applyFresh(): void {
    this.#arranged = this.#wanted;
  }

  /** Reads a page past the window. */
  async readOn(): Promise<void> {
    await this.further.readOn();
    this.applyFresh();
  }

  /** Another session is looked at: what was read of the one before is forgotten. */
  reset(): void {
    this.further.reset();
    this.supports.reset();
    this.#before = { window: new Map(), total: 0 };
    this.#drivenOut = new Map();
    this.hold.scrolled(false);
    this.hold.letGo();
    this.#arranged = [];
  }

  item(question: number): QuestionItem | undefined {
    return this.#known.get(question)?.item;
  }

  /** A question that was found, as it stands now where that is known. */
  newest(found: QuestionItem): QuestionItem {
    return this.item(found.q) ?? found;
  }

  /** The revision at which a question was read; -1 where it was not. */
  revOf(question: number): number {
    return this.#known.get(question)?.rev ?? -1;
  }

  decided(kept: Kept, outcome: Outcome): void {
    this.supports.decided(kept, outcome);
  }

  /**
   * A question that is not in the window any more left the list where that is shorter now, or is no longer than the
   * window; else newer ones drove it out.
   */
  #lookWhatLeft(): void {
    const before = this.#before;
    const now = { window: this.#window, total: this.#live.questionsTotal };
    this.#before = now;
    const isShorter = now.total < before.total;
    if (isShorter) this.further.hasLost();
    const drivenOut = isShorter || now.total <= now.window.size ? [] : missing(before.window, now.window);
    if (!this.hold.held || isShorter) this.#keepDrivenOut([]);
    else if (drivenOut.length > 0) this.#keepDrivenOut([...this.#drivenOut, ...drivenOut]);
  }

  #keepDrivenOut(all: readonly (readonly [number, Read])[]): void {
    if (all.length > 0 || this.#drivenOut.size > 0) this.#drivenOut = new Map(all);
  }

  #ordered(): readonly number[] {
    const items = [...this.#known.values()].map(({ item }) => item);
    const arranged = this.#arrangement === 'front' ? foremost(items, inFront) : inOrder(items, this.#arrangement);
    return arranged.map(({ q }) => q);
  }
}

function missing<Value>(from: ReadonlyMap<number, Value>, now: ReadonlyMap<number, Value>): [number, Value][] {
  return [...from].filter(([question]) => !now.has(question));
}
