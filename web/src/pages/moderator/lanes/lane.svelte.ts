import { SvelteSet } from 'svelte/reactivity';
import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { successor } from './order';

/** A row of a lane. */
export interface Row {
  item: QuestionItem;
  /** Those folded into it, where the lane folds. */
  alike: readonly QuestionItem[];
  /** It is shown as one of those alike to the row above. */
  inside: boolean;
}

/** A list of questions: which of its rows is in hand, and which are selected. */
export abstract class Lane {
  abstract readonly rows: readonly Row[];
  /** The row that the keys act on. It leaves with its question; then the next row takes its place. */
  readonly current: number | undefined = $derived.by(() => this.#inHand());
  readonly selected = new SvelteSet<number>();
  #chosen = $state<number>();
  /** The one that is to be in hand as soon as it is there. */
  #awaited = $state<number>();
  #order: readonly number[] = [];
  #known: ReadonlyMap<number, Row> = new Map();

  get row(): Row | undefined {
    return this.rows.find(({ item }) => item.q === this.current);
  }

  /** What an act is about: what is selected, else the row in hand. */
  get targets(): QuestionItem[] {
    const chosen = this.rows.filter(({ item }) => this.selected.has(item.q));
    if (chosen.length > 0) return chosen.map(({ item }) => item);
    return this.row ? [this.row.item] : [];
  }

  choose(q: number | undefined): void {
    this.#chosen = q;
    this.#awaited = undefined;
  }

  /** A question comes back: it is taken in hand when it is here, unless another is chosen meanwhile. */
  await(q: number): void {
    this.#awaited = q;
  }

  /** Takes the row so many places further in hand. */
  move(by: number): void {
    const at = this.rows.findIndex(({ item }) => item.q === this.current);
    const to = Math.min(this.rows.length - 1, Math.max(0, at + by));
    this.choose(this.rows[to]?.item.q);
  }

  toggle(q: number): void {
    if (!this.selected.delete(q)) this.selected.add(q);
  }

  /** Selects the row in hand besides what is selected already. */
  extend(): void {
    if (this.current !== undefined) this.selected.add(this.current);
  }

  selectAll(): void {
    for (const { item } of this.rows) this.selected.add(item.q);
  }

  clear(): void {
    this.selected.clear();
  }

  /**
   * Remembers where each row stands, to know who comes after one that leaves. Call it whenever the rows have changed. Says whether
   * one is here that was awaited.
   */
  settle(): boolean {
    const now = this.rows.map(({ item }) => item.q);
    const current = this.current;
    for (const q of this.selected) if (!now.includes(q)) this.selected.delete(q);
    this.#order = now;
    const came = this.#awaited !== undefined && this.#awaited === current;
    if (came || this.#chosen !== undefined) this.#chosen = current;
    if (came) this.#awaited = undefined;
    return came;
  }

  /** The order of the rows when they were settled last. */
  protected get order(): readonly number[] {
    return this.#order;
  }

  /**
   * Rows of which nothing has changed stay the ones they were: only what is another row is shown anew, of hundreds while
   * a hall asks and supports.
   */
  protected known(rows: readonly Row[]): readonly Row[] {
    const now = rows.map((row) => {
      const before = this.#known.get(row.item.q);
      return before && isSame(before, row) ? before : row;
    });
    this.#known = new Map(now.map((row) => [row.item.q, row]));
    return now;
  }

  #inHand(): number | undefined {
    const now = this.rows.map(({ item }) => item.q);
    if (this.#awaited !== undefined && now.includes(this.#awaited)) return this.#awaited;
    if (this.#chosen === undefined) return now[0];
    return now.includes(this.#chosen) ? this.#chosen : successor(this.#order, this.#chosen, now);
  }
}

function isSame(one: Row, other: Row): boolean {
  if (one.item !== other.item || one.inside !== other.inside || one.alike.length !== other.alike.length) return false;
  return one.alike.every((item, at) => item === other.alike[at]);
}
