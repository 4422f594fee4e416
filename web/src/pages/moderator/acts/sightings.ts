import type { QuestionItem } from '$lib/protocol/generated/protocol';

/**
 * When a desk first saw each version of a question, told by the newest act of the ledger that it had seen by then.
 *
 * What clashes with a command came after the version that the command names was seen, and that may have been long
 * before it was given: somebody writes in a dialog meanwhile.
 */
export class Sightings {
  readonly #since = new Map<string, number>();

  /** Takes note of the questions as they are now; `newest` is the newest act of the ledger's view. */
  see(questions: Iterable<QuestionItem>, newest: number): void {
    for (const { q, v } of questions) {
      const version = `${q}.${v}`;
      if (!this.#since.has(version)) this.#since.set(version, newest);
    }
  }

  /** The newest act that was seen before the question at that version; none where it never was. */
  since(q: number, version: number): number | undefined {
    return this.#since.get(`${q}.${version}`);
  }
}
