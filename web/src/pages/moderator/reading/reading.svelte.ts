import { SvelteMap } from 'svelte/reactivity';
import type { Reason } from '$lib/protocol/generated/protocol';
import { Keys, type Pressed } from '../keys/keys.svelte';

/** What a desk does with those that wait to be read. */
export interface Reads<Item> {
  /** By which number one is known. */
  numberOf: (item: Item) => number;
  /** The version that a desk read. */
  versionOf: (item: Item) => number;
  /** Those that wait, in the order in which they are read. */
  waiting: () => readonly Item[];
  approve: (item: Item) => unknown;
  dismiss: (item: Item, reason: Reason) => unknown;
}

/** Reading what waits for a desk, one after the other: which is in hand, and what a key does with it. */
export class Reading<Item> {
  /** The number of the one that had the focus last. */
  current = $state<number>();
  /** The one that a reason is being chosen for. */
  asking = $state.raw<Item>();
  readonly of: Reads<Item>;
  /** Those that were decided on, at which version: they are on their way out of the list. */
  readonly #leaving = new SvelteMap<number, number>();
  readonly #keys = new Keys();

  constructor(of: Reads<Item>) {
    this.of = of;
  }

  /** The one that keys act on. */
  get inHand(): Item | undefined {
    const waiting = this.of.waiting();
    return waiting.find((item) => this.of.numberOf(item) === this.current) ?? waiting[0];
  }

  /** Whether one was decided on as it stands here. */
  isLeaving(item: Item): boolean {
    return this.#leaving.get(this.of.numberOf(item)) === this.of.versionOf(item);
  }

  isAsked(item: Item): boolean {
    return this.asking !== undefined && this.of.numberOf(this.asking) === this.of.numberOf(item);
  }

  /** Takes one out of the list at once; where `give` says that it was refused, it is there again. */
  async decide(item: Item, give: () => Promise<boolean>): Promise<void> {
    const number = this.of.numberOf(item);
    this.#leaving.set(number, this.of.versionOf(item));
    if (!(await give())) this.#leaving.delete(number);
  }

  /** Asks why one is dismissed: a button answers, or the number of a reason. */
  ask(item: Item | undefined): void {
    this.asking = item;
    this.#keys.choosingReason = item !== undefined;
  }

  choose(item: Item, reason: Reason): void {
    this.ask(undefined);
    void this.of.dismiss(item, reason);
  }

  /** Acts on a key that was pressed in the list; says whether it was one of its own. `on` is whether letters act at all. */
  press(event: Pressed, on: boolean): boolean {
    this.#keys.on = on;
    const stroke = this.#keys.press(event);
    if (stroke && 'reason' in stroke) {
      if (this.asking) this.choose(this.asking, stroke.reason);
      return true;
    }
    if (!this.#keys.choosingReason) this.asking = undefined;
    const item = this.of.waiting().find((one) => this.of.numberOf(one) === this.current);
    if (!item || !stroke) return false;
    if (stroke.action === 'approve') void this.of.approve(item);
    else if (stroke.action === 'dismiss') this.ask(item);
    return stroke.action === 'approve' || stroke.action === 'dismiss';
  }
}
