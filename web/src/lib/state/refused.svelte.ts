import type { Drafts } from './drafts';
import type { Outcome } from './live.svelte';

/** Why something was refused, as the server says it: words for it are found when it is shown. */
export type Why = Omit<Extract<Outcome, { done: false }>, 'done'>;

/** A text that the server refused, and why. */
export interface RefusedText extends Why {
  readonly id: string;
  readonly text: string;
  /** The idea that it was to say anew; none where it was to be one of its own. */
  readonly idea?: number;
}

/**
 * What the server refused of a kind, by place, as a session or a stand: it stays on this device until whoever gave it takes it up or
 * away. A reload loses none of it.
 */
export class Refused<One extends { readonly id: string } = RefusedText> {
  readonly #drafts: Drafts;
  readonly #kind: string;
  /** What the device had no room for lasts as long as the page. */
  readonly #unkept = new Map<number, readonly One[]>();
  /** Counts what was stored, so that it is read again. */
  #stored = $state(0);

  constructor(drafts: Drafts, kind: string) {
    this.#drafts = drafts;
    this.#kind = kind;
  }

  /** Those of a place, the newest first. */
  in(place: number): readonly One[] {
    void this.#stored;
    const unkept = this.#unkept.get(place);
    if (unkept) return unkept;
    const stored = this.#drafts.read(this.#key(place));
    return stored === '' ? [] : JSON.parse(stored);
  }

  add(place: number, one: One): void {
    this.#store(place, [one, ...this.#without(place, one.id)]);
  }

  remove(place: number, id: string): void {
    this.#store(place, this.#without(place, id));
  }

  #without(place: number, id: string): One[] {
    return this.in(place).filter((one) => one.id !== id);
  }

  #store(place: number, all: readonly One[]): void {
    const isKept = this.#drafts.write(this.#key(place), all.length === 0 ? '' : JSON.stringify(all));
    if (isKept) this.#unkept.delete(place);
    else this.#unkept.set(place, all);
    this.#stored += 1;
  }

  /** Beside what is being written. */
  #key(place: number): string {
    return `${this.#kind}-refused.${place}`;
  }
}

/** Why an outcome is none. */
export function whyOf({ code, limit }: Why): Why {
  return limit === undefined ? { code } : { code, limit };
}
