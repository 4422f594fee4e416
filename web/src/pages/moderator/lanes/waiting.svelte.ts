import { SvelteSet } from 'svelte/reactivity';
import { type QuestionItem, topics } from '$lib/protocol/generated/protocol';
import type { DeskLive } from '../desk-live';
import { type Fold, folded } from './alike';
import { Lane, type Row } from './lane.svelte';
import { Pages, together } from './pages.svelte';

/** What waits for the desk: oldest first, like ones folded together. */
export class WaitingLane extends Lane {
  readonly pages: Pages;
  readonly #live: DeskLive;
  readonly #leaves: (item: QuestionItem) => boolean;
  /** Questions whose like ones are shown. */
  readonly #open = new SvelteSet<number>();
  readonly #all = $derived.by(() => this.#waiting());
  readonly rows: readonly Row[] = $derived.by(() =>
    this.known(folded(this.#all).flatMap((fold) => this.#unfolded(fold))),
  );
  /** How many wait, as the server says, but for those that the desk has decided on: they have left the lane. */
  readonly total: number = $derived.by(() => Math.max(0, this.#live.waitingTotal - this.#leaving));
  /** How many wait behind those that are in the lane. */
  readonly behind: number = $derived.by(() => {
    const isWhole = this.#live.waitingTotal <= this.#live.waiting.size;
    return isWhole ? 0 : Math.max(0, this.total - this.#all.length);
  });

  constructor(live: DeskLive, leaves: (item: QuestionItem) => boolean) {
    super();
    this.#live = live;
    this.#leaves = leaves;
    this.pages = new Pages(live, topics.waiting);
  }

  isOpen(q: number): boolean {
    return this.#open.has(q);
  }

  /** Shows those folded into a question as rows of their own, or folds them again. */
  unfold(q: number): void {
    if (!this.#open.delete(q)) this.#open.add(q);
  }

  get #leaving(): number {
    return [...this.#live.waiting.values()].filter(this.#leaves).length;
  }

  #waiting(): QuestionItem[] {
    return together(this.#live.waiting, this.pages)
      .filter((item) => item.status === 'pending' && !this.#leaves(item))
      .sort((a, b) => a.at - b.at || a.q - b.q);
  }

  #unfolded({ head, alike }: Fold): Row[] {
    const row: Row = { item: head, alike, inside: false };
    if (!this.#open.has(head.q)) return [row];
    return [row, ...alike.map((item) => ({ item, alike: [], inside: true }))];
  }
}
