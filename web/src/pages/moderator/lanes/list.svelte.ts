import { SvelteSet } from 'svelte/reactivity';
import type { Later } from '$lib/components/notices.svelte';
import { type QuestionItem, type StatusView, topics } from '$lib/protocol/generated/protocol';
import { inOrder } from '$lib/state/questions';
import type { DeskLive } from '../desk-live';
import { Lane, type Row } from './lane.svelte';
import { isSameOrder, standing } from './order';
import { Pages, together } from './pages.svelte';
import { Search } from './search.svelte';

/** What the list shows: the published ones, those answered, or those put aside. */
export const shelves = ['listed', 'answered', 'dismissed', 'merged', 'withdrawn'] as const;
export type Shelf = (typeof shelves)[number];

/** How the list is sorted. */
export const sortings = ['support', 'newest'] as const;
export type Sorting = (typeof sortings)[number];

/** How long the order stands once it was made anew: rows that move at every support can neither be read nor pressed. */
const standsMs = 2_000;

/** Whether questions of that status come from the windows; the others are read page by page. */
const isPublished = (shelf: StatusView) => shelf === 'listed' || shelf === 'answered';

/** The published questions, and those put aside. */
export class ListLane extends Lane {
  shelf = $state<Shelf>('listed');
  sorting = $state<Sorting>('support');
  /** Somebody has a hand on the list: its order stands. */
  held = $state(false);
  /** It was ordered anew just now: its order stands for a while. */
  #rests = $state(false);
  /** What was asked for when its rows were settled last. */
  #settledFor = '';
  readonly labels = new SvelteSet<number>();
  readonly search: Search;
  readonly published: Pages;
  readonly aside: Pages;
  readonly #live: DeskLive;
  readonly #leaves: (item: QuestionItem) => boolean;
  readonly #later: Later;
  readonly #shown = $derived.by(() => this.#found());
  readonly #wanted: readonly number[] = $derived.by(() => this.#sorted());
  readonly rows: readonly Row[] = $derived.by(() => this.#arranged());

  constructor(live: DeskLive, leaves: (item: QuestionItem) => boolean, later: Later) {
    super();
    this.#live = live;
    this.#leaves = leaves;
    this.#later = later;
    this.search = new Search(live);
    this.published = new Pages(live, topics.questions);
    this.aside = new Pages(live, topics.aside);
  }

  /** How many are on the list. The public account leaves out those that the organisers put there. */
  get listed(): number | undefined {
    const seeds = together(this.#live.questions, this.published).filter(
      ({ source, status }) => source === 'seed' && status === 'listed',
    );
    const { counts } = this.#live;
    return counts && counts.listed + seeds.length;
  }

  /** How many are published that the lane has not read. */
  get behind(): number {
    const known = together(this.#live.questions, this.published).length;
    return isPublished(this.shelf) && !this.search.found ? Math.max(0, this.#live.questionsTotal - known) : 0;
  }

  /** Shows another part of the list; what was put aside is read anew each time. */
  show(shelf: Shelf): void {
    this.shelf = shelf;
    this.clear();
    if (!isPublished(shelf)) void this.aside.read();
  }

  override settle(): boolean {
    const before = this.order;
    const came = super.settle();
    const wasAsked = this.#settledFor === this.#asked;
    this.#settledFor = this.#asked;
    if (wasAsked && !isSameOrder(standing(before, this.order, true), this.order)) this.#rest();
    return came;
  }

  toggleLabel(label: number): void {
    if (!this.labels.delete(label)) this.labels.add(label);
  }

  #found(): readonly QuestionItem[] {
    if (this.search.found) return this.search.found.map((item) => this.#newest(item));
    const all = isPublished(this.shelf)
      ? together(this.#live.questions, this.published)
      : [...this.aside.items.values()];
    return all.filter((item) => item.status === this.shelf);
  }

  /** What the tools above the list ask for. Where that is something else the list comes in its own order, held or not. */
  get #asked(): string {
    return [this.sorting, this.shelf, this.search.found && this.search.text, ...this.labels].join(' ');
  }

  #rest(): void {
    this.#rests = true;
    this.#later(() => {
      this.#rests = false;
    }, standsMs);
  }

  /** What was found is as old as the search; a window knows better. */
  #newest(item: QuestionItem): QuestionItem {
    return this.#live.questions.get(item.q) ?? this.#live.waiting.get(item.q) ?? item;
  }

  #sorted(): readonly number[] {
    const kept = this.#shown.filter((item) => !this.#leaves(item) && this.#isLabelled(item));
    const ordered = this.search.found ? kept : inOrder(kept, this.sorting);
    return ordered.map(({ q }) => q);
  }

  #isLabelled({ labels = [] }: QuestionItem): boolean {
    return this.labels.size === 0 || labels.some((label) => this.labels.has(label));
  }

  #arranged(): readonly Row[] {
    const items = new Map(this.#shown.map((item) => [item.q, item]));
    const stands = (this.held || this.#rests) && this.#settledFor === this.#asked;
    const order = standing(this.order, this.#wanted, stands);
    return this.known(order.flatMap((q) => items.get(q) ?? []).map((item) => ({ item, alike: [], inside: false })));
  }
}
