import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { isErased } from '$lib/state/questions';
import type { DeskLive } from '../desk-live';
import { mergeable, suggested } from '../lanes/alike';
import { Search } from '../lanes/search.svelte';

/** The questions that others can be merged into: the most alike, or those that were searched for. */
export class MergeTargets {
  readonly search: Search;
  readonly #live: DeskLive;
  readonly #questions: readonly QuestionItem[];
  readonly found: readonly QuestionItem[] = $derived.by(() => this.#targets());

  constructor(live: DeskLive, questions: readonly QuestionItem[]) {
    this.#live = live;
    this.#questions = questions;
    this.search = new Search(live);
  }

  #targets(): QuestionItem[] {
    const { found } = this.search;
    if (found) return found.filter((into) => this.#canTakeAll(into));
    return this.#suggestions().filter((into) => this.#canTakeAll(into));
  }

  /** Among several that are merged at once one may be the one that stays. */
  #canTakeAll(into: QuestionItem): boolean {
    return this.#questions.every((question) => question.q === into.q || mergeable(question, into));
  }

  #suggestions(): QuestionItem[] {
    const [first] = this.#questions;
    if (!first) return [];
    const known = [...this.#live.questions.values(), ...this.#live.waiting.values()];
    const like = suggested(first, known);
    const among = this.#questions.length > 1 ? [...this.#questions, ...like] : like;
    return [...new Map(among.map((into) => [into.q, into])).values()].filter((into) => !isErased(into));
  }
}
