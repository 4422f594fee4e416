import { SvelteMap } from 'svelte/reactivity';
import type { Asks } from '$lib/net/queries';
import { Unanswered } from '$lib/net/queries';
import type { QuestionItem } from '$lib/protocol/generated/protocol';
import type { Page } from '../desk-live';

/** Most pages read in one go; a page has up to 200 questions. */
const pagesAtMost = 10;

/** The part of a list that was read page by page. It is as old as its reading: windows know better. */
export class Pages {
  readonly items = new SvelteMap<number, QuestionItem>();
  loading = $state(false);
  /** The server did not answer; what was read before stands. */
  failed = $state(false);
  readonly #live: Asks<'page'>;
  readonly #topic: number;
  /** Counts how often everything was forgotten: a reading that was begun before is of another session. */
  #beginnings = 0;

  constructor(live: Asks<'page'>, topic: number) {
    this.#live = live;
    this.#topic = topic;
  }

  /** Reads the whole list anew, as far as a desk can look through it. */
  async read(): Promise<void> {
    if (this.loading) return;
    this.loading = true;
    const beginning = this.#beginnings;
    const read = await this.#all(beginning).catch(() => undefined);
    if (beginning !== this.#beginnings) return;
    this.loading = false;
    this.failed = !read;
    if (!read) return;
    this.items.clear();
    for (const item of read) this.items.set(item.q, item);
  }

  /** Forgets everything: another session is looked at. */
  clear(): void {
    this.#beginnings += 1;
    this.loading = false;
    this.failed = false;
    this.items.clear();
  }

  async #all(beginning: number): Promise<QuestionItem[]> {
    const read: QuestionItem[] = [];
    let after: number | undefined = 0;
    for (let page = 0; page < pagesAtMost && after !== undefined && beginning === this.#beginnings; page += 1) {
      const { items, next }: Page = await this.#live.queries.page(this.#topic, after);
      // So says a server of which too much is asked.
      if (next === after) throw new Unanswered();
      read.push(...items);
      after = next;
    }
    return read;
  }
}

/** A window with what was read of the list behind it: of a question in both, the window's is the newer one. */
export function together(window: ReadonlyMap<number, QuestionItem>, pages: Pages): QuestionItem[] {
  return [...window.values(), ...[...pages.items.values()].filter(({ q }) => !window.has(q))];
}
