import type { Later } from '$lib/components/notices.svelte';
import type { DeskLive } from './desk-live';
import { type DeskAtWork, desksAtWork } from './desks';

/** Between two things told to the other desks: arrow keys repeat faster than anybody reads. */
const tellMs = 400;

/** Which question this desk has in hand, told to the others; and which ones they have. */
export class Hand {
  #wanted = 0;
  #told = 0;
  #resting = false;
  readonly #live: DeskLive;
  readonly #later: Later;
  readonly #window: number;

  /** The desks at work in the hall, this one among them. */
  readonly desks: readonly DeskAtWork[] = $derived.by(() => desksAtWork(this.#live, this.#window));

  constructor(live: DeskLive, later: Later, window: number) {
    this.#live = live;
    this.#later = later;
    this.#window = window;
  }

  /** This desk takes a question in hand; none lets go. */
  hold(question: number | undefined): void {
    this.#wanted = question ?? 0;
    if (!this.#resting) this.#tell();
  }

  /** Another session is looked at, or the same one anew: the server knows of nothing in hand, and is told what is a moment later. */
  moved(): void {
    this.#told = 0;
    this.#rest();
  }

  /** Whether others are at work by this desk's link. */
  get sharesLink(): boolean {
    const me = this.#live.welcome?.you.link;
    return this.desks.some(({ link, isOwn }) => link === me && !isOwn);
  }

  /** Which other desk has the question in hand. */
  holder(question: number): string | undefined {
    return this.desks.find((desk) => !desk.isOwn && desk.holding === question)?.called;
  }

  #tell(): void {
    if (this.#wanted === this.#told) return;
    this.#told = this.#wanted;
    this.#live.holding(this.#told);
    this.#rest();
  }

  #rest(): void {
    this.#resting = true;
    this.#later(() => {
      this.#resting = false;
      this.#tell();
    }, tellMs);
  }
}
