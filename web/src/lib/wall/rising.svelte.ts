import type { Reaction } from '$lib/protocol/generated/protocol';

/** A reaction on its way up. */
export interface Riser {
  readonly id: number;
  readonly reaction: Reaction;
  /** Where it rises, from 0 to 1 across its lane. */
  readonly at: number;
  /** When it sets out, so that those of one second are not in a row. */
  readonly delayMs: number;
}

/** Most at one time: a hall that claps must neither hide the scene nor slow the machine. */
const most = 30;
/** Most of one reaction that come from one count: a hundred hearts look as ten do. */
const mostOfOne = 6;
const withinMs = 800;

/** The reactions that rise on a wall: fewer than there were, so that they stand for them. */
export class Rising {
  shown = $state.raw<readonly Riser[]>([]);
  #last = 0;
  readonly #random: () => number;

  constructor(random: () => number = Math.random) {
    this.#random = random;
  }

  /** Takes what the audience sent since the last time. */
  add(counts: Partial<Record<Reaction, number>>): void {
    const fresh = Object.entries(counts).flatMap(([reaction, count]) =>
      Array.from({ length: Math.min(mostOfOne, Math.ceil(Math.sqrt(count))) }, () => this.#riser(reaction as Reaction)),
    );
    this.shown = [...this.shown, ...fresh].slice(-most);
  }

  /** One has come to its end. */
  gone(id: number): void {
    this.shown = this.shown.filter((riser) => riser.id !== id);
  }

  #riser(reaction: Reaction): Riser {
    this.#last += 1;
    return { id: this.#last, reaction, at: this.#random(), delayMs: Math.round(this.#random() * withinMs) };
  }
}
