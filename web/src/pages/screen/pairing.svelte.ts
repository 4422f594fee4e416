import { ask, HttpRefusal } from '$lib/net/http';
import { newSecret } from '$lib/net/secret';

/** How often is asked whether somebody typed the code, and how soon again after a failure. */
const askMs = 2_000;
const afterFailureMs = 5_000;

interface Offer {
  code: string;
  /** How long the code can be typed. */
  lasts_ms: number;
}

/** What pairing takes from the device. Tests give one of their own. */
export interface Surroundings {
  post<Answer>(path: string, body: unknown): Promise<Answer>;
  now(): number;
  /** Calls back after some time; returns what cancels it. */
  later(run: () => void, ms: number): () => void;
}

const ofTheBrowser: Surroundings = {
  post: (path, body) => ask(path, { method: 'POST', body }),
  now: Date.now,
  later: (run, ms) => {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
};

/** A screen that nobody knows yet: it shows a code until somebody types it at a desk, and gets its token for it. */
export class Pairing {
  /** The code to show; none while the server has given none. */
  code = $state<string>();
  /** The server does not answer. */
  isAlone = $state(false);

  readonly #secret = newSecret();
  readonly #around: Surroundings;
  readonly #paired: (token: string) => void;
  #until = 0;
  #cancel: (() => void) | undefined;
  #stopped = false;

  constructor(paired: (token: string) => void, around: Surroundings = ofTheBrowser) {
    this.#paired = paired;
    this.#around = around;
  }

  start(): void {
    this.#stopped = false;
    void this.#step();
  }

  stop(): void {
    this.#stopped = true;
    this.#cancel?.();
  }

  async #step(): Promise<void> {
    let next = askMs;
    try {
      if (this.code === undefined || this.#around.now() >= this.#until) await this.#offer();
      const grant = await this.#around.post<{ token: string } | undefined>('/v1/screens/collect', this.#body());
      this.isAlone = false;
      if (grant && !this.#stopped) {
        this.#stopped = true;
        this.#paired(grant.token);
      }
    } catch (cause) {
      if (!(cause instanceof HttpRefusal)) throw cause;
      next = afterFailureMs;
      this.isAlone = cause.code === 'unreachable' || cause.code === 'unavailable';
      // A code that the server does not know any more is of no use to anybody.
      if (cause.code === 'no_such_screen') this.code = undefined;
    }
    if (!this.#stopped) this.#cancel = this.#around.later(() => void this.#step(), next);
  }

  async #offer(): Promise<void> {
    const { code, lasts_ms } = await this.#around.post<Offer>('/v1/screens', this.#body());
    this.code = code;
    this.#until = this.#around.now() + lasts_ms;
  }

  #body() {
    return { secret: this.#secret };
  }
}
