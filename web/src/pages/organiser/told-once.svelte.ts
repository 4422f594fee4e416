import { forget, keep, kept, tabStorage } from '$lib/net/storage';
import type { Handout } from './handout';

/** What is handed out of a forum that was made here. Its links are told once: they stand over a reload, and are gone with the tab. */
export class ToldOnce {
  #told = $state.raw<Handout>();
  readonly #key: string;
  readonly #tab = tabStorage();

  /** What this tab kept under a name is told again. */
  constructor(name: string) {
    this.#key = `majlis.organise.${name}`;
    this.#told = this.#tab && kept<Handout>(this.#tab, this.#key);
  }

  get told(): Handout | undefined {
    return this.#told;
  }

  tell(handout: Handout): void {
    this.#told = handout;
    if (this.#tab) keep(this.#tab, this.#key, handout);
  }

  putAway(): void {
    this.#told = undefined;
    if (this.#tab) forget(this.#tab, this.#key);
  }
}
