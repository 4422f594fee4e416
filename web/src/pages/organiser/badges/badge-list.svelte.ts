import { folded } from '$lib/i18n/folded';
import type { BadgeEntry, Badges } from '$lib/protocol/generated/protocol';

/** Rows at a time: thousands of them at once would stop the page. */
export const rowsAtOnce = 50;

/** What is looked at of the badges: those of a group, those that something typed is found in, so many at a time. */
export class BadgeListing {
  #typed = $state('');
  #group = $state<number>();
  #page = $state(0);
  readonly #list: () => Badges | undefined;

  constructor(list: () => Badges | undefined) {
    this.#list = list;
  }

  /** What each badge is found by; made once a list. */
  readonly #found = $derived.by(() => (this.#list()?.badges ?? []).map((entry) => ({ entry, by: wordsOf(entry) })));

  readonly matching: readonly BadgeEntry[] = $derived.by(() => {
    const words = folded(this.#typed).split(/\s+/).filter(Boolean);
    const group = this.#group;
    return this.#found
      .filter(({ entry, by }) => isOf(entry, group) && words.every((word) => by.includes(word)))
      .map(({ entry }) => entry);
  });

  readonly pages: number = $derived.by(() => Math.max(1, Math.ceil(this.matching.length / rowsAtOnce)));

  readonly rows: readonly BadgeEntry[] = $derived.by(() => {
    const from = this.page * rowsAtOnce;
    return this.matching.slice(from, from + rowsAtOnce);
  });

  /** From 0; the last one where there are fewer by now. */
  get page(): number {
    return Math.min(this.#page, this.pages - 1);
  }

  set page(page: number) {
    this.#page = Math.max(0, page);
  }

  get typed(): string {
    return this.#typed;
  }

  set typed(typed: string) {
    this.#typed = typed;
    this.#page = 0;
  }

  /** The place of a group; none is all of them. */
  get group(): number | undefined {
    return this.#group;
  }

  set group(group: number | undefined) {
    this.#group = group;
    this.#page = 0;
  }
}

function wordsOf({ label, name, badge }: BadgeEntry): string {
  return folded([label, name, `#${badge}`].filter(Boolean).join(' '));
}

function isOf(entry: BadgeEntry, group: number | undefined): boolean {
  return group === undefined || entry.group === group;
}
