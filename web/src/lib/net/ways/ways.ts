import type { Ending } from './framed';

/** How frames go to the server and back, the best one first. */
export type Way = 'socket' | 'stream' | 'reading';

/** How a connection ended. */
export interface Ended {
  readonly way: Way;
  readonly welcomed: boolean;
  readonly livedMs: number;
  /** The server said goodbye, and to come again. */
  readonly bye: boolean;
  readonly ending: Ending | undefined;
  /** The server had answered a request before this attempt began, since the one before failed. */
  readonly served: boolean;
  /** Somebody saw the page. */
  readonly seen: boolean;
}

const second = 1_000;
const minute = 60 * second;
/** What lived so long was not cut by something that cuts every connection. */
const lives = minute;
/** So many sockets cut within so long, each soon after its welcome, and a stream is tried; where that was vain, after so many; then never. */
const cutSockets = [3, 6];
const cutsWithinMs = 3 * minute;
/** So many streams cut so soon in a row, and it is gone on by reading. */
const cutStreams = 3;
const streamLives = 30 * second;
/** When a better way is tried beside the one at hand: after its beginning, then after each trial, the last one again and again. */
const trials = {
  /** It may have been a restart. */
  blocked: [15 * second, minute, 2 * minute, 4 * minute, 8 * minute, 10 * minute],
  cut: [5 * minute, 10 * minute, 30 * minute],
  reading: [minute, 2 * minute, 5 * minute, 10 * minute],
} as const;
/** A page that nobody sees lets its stream go: a browser has but six connections to a host over HTTP/1.1, for all of its tabs. */
const hiddenMs = 30 * second;

/**
 * Which way the next connection takes, by what became of those before. Another way is taken by evidence alone: where no socket
 * is let through to a server that answers requests, or where something cuts every one. A server that is down is none.
 *
 * Pure: time comes in milliseconds by a clock that nobody sets, and randomness between 0 and 1.
 */
export class Ways {
  readonly #random: () => number;
  #next: Way;
  /** The way that was welcomed last. */
  #at: Way | undefined;
  #cuts: number[] = [];
  #vain = 0;
  #streamCuts = 0;
  /** The stream was taken because sockets were cut, not because none was let through. */
  #isForCuts = false;
  /** A socket that came back by a trial after such cuts: one more, and it goes. */
  #isOnTrial = false;
  #trial = 0;
  #trialAt = Number.POSITIVE_INFINITY;
  #tryNow: boolean;
  #hiddenSince: number | undefined;

  /** `way` is what this tab found to work before: a better one is tried beside it at once. */
  constructor(random: () => number, way: Way = 'socket') {
    this.#random = random;
    this.#next = way;
    this.#tryNow = way !== 'socket';
  }

  /** What the next connection takes. */
  get next(): Way {
    return this.#next;
  }

  welcomed(way: Way, now: number): void {
    this.#next = way;
    if (way === this.#at) return;
    this.#at = way;
    this.#trial = 0;
    this.#setTrial(now);
  }

  /** A trial was welcomed, and is the connection from now on. */
  replaced(way: Way, now: number): void {
    this.#isOnTrial = way === 'socket' && this.#isForCuts;
    this.welcomed(way, now);
  }

  ended(how: Ended, now: number): void {
    if (how.bye) this.#cuts = [];
    else if (how.way === 'socket') this.#socketEnded(how, now);
    else if (how.way === 'stream') this.#streamEnded(how);
    else this.#next = 'socket';
  }

  /** The network is another one: what did not come through the one before may now. */
  online(): void {
    this.#tryNow ||= this.#next !== 'socket' && !this.#isForCuts;
  }

  /** To be asked about once a second while there is a connection: the way that is to be tried beside it now. */
  due(now: number, isHidden: boolean): Way | undefined {
    if (this.#next === 'socket') return undefined;
    if (isHidden) return this.#dueUnseen(now);
    this.#tryNow ||= this.#next === 'reading' && this.#wasUnseen(now);
    this.#hiddenSince = undefined;
    if (!this.#tryNow && now < this.#trialAt) return undefined;
    this.#tryNow = false;
    this.#setTrial(now);
    return this.#next === 'reading' ? 'stream' : 'socket';
  }

  #dueUnseen(now: number): Way | undefined {
    this.#hiddenSince ??= now;
    return this.#next === 'stream' && this.#wasUnseen(now) ? 'reading' : undefined;
  }

  #wasUnseen(now: number): boolean {
    return this.#hiddenSince !== undefined && now - this.#hiddenSince >= hiddenMs;
  }

  #socketEnded({ welcomed, livedMs, served, seen }: Ended, now: number): void {
    if (!welcomed) {
      if (served) this.#toStream(false);
    } else if (livedMs >= lives) {
      this.#cuts = [];
      this.#isOnTrial = false;
    } else if (seen) {
      this.#cuts = [...this.#cuts.filter((at) => now - at < cutsWithinMs), now];
      const allowed = cutSockets[this.#vain] ?? Number.POSITIVE_INFINITY;
      if (this.#isOnTrial || this.#cuts.length >= allowed) this.#toStream(true);
    }
  }

  #streamEnded({ welcomed, livedMs, ending, seen }: Ended): void {
    if (ending === 'mute') {
      this.#next = 'reading';
    } else if (!welcomed) {
      this.#next = 'socket';
    } else if (this.#isForCuts && livedMs < lives) {
      // It was the network, which cuts everything.
      this.#next = 'socket';
      this.#vain += 1;
    } else {
      this.#streamCuts = livedMs < streamLives && seen ? this.#streamCuts + 1 : 0;
      if (this.#streamCuts >= cutStreams) this.#next = 'reading';
    }
  }

  #toStream(isForCuts: boolean): void {
    this.#next = 'stream';
    this.#isForCuts = isForCuts;
    this.#cuts = [];
    this.#streamCuts = 0;
  }

  #setTrial(now: number): void {
    const waits = trials[this.#next === 'reading' ? 'reading' : this.#isForCuts ? 'cut' : 'blocked'];
    const wait = waits[Math.min(this.#trial, waits.length - 1)] ?? minute;
    this.#trial += 1;
    this.#trialAt = now + Math.round(wait * (0.75 + this.#random() / 2));
  }
}
