import type { Receipts } from '$lib/net/receipts/receipts';
import type { InSafe, Safe } from '$lib/net/safe';
import { Passing } from '$lib/net/storage';
import type { Socket, Surroundings } from '$lib/net/surroundings';
import type { Wayfinder } from '$lib/net/ways/wayfinder';

/** A socket whose other side is the test. */
export class PlayedSocket implements Socket {
  readonly sent: Record<string, unknown>[] = [];
  closed = false;
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  readonly #steady: () => number;

  /** `steady` is the clock by which its messages are stamped. */
  constructor(steady: () => number) {
    this.#steady = steady;
  }

  send(data: unknown): void {
    this.sent.push(JSON.parse(String(data)));
  }

  close(): void {
    this.closed = true;
  }

  opens(): void {
    this.onopen?.call(this as unknown as WebSocket, new Event('open'));
  }

  /** Says a frame that arrived so many milliseconds ago. */
  says(frame: unknown, ageMs = 0): void {
    const heard = { data: JSON.stringify(frame), timeStamp: this.#steady() - ageMs };
    this.onmessage?.call(this as unknown as WebSocket, heard as MessageEvent);
  }

  ends(code = 1006): void {
    this.onclose?.call(this as unknown as WebSocket, { code } as CloseEvent);
  }

  /** What was sent of one kind. */
  of(t: string): Record<string, unknown>[] {
    return this.sent.filter((frame) => frame.t === t);
  }
}

interface Timer {
  at: number;
  every: number | undefined;
  run: () => void;
}

/** A safe that is in the test's hands. */
export class PlayedSafe implements Safe {
  readonly items = new Map<string, unknown>();

  keep(key: string, value: unknown): void {
    this.items.set(key, value);
  }

  forget(key: string): void {
    this.items.delete(key);
  }

  async under(prefix: string): Promise<InSafe[]> {
    return [...this.items].filter(([key]) => key.startsWith(prefix)).map(([key, value]) => ({ key, value }));
  }
}

/** A device whose time, network and storage the test moves. */
export class PlayedDevice implements Surroundings {
  readonly sockets: PlayedSocket[] = [];
  storage: Storage = new Passing();
  tab: Storage | undefined = new Passing();
  lasts = true;
  readonly inSafe = new PlayedSafe();
  time = 1_700_000_000_000;
  #timers: Timer[] = [];
  hidden = false;
  #setBy = 0;
  #wakers = new Set<(hasNetwork: boolean) => void>();
  #leavers = new Set<() => void>();
  #tabs = new Set<(key: string) => void>();

  open = (): Socket => {
    const socket = new PlayedSocket(this.steady);
    this.sockets.push(socket);
    return socket;
  };

  fetch: Surroundings['fetch'] = async () => {
    throw new TypeError('there is no network');
  };
  ways = async (): Promise<typeof Wayfinder | undefined> => undefined;
  receipts = async (): Promise<typeof Receipts | undefined> => undefined;
  safe = async (): Promise<Safe> => this.inSafe;
  now = (): number => this.time + this.#setBy;
  steady = (): number => this.time;
  random = (): number => 0.5;
  isHidden = (): boolean => this.hidden;
  later = (run: () => void, ms: number) => this.#set({ at: this.time + ms, every: undefined, run });
  every = (run: () => void, ms: number) => this.#set({ at: this.time + ms, every: ms, run });

  onWake = (run: (hasNetwork: boolean) => void): (() => void) => {
    this.#wakers.add(run);
    return () => this.#wakers.delete(run);
  };

  onLeave = (run: () => void): (() => void) => {
    this.#leavers.add(run);
    return () => this.#leavers.delete(run);
  };

  onStored = (hear: (key: string) => void): (() => void) => {
    this.#tabs.add(hear);
    return () => this.#tabs.delete(hear);
  };

  /** The page is left. */
  leaves(): void {
    for (const run of this.#leavers) run();
  }

  /** Tells the tabs of what one of them stored, as a browser does. */
  tellsTabs(key: string): void {
    for (const hear of this.#tabs) hear(key);
  }

  /** The socket that was opened last. */
  get socket(): PlayedSocket {
    const socket = this.sockets.at(-1);
    if (!socket) throw new Error('no socket was opened');
    return socket;
  }

  /** Somebody sets the clock, so far ahead or back. */
  setsClock(by: number): void {
    this.#setBy += by;
  }

  wakes(hasNetwork = false): void {
    for (const run of this.#wakers) run(hasNetwork);
  }

  /** Lets time pass, and what was due in it happen in its order. */
  pass(ms: number): void {
    const end = this.time + ms;
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.time = next.at;
      if (next.every === undefined) this.#timers = this.#timers.filter((timer) => timer !== next);
      else next.at += next.every;
      next.run();
    }
    this.time = end;
  }

  #next(end: number): Timer | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((a, b) => a.at - b.at)[0];
  }

  #set(timer: Timer): () => void {
    this.#timers.push(timer);
    return () => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    };
  }
}

/** A welcome, as far as a test cares. */
export function welcome(of: Record<string, unknown> = {}): Record<string, unknown> {
  const limits = { frame: 16_384, unanswered: 8, rate: 20 };
  const you = { view: 'participant', role: 'participant', person: 'ab' };
  return {
    t: 'welcome',
    you,
    epoch: 1,
    rev: 1,
    now: 0,
    session: 1,
    topics: [0, 1, 2, 4, 5],
    limits,
    address: 'm.test',
    ...of,
  };
}
