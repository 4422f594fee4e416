import type { ServerFrame } from '$lib/protocol/generated/protocol';
import { remember } from '../remembered-way';
import type { Socket, Surroundings } from '../surroundings';
import type { Framed } from './framed';
import { Posts } from './posts';
import { Probe } from './probe';
import { ReadingSocket } from './reading';
import { StreamSocket } from './stream';
import { type Way, Ways } from './ways';

/** Who a way is found for. */
export interface Traveller {
  /** The first frame, made anew each time. */
  hello(): string;
  /** Another connection was welcomed beside the one at hand, and is to take its place without a word to anyone. */
  replace(socket: Socket, welcome: MessageEvent): void;
  /** What became of a command that was said beside the connection. */
  answered(answer: ServerFrame): void;
}

/** How long the server may take to answer whether it is there; it is asked that after an attempt has lasted so long. */
const servedMs = 5_000;
const lastsLong = 2_500;

/** Finds the way for each connection, and tries better ones beside it. */
export class Wayfinder {
  readonly #around: Surroundings;
  readonly #traveller: Traveller;
  readonly #ways: Ways;
  #way: Way = 'socket';
  #socket: Socket | undefined;
  #probe: Probe | undefined;
  /** What is said by requests beside the socket at hand. */
  #beside: Posts | undefined;
  #openedAt: number;
  #welcomedAt: number | undefined;
  /** The server answered a request, though no connection was welcomed since the last one ended. */
  #served = false;
  #isAsking = false;

  constructor(around: Surroundings, traveller: Traveller, way: Way | undefined) {
    this.#around = around;
    this.#traveller = traveller;
    this.#ways = new Ways(around.random, way);
    this.#openedAt = around.steady();
  }

  /** The next connection. */
  open(): Socket {
    this.#leaveProbe();
    this.#begin(this.#ways.next, this.#made(this.#ways.next));
    return this.#socket as Socket;
  }

  welcomed(): void {
    this.#welcomedAt = this.#around.steady();
    this.#served = false;
    this.#ways.welcomed(this.#way, this.#welcomedAt);
    remember(this.#around.tab, this.#way, this.#around.now());
  }

  /** No connection was welcomed yet, and some may have failed before this script was there. */
  unwelcomed(): void {
    void this.#askWhetherServed();
  }

  /**
   * Says a frame that is too long for a socket: by a request beside it, which goes again until it is answered or the connection is
   * another one. How that stands says the socket alone.
   */
  sayLong(frame: string): void {
    if (this.#way === 'socket') {
      this.#beside ??= this.#besides();
      this.#beside.add(frame);
    } else {
      this.#socket?.send(frame);
    }
  }

  /** The connection ended, and is to come again; true where another way is to be gone at once. */
  ended(bye: boolean): boolean {
    const now = this.#around.steady();
    const livedMs = this.#welcomedAt === undefined ? 0 : now - this.#welcomedAt;
    const how = { way: this.#way, welcomed: this.#welcomedAt !== undefined, livedMs, bye, served: this.#served };
    const { ending } = (this.#socket ?? {}) as Partial<Framed>;
    this.#ways.ended({ ...how, ending, seen: !this.#around.isHidden() }, now);
    this.#leaveProbe();
    this.#leaveBeside();
    this.#welcomedAt = undefined;
    void this.#askWhetherServed();
    return ending === 'mute';
  }

  /** To be called about once a second. */
  look(): void {
    const now = this.#around.steady();
    if (this.#welcomedAt === undefined) {
      if (now - this.#openedAt >= lastsLong) void this.#askWhetherServed();
    } else if (!this.#probe) {
      const way = this.#ways.due(now, this.#around.isHidden());
      if (way) this.#try(way);
    }
  }

  online(): void {
    this.#ways.online();
  }

  stop(): void {
    this.#leaveProbe();
    this.#leaveBeside();
  }

  #begin(way: Way, socket: Socket): void {
    this.#leaveBeside();
    this.#way = way;
    this.#socket = socket;
    this.#openedAt = this.#around.steady();
  }

  #made(way: Way): Socket {
    if (way === 'socket') return this.#around.open();
    if (way === 'stream') return new StreamSocket(this.#around);
    return new ReadingSocket({ ...this.#around, hello: () => this.#traveller.hello() });
  }

  #try(way: Way): void {
    const socket = this.#made(way);
    this.#probe = new Probe(socket, this.#around, this.#traveller.hello(), (welcome) => {
      this.#probe = undefined;
      if (!welcome) return;
      this.#begin(way, socket);
      this.#ways.replaced(way, this.#around.steady());
      this.#traveller.replace(socket, welcome);
    });
  }

  #besides(): Posts {
    const heard = (frame: ServerFrame) => {
      if (frame.t === 'done' || frame.t === 'refused') this.#traveller.answered(frame);
    };
    const posts = new Posts(this.#around, { heard });
    const { have, ...hello } = JSON.parse(this.#traveller.hello());
    posts.as(JSON.stringify(hello));
    return posts;
  }

  #leaveBeside(): void {
    this.#beside?.stop();
    this.#beside = undefined;
  }

  #leaveProbe(): void {
    this.#probe?.leave();
    this.#probe = undefined;
  }

  async #askWhetherServed(): Promise<void> {
    if (this.#isAsking || this.#served) return;
    this.#isAsking = true;
    const abort = new AbortController();
    const cancel = this.#around.later(() => abort.abort(), servedMs);
    const isThere = await this.#isServer(abort.signal).catch(() => false);
    cancel();
    this.#isAsking = false;
    this.#served = this.#welcomedAt === undefined && isThere;
  }

  /**
   * Whether the server itself answers, and no proxy or hotel's welcome in its place. Where an operator lets nobody ask
   * whether it lives, a path that takes no GET says so itself; a browser puts that in its console as a fault.
   */
  async #isServer(signal: AbortSignal): Promise<boolean> {
    const asked = { signal, cache: 'no-store' } as const;
    const lives = await this.#around.fetch('/healthz', asked);
    if (lives.ok && (await lives.text()) === 'ok\n') return true;
    return (await this.#around.fetch('/v1/stream', asked)).status === 405;
  }
}
