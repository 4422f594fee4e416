import { createSubscriber } from 'svelte/reactivity';

/** A clock that what is shown can follow: whatever reads `now` is shown again at each tick, while it is shown. */
export class Ticking {
  readonly #now: () => number;
  readonly #follow: () => void;

  /** `now` is the clock (`() => live.now()`), `everyMs` the tick. */
  constructor(now: () => number, everyMs = 1_000) {
    this.#now = now;
    this.#follow = createSubscriber((update) => {
      const timer = setInterval(update, everyMs);
      return () => clearInterval(timer);
    });
  }

  get now(): number {
    this.#follow();
    return this.#now();
  }
}
