import { type QuestionItem, topics } from '$lib/protocol/generated/protocol';
import type { Live, Page } from '$lib/state/live.svelte';

/** A question, and the revision that it was read at. */
export interface Read {
  readonly item: QuestionItem;
  readonly rev: number;
}

/** Between a question's leaving the list and reading again: desks take several off it at a time. */
const restsMs = 5_000;

/** What was read of the list past its window, page by page. */
export class Further {
  readonly #live: Live;
  #read = $state.raw<ReadonlyMap<number, Read>>(new Map());
  /** Where the next page begins; none when all were read. */
  #next = $state<number | undefined>(0);
  #isReading = $state(false);
  /** Counts the readings, of which one is wanted at a time: what another one asked for belongs to nothing any more. */
  #reading = 0;
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(live: Live) {
    this.#live = live;
  }

  get questions(): ReadonlyMap<number, Read> {
    return this.#read;
  }

  /** Whether there is a page that was not read yet. */
  get hasMore(): boolean {
    return this.#next !== undefined;
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** Reads a page more. */
  async readOn(): Promise<void> {
    if (this.#isReading || this.#next === undefined) return;
    this.#isReading = true;
    this.#reading += 1;
    const reading = this.#reading;
    const page = await this.#page(this.#next);
    if (reading !== this.#reading) return;
    this.#isReading = false;
    // Where no answer came, the button is still there.
    if (!page) return;
    this.#read = new Map([...this.#read, ...readOf(page)]);
    this.#next = page.next;
  }

  /**
   * A question was taken off the list. It may be one that was read here, of which nothing more is told: what was read is
   * read again, and stands until all of it is there.
   */
  hasLost(): void {
    if (this.#read.size === 0) return;
    this.#again ??= setTimeout(() => {
      this.#again = undefined;
      void this.#readAgain();
    }, restsMs);
  }

  /** Another session is looked at. */
  reset(): void {
    this.#reading += 1;
    clearTimeout(this.#again);
    this.#again = undefined;
    this.#read = new Map();
    this.#next = 0;
    this.#isReading = false;
  }

  /** As far as it had been read. Whoever reads on meanwhile is served first. */
  async #readAgain(): Promise<void> {
    if (this.#isReading) return this.hasLost();
    this.#reading += 1;
    const reading = this.#reading;
    const end = this.#next ?? Number.POSITIVE_INFINITY;
    const read = new Map<number, Read>();
    let next: number | undefined = 0;
    while (next !== undefined && next < end) {
      const page: Page | undefined = await this.#page(next);
      // No answer, or none before some time has passed: that is what a page says that leads to itself.
      const isServed = page && page.next !== next;
      if (reading !== this.#reading || !isServed) return this.hasLost();
      for (const [question, one] of readOf(page)) read.set(question, one);
      next = page.next;
    }
    this.#read = read;
    this.#next = next;
  }

  #page(after: number): Promise<Page | undefined> {
    return this.#live.queries.page(topics.questions, after).catch(() => undefined);
  }
}

function readOf({ items, rev }: Page): [number, Read][] {
  return items.map((item) => [item.q, { item, rev }]);
}
