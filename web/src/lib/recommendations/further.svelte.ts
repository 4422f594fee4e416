import { untrack } from 'svelte';
import type { Asks, RecommendationsPage } from '$lib/net/queries';
import { type RecommendationItem, topics } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

type Told = Pick<Live, 'recommendations' | 'drafts' | 'revOf' | 'status'> & Asks<'recommendations'>;

/** How long is waited before what did not come is asked for again. */
const restMs = 3_000;

const rested = () => new Promise<void>((resolve) => setTimeout(resolve, restMs));

/**
 * The forum's recommendations in their order, those beyond the window too: these are read by pages each time that the topic
 * changes. Until they are read again those from before stand.
 */
export class AllRecommendations {
  readonly #live: Told;
  readonly #part: 'recommendations' | 'drafts';
  #read = $state.raw<ReadonlyMap<number, RecommendationItem>>(new Map());
  /** Those that were read whole, each with what stood in the list then. */
  #wholes = $state.raw<ReadonlyMap<number, { of: RecommendationItem; item: RecommendationItem }>>(new Map());
  /** The revision at which the rest was read. */
  #readAt: number | undefined;
  #isReading = false;

  constructor(live: Told, part: 'recommendations' | 'drafts') {
    this.#live = live;
    this.#part = part;
  }

  /** Those that are known, in their order. */
  readonly all: readonly RecommendationItem[] = $derived.by(() => this.#order.flatMap((no) => this.find(no) ?? []));

  /** Whether some of them are still to come. */
  readonly isWhole: boolean = $derived.by(() => this.all.length === this.#order.length);

  /** One by its number: as it is in the window, else as it was read. */
  find(no: number): RecommendationItem | undefined {
    return this.#live[this.#part]?.items.get(no) ?? this.#read.get(no);
  }

  /** One with all that is told of it, once it was read: phones have the others without what they rest on. */
  whole(no: number): RecommendationItem | undefined {
    const read = this.#wholes.get(no);
    return read?.of === this.find(no) ? read?.item : undefined;
  }

  /** Reads all that is told of one. */
  async readWhole(no: number): Promise<void> {
    const of = this.find(no);
    if (!of || this.whole(no)) return;
    try {
      const { items } = await this.#live.queries.recommendations(this.#topic, no - 1);
      const item = items.find(({ r }) => r === no);
      if (item) this.#wholes = new Map(this.#wholes).set(no, { of, item });
    } catch {
      await rested();
    }
  }

  /** To be run whenever what it reads changes: reads what the window has no room for. */
  follow(): void {
    const [known, { status }] = [this.#live[this.#part], this.#live];
    const rev = this.#live.revOf(this.#topic);
    if (!known || status !== 'live' || this.#isReading || this.#readAt === rev) return;
    if (known.head.order.every((no) => known.items.has(no))) return;
    void this.#readAll(rev);
  }

  get #order(): readonly number[] {
    return this.#live[this.#part]?.head.order ?? [];
  }

  get #topic(): number {
    return topics[this.#part];
  }

  async #readAll(rev: number): Promise<void> {
    this.#isReading = true;
    try {
      const read = new Map<number, RecommendationItem>();
      let next: number | undefined = 0;
      while (next !== undefined) {
        const page: RecommendationsPage = await this.#live.queries.recommendations(this.#topic, next);
        for (const item of page.items) read.set(item.r, item);
        // A page that leads to itself says that it comes in its time.
        if (page.next === next) await rested();
        next = page.next;
      }
      this.#read = read;
      this.#readAt = rev;
    } catch {
      await rested();
    } finally {
      this.#isReading = false;
      // What changed meanwhile is read again: nothing may change before the next change.
      untrack(() => this.follow());
    }
  }
}
