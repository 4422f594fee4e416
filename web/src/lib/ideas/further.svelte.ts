import type { IdeaItem } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

type Told = Pick<Live, 'ideas' | 'board' | 'furtherIdeas' | 'status'>;

/** How long is waited before what did not come is asked for again. */
const restMs = 3_000;

/** The ideas of a board, those that are not in front too: read by pages where the board has more than came. */
export class AllIdeas {
  readonly #live: Told;
  #read = $state.raw<ReadonlyMap<number, IdeaItem>>(new Map());
  #session: number | undefined;
  /** How many there were on the board when all were read. */
  #readAt = 0;
  #isReading = false;

  constructor(live: Told) {
    this.#live = live;
  }

  /** All that are known; as they are in front, else as they were read. */
  readonly all: readonly IdeaItem[] = $derived.by(() => [
    ...new Map([...this.#read, ...(this.#live.ideas?.items ?? [])]).values(),
  ]);

  /** To be run whenever what it reads changes: reads the rest where more are on the board than are known. */
  follow(): void {
    const { ideas, board, status } = this.#live;
    if (board?.session !== this.#session) this.#leave(board?.session);
    const listed = [...(ideas?.items.values() ?? [])].filter((idea) => idea.status === undefined).length;
    if (!ideas || !board || status !== 'live' || this.#isReading) return;
    if (ideas.total > listed && ideas.total !== this.#readAt) void this.#readAll(ideas.total);
  }

  async #readAll(total: number): Promise<void> {
    const session = this.#session;
    this.#isReading = true;
    try {
      let next: number | undefined = 0;
      const read = new Map<number, IdeaItem>();
      while (next !== undefined) {
        const page: Awaited<ReturnType<Told['furtherIdeas']>> = await this.#live.furtherIdeas(next);
        if (session !== this.#session) return;
        for (const item of page.items) read.set(item.i, item);
        // A page that leads to itself says that it comes in its time.
        if (page.next === next) await rested();
        next = page.next;
      }
      this.#read = read;
      this.#readAt = total;
    } catch {
      await rested();
    } finally {
      this.#isReading = false;
    }
  }

  #leave(session: number | undefined): void {
    this.#session = session;
    this.#read = new Map();
    this.#readAt = 0;
  }
}

const rested = () => new Promise<void>((resolve) => setTimeout(resolve, restMs));
