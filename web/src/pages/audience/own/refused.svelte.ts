import type { Outcome } from '$lib/state/live.svelte';
import type { Drafts } from '../drafts';

type Refusal = Extract<Outcome, { done: false }>;

/** A text that the server refused, and why. */
export interface RefusedText {
  readonly id: string;
  readonly text: string;
  readonly code: Refusal['code'];
  readonly limit?: number | undefined;
}

/** Own texts of a kind that the server refused, by session: they stay on this device until their author takes them up or away. */
export class RefusedTexts {
  readonly #drafts: Drafts;
  readonly #kind: string;
  /** Counts what was stored, so that it is read again. */
  #stored = $state(0);

  constructor(drafts: Drafts, kind: string) {
    this.#drafts = drafts;
    this.#kind = kind;
  }

  /** Those of a session, the newest first. */
  in(session: number): readonly RefusedText[] {
    void this.#stored;
    const stored = this.#drafts.read(this.#key(session));
    return stored === '' ? [] : JSON.parse(stored);
  }

  add(session: number, id: string, text: string, { code, limit }: Refusal): void {
    this.#store(session, [{ id, text, code, limit }, ...this.#without(session, id)]);
  }

  remove(session: number, id: string): void {
    this.#store(session, this.#without(session, id));
  }

  #without(session: number, id: string): RefusedText[] {
    return this.in(session).filter((refused) => refused.id !== id);
  }

  #store(session: number, refused: readonly RefusedText[]): void {
    this.#drafts.write(this.#key(session), refused.length === 0 ? '' : JSON.stringify(refused));
    this.#stored += 1;
  }

  /** Beside what is being written. */
  #key(session: number): string {
    return `${this.#kind}-refused.${session}`;
  }
}
