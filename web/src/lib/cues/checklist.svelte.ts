import { ask, HttpRefusal } from '$lib/net/http';
import type { Checklist, HallNo } from '$lib/protocol/generated/protocol';

/** It is read again so often while it is open. */
const readsEveryMs = 5_000;

/** From so far apart on, the device's clock and the server's are told to differ. */
const clocksApartMs = 60_000;

/** What the checklist is read with; tests give one of their own. */
export interface Reads {
  read: (hall: HallNo) => Promise<Checklist>;
  /** The device's clock, in milliseconds since 1970. */
  now: () => number;
  /** Does something again and again; returns what ends it. */
  again: (act: () => void, ms: number) => () => void;
}

/** How the checklist is read over HTTP, with the token of a desk. */
export function readsOver(token: string): Reads {
  return {
    read: (hall) => ask<Checklist>(`/v1/checklist?hall=${hall}`, { token }),
    now: () => Date.now(),
    again: (act, ms) => {
      // Nobody looks at a page in the background; it is read once it is looked at again, within one turn.
      const timer = setInterval(() => {
        if (document.visibilityState === 'visible') act();
      }, ms);
      return () => clearInterval(timer);
    },
  };
}

/** What is right before a hall goes live and what is not, read again and again while somebody looks. */
export class ChecklistReader {
  #told = $state.raw<Checklist>();
  /** Why it was not read last, by its code. */
  #refused = $state<string>();
  /** By how much the device's clock is apart from the server's. */
  #apartMs = $state(0);
  readonly #reads: Reads;
  #asked = 0;

  constructor(reads: Reads) {
    this.#reads = reads;
  }

  /** The newest that was read, of that hall. */
  of(hall: HallNo): Checklist | undefined {
    return this.#told?.hall === hall ? this.#told : undefined;
  }

  /** Why the last reading failed; what stands is then from before. */
  get refused(): string | undefined {
    return this.#refused;
  }

  /** Whether the device's clock is so far from the server's that times on this page mislead. */
  get isClockApart(): boolean {
    return this.#apartMs > clocksApartMs;
  }

  /** Reads it of a hall until what is returned is called. */
  follow(hall: HallNo): () => void {
    void this.read(hall);
    return this.#reads.again(() => void this.read(hall), readsEveryMs);
  }

  /** Reads it once. An answer that a later question has overtaken is dropped. */
  async read(hall: HallNo): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    try {
      const told = await this.#reads.read(hall);
      if (asked !== this.#asked) return;
      this.#told = told;
      this.#apartMs = Math.abs(told.at - this.#reads.now());
      this.#refused = undefined;
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      if (asked === this.#asked) this.#refused = why.code;
    }
  }
}
