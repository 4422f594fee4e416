import type { Live } from './live.svelte';

/**
 * What the server acknowledged, until the own part has caught up with it: an answer comes at once, the view with the
 * next tick, and what was chosen must not jump back in between. In another history it is not acknowledged any more.
 */
export class Acknowledged<Value> {
  #all = $state.raw<ReadonlyMap<string, { value: Value; rev: number; epoch: number | undefined }>>(new Map());
  readonly #live: Pick<Live, 'welcome'>;

  constructor(live: Pick<Live, 'welcome'>) {
    this.#live = live;
  }

  add(key: string, value: Value, rev: number): void {
    this.#all = new Map(this.#all).set(key, { value, rev, epoch: this.#epoch });
  }

  /** What is ahead of an own part that was made at a revision. */
  ahead(key: string, mineRev: number): Value | undefined {
    const found = this.#all.get(key);
    return found && found.epoch === this.#epoch && found.rev > mineRev ? found.value : undefined;
  }

  get #epoch(): number | undefined {
    return this.#live.welcome?.epoch;
  }
}
