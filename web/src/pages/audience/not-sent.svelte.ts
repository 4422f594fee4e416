import { forget, keep, kept, keysUnder } from '$lib/net/storage';
import type { Kept, Outcome } from '$lib/state/live.svelte';

/** A question, or new words for one, that the server refused for good, and why. */
export interface Refused {
  readonly id: string;
  /** When it was written, by the device's clock. */
  readonly at: number;
  readonly text: string;
  readonly code: Extract<Outcome, { done: false }>['code'];
  readonly limit: number | undefined;
}

/**
 * What was refused stays on this device until its author sends it anew or takes it away. Each lies under a key of its
 * own, as in the outbox: tabs do not write over each other's.
 */
export class NotSent {
  readonly #storage: Storage;
  readonly #prefix: string;
  #all = $state.raw<readonly Refused[]>([]);

  constructor(storage: Storage, owner: string) {
    this.#storage = storage;
    this.#prefix = `majlis.refused.${owner}.`;
    const found = keysUnder(storage, this.#prefix).flatMap((key) => kept<Refused>(storage, key) ?? []);
    this.#all = found.sort((a, b) => b.at - a.at);
  }

  /** The newest first. */
  get all(): readonly Refused[] {
    return this.#all;
  }

  decided({ id, at, command, again }: Kept, outcome: Outcome): void {
    if (outcome.done || (command.do !== 'ask' && (command.do !== 'edit' || again))) return;
    this.#set({ id, at, text: command.text, code: outcome.code, limit: outcome.limit });
  }

  /** Its author goes on writing it. */
  reword(id: string, text: string): void {
    const found = this.#all.find((refused) => refused.id === id);
    if (found) this.#set({ ...found, text });
  }

  remove(id: string): void {
    forget(this.#storage, this.#prefix + id);
    this.#all = this.#without(id);
  }

  #set(refused: Refused): void {
    keep(this.#storage, this.#prefix + refused.id, refused);
    this.#all = [refused, ...this.#without(refused.id)].sort((a, b) => b.at - a.at);
  }

  #without(id: string): readonly Refused[] {
    return this.#all.filter((refused) => refused.id !== id);
  }
}
