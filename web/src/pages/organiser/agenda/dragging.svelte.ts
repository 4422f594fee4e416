import type { HallNo, SessionEntry } from '$lib/protocol/generated/protocol';
import { isSamePlace, type Place, snapped, stepMs } from './plan';

/** What of a session is in hand: all of it, or its end. */
export type Grip = 'whole' | 'end';

/** A session in hand, and where it would come to be. */
export interface Held {
  readonly session: SessionEntry;
  readonly place: Place;
}

/** A session that is moved, by the pointer or by keys, until it is put down. */
export class Dragging {
  #held = $state.raw<Held>();
  #grip: Grip = 'whole';
  /** How far below the session's start it was taken hold of. */
  #below = 0;

  get held(): Held | undefined {
    return this.#held;
  }

  /** Takes hold of a session at a moment of it. */
  lift(session: SessionEntry, grip: Grip, at: number): void {
    const { hall, starts, ends } = session;
    this.#grip = grip;
    this.#below = grip === 'end' ? at - ends : at - starts;
    this.#held = { session, place: { hall, starts, ends } };
  }

  /** The pointer is over that hall at that time. */
  over(hall: HallNo, at: number): void {
    if (!this.#held) return;
    const { session } = this.#held;
    const moment = snapped(at - this.#below);
    this.#place(this.#grip === 'end' ? { ends: moment } : { hall, ...this.#from(session, moment) });
  }

  /** Moves what is in hand by so many steps of five minutes. */
  step(steps: number): void {
    if (!this.#held) return;
    const { session, place } = this.#held;
    this.#place(session.phase === 'open' ? {} : this.#from(session, place.starts + steps * stepMs));
  }

  /** Moves its end. */
  stretch(steps: number): void {
    if (this.#held) this.#place({ ends: this.#held.place.ends + steps * stepMs });
  }

  /** Moves it to another hall. */
  into(hall: HallNo): void {
    this.#place({ hall });
  }

  /** Puts it down: where it is then, if that is another place. */
  drop(): Held | undefined {
    const held = this.#held;
    this.#held = undefined;
    return held && !isSamePlace(held.session, held.place) ? held : undefined;
  }

  cancel(): void {
    this.#held = undefined;
  }

  #from({ starts, ends }: SessionEntry, moment: number): Pick<Place, 'starts' | 'ends'> {
    return { starts: moment, ends: moment + (ends - starts) };
  }

  /** One that runs keeps its hall and its start. */
  #place(change: Partial<Place>): void {
    if (!this.#held) return;
    const { session, place } = this.#held;
    const { hall, starts } = session;
    const next = { ...place, ...change, ...(session.phase === 'open' ? { hall, starts } : {}) };
    this.#held = { session, place: { ...next, ends: Math.max(next.ends, next.starts + stepMs) } };
  }
}
