import type { Asks, RemarksPage } from '$lib/net/queries';
import type { RemarkItem } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

/** How long is waited before what did not come is asked for again. */
const restMs = 3_000;

const rested = () => new Promise<void>((resolve) => setTimeout(resolve, restMs));

type Told = Pick<Live, 'session' | 'remarks'> & Asks<'remarks'>;

/** Questions and comments at stands that are not in the window: read by pages, once they are wanted. */
export class FurtherRemarks {
  readonly #live: Told;
  /** Those that were read, and of which session they are. */
  #read = $state.raw<{ session: number | undefined; items: ReadonlyMap<number, RemarkItem> }>();
  #isReading = $state(false);

  constructor(live: Told) {
    this.#live = live;
  }

  /** All that are known: as they are in the window, else as they were read. */
  readonly all: readonly RemarkItem[] = $derived.by(() => {
    const read = this.#read?.session === this.#live.session?.session ? this.#read : undefined;
    return [...new Map([...(read?.items ?? []), ...(this.#live.remarks?.items ?? [])]).values()];
  });

  get isReading(): boolean {
    return this.#isReading;
  }

  /** Reads all of them. What was read before and is no more goes. */
  async readAll(): Promise<void> {
    if (this.#isReading) return;
    this.#isReading = true;
    const session = this.#live.session?.session;
    const items = new Map<number, RemarkItem>();
    try {
      let next: number | undefined = 0;
      while (next !== undefined) {
        const page: RemarksPage = await this.#live.queries.remarks(next);
        if (session !== this.#live.session?.session) return;
        for (const item of page.items) items.set(item.i, item);
        // A page that leads to itself says that it comes in its time.
        if (page.next === next) await rested();
        next = page.next;
      }
      this.#read = { session, items };
    } catch {
      await rested();
    } finally {
      this.#isReading = false;
    }
  }
}
