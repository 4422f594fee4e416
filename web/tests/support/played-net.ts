import { PlayedDevice } from './surroundings';

/** A request whose answer the test gives. */
export class PlayedRequest {
  readonly path: string;
  readonly body: unknown;
  readonly signal: AbortSignal;
  readonly answered: Promise<Response>;
  #answer: (answer: Response) => void = () => {};
  #fail: (cause: unknown) => void = () => {};
  #chunks: ReadableStreamDefaultController<Uint8Array> | undefined;

  constructor(path: string, init: RequestInit) {
    this.path = path;
    this.body = init.body ? JSON.parse(String(init.body)) : undefined;
    this.signal = init.signal as AbortSignal;
    this.answered = new Promise((resolve, reject) => {
      [this.#answer, this.#fail] = [resolve, reject];
    });
    this.signal.addEventListener('abort', () => this.fails());
  }

  /** The frames that came with it, behind the hello. */
  get frames(): Record<string, unknown>[] {
    return (this.body as Record<string, unknown>[]).slice(1);
  }

  answers(frames: unknown, init: ResponseInit = {}): void {
    this.#answer(Response.json(frames, init));
  }

  answersText(text: string): void {
    this.#answer(new Response(text));
  }

  /** There is no network, or it was let go of. */
  fails(): void {
    this.#fail(new TypeError('failed'));
    try {
      this.#chunks?.error(new TypeError('failed'));
    } catch {
      // It had ended.
    }
  }

  /** Begins a stream. */
  streams(type = 'text/event-stream'): void {
    const body = new ReadableStream<Uint8Array>({
      start: (chunks) => {
        this.#chunks = chunks;
      },
    });
    this.#answer(new Response(body, { headers: { 'Content-Type': type } }));
  }

  says(...frames: unknown[]): void {
    const text = frames.map((frame) => `data: ${JSON.stringify(frame)}\n\n`).join('');
    this.#chunks?.enqueue(new TextEncoder().encode(text));
  }

  ends(): void {
    this.#chunks?.close();
  }
}

/** A device whose requests the test answers. */
export class PlayedNet extends PlayedDevice {
  readonly requests: PlayedRequest[] = [];

  override fetch = (path: string, init: RequestInit): Promise<Response> => {
    const request = new PlayedRequest(path, init);
    this.requests.push(request);
    return request.answered;
  };

  /** Those for one path. */
  of(path: string): PlayedRequest[] {
    return this.requests.filter((request) => request.path === path);
  }

  /** Lets what was answered be heard: streams are read in turns of their own. */
  async settles(): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve));
  }
}
