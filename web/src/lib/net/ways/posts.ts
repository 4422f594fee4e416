import type { ServerFrame } from '$lib/protocol/generated/protocol';
import { batchOf, framesOf, type Net, NoFrames, post, unanswered, wantsAnswer } from './posted';

/** The waits before what was not answered goes again, spread; and after how long without any frames the way is given up. */
const waits = [500, 1_000, 2_000];
const patience = 9_000;

/** A longer request takes a slow line so much longer. */
const usual = 16 * 1024;

/** Who hears of what requests bring. */
interface Hearer {
  heard(frame: ServerFrame): void;
  /** No request is answered with frames any more. Without it they go on: the connection does not hang on them. */
  failed?(): void;
}

/** What came of a request. */
interface Posted {
  /** What of it has to go again. */
  left: string[];
  /** Whether the server answered with frames. */
  isHeard: boolean;
  /** How long the server wants to be left alone before. */
  afterMs?: number | undefined;
}

/**
 * What is said beside an event stream, or is too long for a socket: one request is under way at a time, so that everything arrives in its order, and the next
 * takes all that gathered meanwhile. What wants an answer goes again until it has one. Frames are an answer of the server, though what was
 * asked for is not among them: it waits for its store, and another way would too.
 */
export class Posts {
  readonly #net: Net;
  readonly #hearer: Hearer;
  readonly #abort = new AbortController();
  #hello = '';
  #waiting: string[] = [];
  #isUnderWay = false;
  #failures = 0;
  #failingSince: number | undefined;
  #cancelWait = () => {};

  constructor(net: Net, hearer: Hearer) {
    this.#net = net;
    this.#hearer = hearer;
  }

  /** The hello that every request begins with from now on. */
  as(hello: string): void {
    this.#hello = hello;
  }

  add(frame: string): void {
    this.#waiting.push(frame);
    void this.#go();
  }

  stop(): void {
    this.#cancelWait();
    this.#abort.abort();
    this.#waiting = [];
  }

  async #go(): Promise<void> {
    if (this.#isUnderWay || this.#waiting.length === 0) return;
    this.#isUnderWay = true;
    const batch = batchOf(this.#waiting);
    this.#waiting = this.#waiting.slice(batch.length);
    const { left, isHeard, afterMs } = await this.#post(batch);
    if (this.#abort.signal.aborted) return;
    this.#waiting = [...left, ...this.#waiting];
    if (isHeard) {
      this.#failures = 0;
      this.#failingSince = undefined;
    } else if (left.length > 0) {
      this.#failingSince ??= this.#net.steady();
    }
    if (left.length > 0) return this.#again(afterMs);
    this.#isUnderWay = false;
    return this.#go();
  }

  async #post(batch: string[]): Promise<Posted> {
    const tooLate = new AbortController();
    const end = () => tooLate.abort();
    this.#abort.signal.addEventListener('abort', end);
    const body = `[${[this.#hello, ...batch].join()}]`;
    const cancel = this.#net.later(end, patience * Math.max(1, body.length / usual));
    try {
      const frames = await framesOf(await post(this.#net, '/v1/do', body, tooLate.signal));
      if (this.#abort.signal.aborted) return { left: [], isHeard: true };
      for (const frame of frames) this.#hearer.heard(frame);
      return { left: unanswered(batch, frames), isHeard: true };
    } catch (cause) {
      const afterMs = cause instanceof NoFrames ? cause.afterMs : undefined;
      return { left: batch.filter(wantsAnswer), isHeard: false, afterMs };
    } finally {
      cancel();
      this.#abort.signal.removeEventListener('abort', end);
    }
  }

  #again(afterMs: number | undefined): void {
    const hasFailed = this.#failingSince !== undefined && this.#net.steady() - this.#failingSince >= patience;
    if (hasFailed && this.#hearer.failed) {
      this.#hearer.failed();
      return;
    }
    const wait = waits[Math.min(this.#failures, waits.length - 1)] ?? 0;
    if (this.#failingSince !== undefined) this.#failures += 1;
    this.#cancelWait = this.#net.later(
      () => {
        this.#isUnderWay = false;
        void this.#go();
      },
      Math.max(afterMs ?? 0, Math.round(wait * (0.5 + this.#net.random()))),
    );
  }
}
