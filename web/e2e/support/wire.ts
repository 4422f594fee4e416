import { randomBytes } from 'node:crypto';
import { createInterface } from 'node:readline';
import { Readable } from 'node:stream';
import type { ReadableStream } from 'node:stream/web';
import {
  type Command,
  type Role,
  type ServerFrame,
  type ServerPulse,
  topics,
} from '../../src/lib/protocol/generated/protocol';

type Frame = ServerFrame<unknown, unknown>;

/** How long the server may take to say what is waited for. */
const patienceMs = 20_000;
/** Well before the server takes it for gone. */
const pingEveryMs = 8_000;

const newId = () => randomBytes(8).toString('hex');

/**
 * A client of the protocol without a browser, which takes a fifth of a second to begin: what the server says comes over a
 * stream, what is said to it goes by requests beside. Topics are kept as they were told last.
 */
export class Wire {
  readonly pulse: ServerPulse = {};
  readonly #views = new Map<number, unknown>();
  readonly #looks = new Set<() => void>();
  readonly #hello: object;
  readonly #left = new AbortController();
  #isWelcome = false;
  /** The newest revision that was shown. */
  #rev = 0;

  private constructor(
    private readonly url: string,
    hello: { token: string; view: Role; session: number | null },
  ) {
    this.#hello = { t: 'hello', line: newId(), ...hello };
  }

  /** Back once the server has said welcome. It is left when the signal says so, or by `leave`. */
  static async open(
    url: string,
    hello: { token: string; view: Role; session: number | null },
    until?: AbortSignal,
  ): Promise<Wire> {
    const wire = new Wire(url, hello);
    until?.addEventListener('abort', () => wire.leave(), { signal: wire.#left.signal });
    const { body } = await wire.#post('/v1/stream', wire.#hello);
    if (body) void wire.#reads(body as ReadableStream);
    await wire.until(() => wire.#isWelcome || undefined);
    return wire;
  }

  /** A topic as it stands, once it was told. */
  view<View>(topic: number): Promise<View> {
    return this.shows<View, View>(topic, (view) => view);
  }

  /** What is looked for in a topic, once it shows it. */
  shows<View, Found>(topic: number, find: (view: View) => Found | undefined): Promise<Found> {
    return this.until(() => {
      const view = this.#views.get(topic) as View | undefined;
      return view === undefined ? undefined : find(view);
    });
  }

  /** Gives a command; the number of what it made, once what it did was shown. Throws when it is refused. */
  async do(command: Command): Promise<number | undefined> {
    const id = newId();
    const answers = (await (await this.#post('/v1/do', [this.#hello, { t: 'do', id, command }])).json()) as Frame[];
    const answer = answers.find((frame) => 'id' in frame && frame.id === id);
    if (answer?.t !== 'done') throw new Error(`${command.do} was refused: ${JSON.stringify(answers)}`);
    await this.until(() => this.#rev >= answer.rev || undefined);
    return answer.no;
  }

  /** What is looked for, as soon as what the server says lets it be found. */
  until<Found>(find: () => Found | undefined): Promise<Found> {
    const found = find();
    if (found !== undefined) return Promise.resolve(found);
    return new Promise((resolve, reject) => {
      const late = setTimeout(() => {
        this.#looks.delete(look);
        reject(new Error(`the server did not say so within ${patienceMs} ms: ${find}`));
      }, patienceMs);
      const look = () => {
        const found = find();
        if (found === undefined) return;
        this.#looks.delete(look);
        clearTimeout(late);
        resolve(found);
      };
      this.#looks.add(look);
    });
  }

  leave(): void {
    this.#left.abort();
  }

  async #post(path: string, body: object): Promise<Response> {
    const headers = { 'content-type': 'application/json' };
    const { signal } = this.#left;
    return fetch(this.url + path, { method: 'POST', headers, body: JSON.stringify(body), signal });
  }

  /** Hears the server until it ends, or this leaves: a test that goes on without it notices by what it waits for. */
  async #reads(body: ReadableStream): Promise<void> {
    const pings = setInterval(() => {
      this.#post('/v1/do', [this.#hello, { t: 'ping' }]).catch(() => undefined);
    }, pingEveryMs);
    try {
      for await (const line of createInterface({ input: Readable.fromWeb(body) })) {
        if (line.startsWith('data: ')) this.#hears(JSON.parse(line.slice('data: '.length)));
      }
    } catch {
      // The server was ended under it, or it was left.
    } finally {
      clearInterval(pings);
    }
  }

  #hears(frame: Frame): void {
    if (frame.t === 'welcome') this.#isWelcome = true;
    if (frame.t === 'state') this.#views.set(frame.topic, frame.view);
    // A ballot changes nothing of a poll but its count.
    if (frame.t === 'change' && frame.topic > topics.polls) {
      this.#views.set(frame.topic, { ...(this.#views.get(frame.topic) as object), tally: frame.diff });
    }
    if (frame.t === 'pulse') Object.assign(this.pulse, frame);
    if ('rev' in frame && frame.t !== 'done') this.#rev = Math.max(this.#rev, frame.rev);
    for (const look of [...this.#looks]) look();
  }
}
