import { catalogue } from 'virtual:messages/audience/later';
import { language } from '$lib/i18n/language.svelte';

/** How long to wait before parts that did not arrive are asked for again. */
const askAgainMs = 3_000;

/** Parts of a page that are loaded after its first view, and stay. */
export class Arriving<Parts> {
  readonly #load: () => Promise<Parts>;
  #parts = $state.raw<Parts>();
  #asked = false;
  readonly #waiting: ((parts: Parts) => void)[] = [];

  constructor(load: () => Promise<Parts>) {
    this.#load = load;
  }

  /** The parts, once they are there. */
  get parts(): Parts | undefined {
    return this.#parts;
  }

  /** Asks for the parts and calls back with them: at once, or when they are there. */
  with(parts: (parts: Parts) => void): void {
    this.whenHere(parts);
    if (!this.#parts) this.ask();
  }

  /** Calls back with the parts, in the order in which it was asked to, once somebody has asked for them and they are there. */
  whenHere(parts: (parts: Parts) => void): void {
    if (this.#parts) parts(this.#parts);
    else this.#waiting.push(parts);
  }

  /** Asks for the parts, again and again until they come: a phone may lose its network right after its first view. */
  ask(): void {
    if (this.#asked) return;
    this.#asked = true;
    this.#load().then(
      (parts) => {
        this.#parts = parts;
        for (const wait of this.#waiting.splice(0)) wait(parts);
      },
      () => {
        setTimeout(() => {
          this.#asked = false;
          this.ask();
        }, askAgainMs);
      },
    );
  }
}

/** The parts of the phone's page. */
export const later = new Arriving(async () => {
  const [parts] = await Promise.all([import('./later'), language.add(catalogue)]);
  return parts;
});
