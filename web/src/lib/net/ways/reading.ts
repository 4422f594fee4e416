import type { ServerFrame, Welcome } from '$lib/protocol/generated/protocol';
import { Framed } from './framed';
import { batchOf, framesOf, type Net, post, unanswered, wantsAnswer } from './posted';

/** Between two readings: of the audience, of the crew, and of a page that nobody sees. */
const participantMs = 2_000;
const crewMs = 1_000;
const hiddenMs = 20_000;
/** How long a reading may take; the second in a row that brings nothing is the end. */
const patience = 5_000;

/** That it is alive it sees by itself, and the server by each reading. */
const pong = '{"t":"pong"}';

/** What reading takes beside the network: the hello anew each time, as it says what is there already, and whether anybody looks. */
export interface Reader extends Net {
  hello(): string;
  isHidden(): boolean;
}

/** Reads at intervals, for where a stream does not come through: every answer is whole and short. What is said goes along. */
export class ReadingSocket extends Framed {
  readonly #around: Reader;
  #waiting: string[] = [];
  #abort: AbortController | undefined;
  #cancelWait = () => {};
  #failures = 0;
  #welcome: Welcome | undefined;
  #everyMs = participantMs;
  #readAt = 0;

  constructor(around: Reader) {
    super(around.steady);
    this.#around = around;
  }

  send(frame: string): void {
    const said = JSON.parse(frame);
    if (said.t === 'ping') {
      this.says(pong);
      if (this.#isOverdue) this.#soon();
    } else {
      if (said.t === 'hello') this.#everyMs = said.view === 'participant' ? participantMs : crewMs;
      // The next hello names the session.
      else if (said.t === 'watch') this.#startAnew();
      else this.#waiting.push(frame);
      this.#soon();
    }
  }

  protected letGo(): void {
    this.#cancelWait();
    this.#abort?.abort();
  }

  /** Somebody sees the page again, which reads seldom while nobody does. */
  get #isOverdue(): boolean {
    return !this.#around.isHidden() && this.#around.steady() - this.#readAt > this.#everyMs * 1.25;
  }

  #startAnew(): void {
    this.#welcome = undefined;
    this.#abort?.abort();
    this.#abort = undefined;
  }

  /** Reads now, or once what is being read has come. */
  #soon(): void {
    this.#cancelWait();
    if (!this.#abort) void this.#read();
  }

  async #read(): Promise<void> {
    const abort = new AbortController();
    this.#abort = abort;
    this.#readAt = this.#around.steady();
    const batch = batchOf(this.#waiting);
    this.#waiting = this.#waiting.slice(batch.length);
    const cancel = this.#around.later(() => abort.abort(), patience);
    const frames = await this.#answers(batch, abort.signal);
    cancel();
    if (this.isClosed) return;
    this.#waiting = [...(frames ? unanswered(batch, frames) : batch.filter(wantsAnswer)), ...this.#waiting];
    // Another session was asked for meanwhile: of this one nothing is heard but what became of commands, which do not go again.
    if (this.#abort !== abort) {
      for (const frame of frames ?? []) if (frame.t === 'done' || frame.t === 'refused') this.tells(frame);
      return;
    }
    this.#abort = undefined;
    this.#failures = frames ? 0 : this.#failures + 1;
    if (this.#failures >= 2) return this.ends('cut');
    const hasMore = this.#waiting.length > 0 && frames !== undefined && batch.length === 0;
    for (const frame of frames ?? []) if (!this.#isKnown(frame)) this.tells(frame);
    // Whoever hears them may have something to say, and what it is goes already.
    if (!this.isClosed && !this.#abort) this.#wait(hasMore);
  }

  async #answers(batch: string[], signal: AbortSignal): Promise<ServerFrame[] | undefined> {
    const body = `[${[this.#around.hello(), ...batch].join()}]`;
    return post(this.#around, '/v1/read', body, signal)
      .then(framesOf)
      .catch(() => undefined);
  }

  /** Each answer begins with a welcome; only one that says something else is to be heard. */
  #isKnown(frame: ServerFrame): boolean {
    if (frame.t !== 'welcome') return false;
    const before = this.#welcome;
    this.#welcome = frame;
    return before?.session === frame.session && before.epoch === frame.epoch && before.rev <= frame.rev;
  }

  #wait(isAtOnce: boolean): void {
    const every = this.#around.isHidden() ? hiddenMs : this.#everyMs;
    const ms = isAtOnce ? 0 : Math.round(every * (0.75 + this.#around.random() / 2));
    this.#cancelWait();
    this.#cancelWait = this.#around.later(() => void this.#read(), ms);
  }
}
