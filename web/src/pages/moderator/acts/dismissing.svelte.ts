import type { QuestionItem, Reason } from '$lib/protocol/generated/protocol';
import type { Keys } from '../keys/keys.svelte';
import type { Curation } from './curation.svelte';

/** The choice of a reason, by a button or by the next key, for what is about to be dismissed. */
export class Dismissing {
  #questions = $state.raw<readonly QuestionItem[]>([]);
  readonly #keys: Keys;
  readonly #curation: Curation;

  constructor(keys: Keys, curation: Curation) {
    this.#keys = keys;
    this.#curation = curation;
  }

  /** What a reason is being chosen for. */
  get questions(): readonly QuestionItem[] {
    return this.#questions;
  }

  ask(questions: readonly QuestionItem[]): void {
    if (questions.length === 0) return;
    this.#questions = questions;
    this.#keys.choosingReason = true;
  }

  async choose(reason: Reason): Promise<void> {
    const questions = this.#questions;
    this.leave();
    await this.#curation.dismiss(questions, reason);
  }

  /** Leaves the choice; says whether there was one. */
  leave(): boolean {
    const was = this.#questions.length > 0;
    this.#questions = [];
    this.#keys.leave();
    return was;
  }
}
