import { untrack } from 'svelte';
import type { Asks, IdeasPage } from '$lib/net/queries';
import type { IdeaItem } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

type Told = Pick<Live, 'ideas' | 'board' | 'status'> & Asks<'ideas'>;

/** How long is waited before what did not come is asked for again. */
const restMs = 3_000;

/**
 * The ideas of a board, those beyond what comes in front too: these are read by pages each time that all comes anew, and
 * what changes tells of them from then on. Until they are read again those from before stand.
 */
export class AllIdeas {
  readonly #live: Told;
  /** Ideas come in front that `total` does not count, as to desks. */
  readonly #seesMore: boolean;
  #read = $state.raw<ReadonlyMap<number, IdeaItem>>(new Map());
  #session: number | undefined;
  /** The revision of the ideas in front that was followed last, and the one at which the others were read. */
  #since: number | undefined;
  #readSince: number | undefined;
  #isReading = false;
  /** All that were known when that was followed last. */
  #before: readonly IdeaItem[] = [];

  constructor(live: Told, seesMore = false) {
    this.#live = live;
    this.#seesMore = seesMore;
  }

  /** All that are known; as they were told, else as they were read. */
  readonly all: readonly IdeaItem[] = $derived.by(() => {
    const { items = new Map<number, IdeaItem>(), gone = [] } = this.#live.ideas ?? {};
    const left = new Set(gone);
    const read = [...this.#read].filter(([idea]) => !left.has(idea));
    return [...new Map([...read, ...items]).values()];
  });

  /** To be run whenever what it reads changes: reads the rest where the board has more than came in front. */
  follow(): void {
    const { ideas, board, status } = this.#live;
    if (board?.session !== this.#session) this.#leave(board?.session);
    if (ideas && ideas.since !== this.#since) this.#begin(ideas.since);
    this.#before = this.all;
    if (!ideas || !board || status !== 'live' || this.#isReading || this.#readSince === ideas.since) return;
    const listed = [...ideas.items.values()].filter((idea) => idea.status === undefined).length;
    if (ideas.total > listed || (this.#seesMore && ideas.items.size > 0)) void this.#readAll(ideas.since);
    else this.#keep(new Map(), ideas.since);
  }

  /** All came anew: what was known beside it stands until it is read again. */
  #begin(since: number): void {
    this.#since = since;
    this.#read = new Map(this.#before.map((idea) => [idea.i, idea]));
  }

  async #readAll(since: number): Promise<void> {
    this.#isReading = true;
    try {
      let next: number | undefined = 0;
      const read = new Map<number, IdeaItem>();
      while (next !== undefined) {
        const page: IdeasPage = await this.#live.queries.ideas(next);
        if (since !== this.#since) return;
        for (const item of page.items) read.set(item.i, item);
        // A page that leads to itself says that it comes in its time.
        if (page.next === next) await rested();
        next = page.next;
      }
      this.#keep(read, since);
    } catch {
      await rested();
    } finally {
      this.#isReading = false;
      this.#goOn(since);
    }
  }

  #keep(read: ReadonlyMap<number, IdeaItem>, since: number): void {
    this.#readSince = since;
    if (read.size > 0 || untrack(() => this.#read).size > 0) this.#read = read;
  }

  /** Reads what came anew meanwhile, or did not come: nothing may change before the next change. */
  #goOn(since: number): void {
    if (this.#readSince !== since || this.#since !== since) untrack(() => this.follow());
  }

  #leave(session: number | undefined): void {
    this.#session = session;
    this.#since = undefined;
    this.#readSince = undefined;
    this.#before = [];
    this.#read = new Map();
  }
}

const rested = () => new Promise<void>((resolve) => setTimeout(resolve, restMs));
