import { keep, kept } from '$lib/net/storage';

/** How much of each is kept: more than can be undone. */
const most = 100;

/** What a tab remembers of the steps of its desk, so that they are undone as well after a reload. Another tab does not have them. */
export class StepMemory {
  readonly #storage: Storage | undefined;
  readonly #forum: string;

  /** Without a storage nothing outlives the page. `forum` is its id. */
  constructor(storage: Storage | undefined, forum: string) {
    this.#storage = storage;
    this.#forum = forum;
  }

  /** What was kept last of a kind, in its order. */
  read<Item>(kind: 'gestures' | 'others'): readonly Item[] {
    const items = this.#storage && kept<Item[]>(this.#storage, this.#key(kind));
    return Array.isArray(items) ? items : [];
  }

  /** Keeps the first of them. */
  write<Item>(kind: 'gestures' | 'others', items: readonly Item[]): void {
    if (this.#storage) keep(this.#storage, this.#key(kind), items.slice(0, most));
  }

  #key(kind: string): string {
    return `majlis.steps.${this.#forum}.${kind}`;
  }
}
