import type { ClientFrame } from '$lib/protocol/generated/protocol';
import { newId } from '../id';
import { type Ending, Framed } from './framed';
import { type Net, post } from './posted';
import { Posts } from './posts';
import { EventTexts } from './sse';

/** Without a welcome for so long, or without a byte, something on the way holds the stream back, or it is dead. */
const welcomeMs = 5_000;
const byteMs = 9_000;
const look = 1_000;

type Hello = Extract<ClientFrame, { t: 'hello' }>;

/**
 * An event stream for what the server says, and requests beside it for what is said to it.
 *
 * Only what comes through the stream shows that it is alive: a proxy that holds it back answers requests all the same.
 */
export class StreamSocket extends Framed {
  readonly #net: Net;
  readonly #posts: Posts;
  readonly #endLooking: () => void;
  #hello: Hello | undefined;
  #abort = new AbortController();
  #heardAt: number;
  #isWelcomed = false;

  constructor(net: Net) {
    super(net.steady);
    this.#net = net;
    this.#heardAt = net.steady();
    this.#posts = new Posts(net, { heard: (frame) => this.tells(frame), failed: () => this.ends('cut') });
    this.#endLooking = net.every(() => this.#look(), look);
  }

  send(frame: string): void {
    const said = JSON.parse(frame);
    if (said.t === 'hello') this.#begin(said);
    else if (said.t === 'watch') this.#watch(said.session);
    else this.#posts.add(frame);
  }

  protected letGo(): void {
    this.#endLooking();
    this.#posts.stop();
    this.#abort.abort();
  }

  /** Another session is looked at by another stream, whose hello says so and knows nothing of it yet. */
  #watch(session: number): void {
    if (!this.#hello) return;
    const { have, hall, ...hello } = this.#hello;
    this.#abort.abort();
    this.#begin({ ...hello, session });
  }

  #begin(hello: Hello): void {
    this.#hello = hello;
    // A line is one stream's: what is said beside it reaches that one alone.
    const named = { ...hello, line: newId() };
    const { have, ...withoutHave } = named;
    this.#posts.as(JSON.stringify(withoutHave));
    this.#abort = new AbortController();
    this.#isWelcomed = false;
    this.#heardAt = this.#net.steady();
    void this.#read(JSON.stringify(named), this.#abort.signal);
  }

  /** Reads a stream to its end, unless it is let go of before. */
  async #read(hello: string, signal: AbortSignal): Promise<void> {
    const ended = await this.#heardOut(hello, signal).catch((): Ending => (this.#isWelcomed ? 'cut' : 'refused'));
    if (!signal.aborted) this.ends(ended);
  }

  async #heardOut(hello: string, signal: AbortSignal): Promise<Ending> {
    const answer = await post(this.#net, '/v1/stream', hello, signal);
    const isStream = answer.ok && answer.headers.get('Content-Type')?.startsWith('text/event-stream');
    if (!isStream) return 'refused';
    // No body to read bit by bit: an old browser's, which gives it whole at its end.
    if (!answer.body) return 'mute';
    const reader = answer.body.getReader();
    const texts = new EventTexts();
    let next = reader.read();
    for (;;) {
      const { done, value } = await next;
      if (done || signal.aborted) return 'cut';
      // Before what came is looked at: WebKit keeps back what comes while nobody reads until more comes (bug 322545).
      next = reader.read();
      next.catch(() => {});
      this.#heardAt = this.#net.steady();
      for (const text of texts.take(value)) this.#hears(text, signal);
    }
  }

  #hears(text: string, signal: AbortSignal): void {
    if (signal.aborted) return;
    this.#isWelcomed ||= text.includes('"t":"welcome"');
    this.says(text);
  }

  #look(): void {
    if (!this.#hello) return;
    const silentMs = this.#net.steady() - this.#heardAt;
    if (silentMs >= (this.#isWelcomed ? byteMs : welcomeMs)) this.ends('mute');
  }
}
