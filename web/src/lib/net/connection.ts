import type { WireFrame } from '$lib/protocol/apply';
import { type Bye, type ByeCode, type ClientFrame, closeCodes, type Welcome } from '$lib/protocol/generated/protocol';
import { afterBye, backoff } from './backoff';
import { Heartbeat } from './heartbeat';
import { rememberedWay } from './remembered-way';
import type { Socket, Surroundings } from './surroundings';
import type { Wayfinder } from './ways/wayfinder';
import type { Way } from './ways/ways';

/** How a connection stands. It is live from `welcome` on; ended, it does not come back. */
export type Status = 'connecting' | 'live' | 'reconnecting' | 'ended';

/** Who uses a connection. */
export interface Talker {
  /** The first frame, made anew each time. */
  hello(): ClientFrame;
  /** A frame came, so many milliseconds ago. */
  heard(frame: WireFrame, ageMs: number): void;
  /** The connection has become live, and its welcome was heard. The answer to a `watch` is another one, and says nothing of it. */
  begun(welcome: Welcome): void;
  stands(status: Status, ended?: ByeCode): void;
}

/** Between two looks at the silence. */
const look = 1_000;
/** A device's clock that goes so far off was set, and what was known of the server's by it holds no more. */
const wasSet = 2_000;

/** How long an attempt has for its welcome, as long as few failed; then it may be a slow network. */
const firstPatience = 5_000;
const impatientFor = 2;
/** The script that finds other ways is asked for so long after the beginning, when the page stands, or when an attempt fails. */
const waysAfterMs = 2_000;
/** A page that knows of another way waits so long for that script: a request may hang for minutes. */
const scriptMs = 3_000;

/** Most bytes of a frame on a socket, before the server has said how many it takes: one more ends the connection. */
const longestFrame = 16_384;

/** A connection to the server that comes back by itself, until the server says not to. */
export class Connection {
  readonly #talker: Talker;
  readonly #around: Surroundings;
  #socket: Socket | undefined;
  #heartbeat: Heartbeat | undefined;
  #failures = 0;
  #bye: Bye | undefined;
  #endings: (() => void)[] = [];
  #cancelWait: (() => void) | undefined;
  #live = false;
  #ways: Wayfinder | undefined;
  #longest = longestFrame;
  #openedAt = 0;
  /** How far the device's clock was from the steady one when the connection was opened. */
  #offset = 0;
  /** The server wants nobody back before then. */
  #notBefore = 0;

  constructor(talker: Talker, around: Surroundings) {
    this.#talker = talker;
    this.#around = around;
  }

  start(): void {
    this.#endings = [
      this.#around.every(() => this.#look(), look),
      this.#around.onWake((hasNetwork) => this.#woke(hasNetwork)),
      this.#around.later(() => this.#findWays(), waysAfterMs),
    ];
    this.#talker.stands('connecting');
    const known = rememberedWay(this.#around.tab, this.#around.now());
    if (known) this.#openBy(known);
    else this.#open();
  }

  /** Opens by a way that worked a moment ago, once the script for it is there; by a socket where that does not come. */
  #openBy(known: Way): void {
    this.#wait(scriptMs);
    const waiting = this.#cancelWait;
    void this.#findWays(known).then(() => {
      // It was opened meanwhile, or is stopped.
      if (!waiting || this.#cancelWait !== waiting) return;
      waiting();
      this.#open();
    });
  }

  stop(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#cancelWait?.();
    this.#cancelWait = undefined;
    this.#ways?.stop();
    this.#drop();
  }

  /** Sends a frame if the connection is live. */
  send(frame: ClientFrame): boolean {
    if (this.#live) this.#say(frame);
    return this.#live;
  }

  /** Leaves and comes back at once: what was missed is asked for anew. */
  again(): void {
    if (!this.#socket) return;
    this.#drop();
    this.#talker.stands('reconnecting');
    this.#open();
  }

  #say(frame: ClientFrame): void {
    const text = JSON.stringify(frame);
    if (isLonger(text, this.#longest)) {
      void this.#sayLong(text);
    } else {
      this.#socket?.send(text);
      this.#heartbeat?.said(this.#around.now());
    }
  }

  /** Says what is too long for a socket, once the script that knows how has come, for as long as the connection is this one. */
  async #sayLong(text: string): Promise<void> {
    const socket = this.#socket;
    await this.#findWays();
    if (this.#socket !== socket) return;
    if (this.#ways) this.#ways.sayLong(text);
    else this.#around.later(() => this.#socket === socket && this.#sayLong(text), scriptMs);
  }

  /** Has the script that finds other ways, once it comes. */
  async #findWays(known?: Way): Promise<void> {
    const Found = this.#ways ? undefined : await this.#around.ways();
    if (!Found || this.#ways || this.#isStopped) return;
    const hello = () => JSON.stringify(this.#talker.hello());
    const traveller = { hello, replace: this.#replace.bind(this), answered: this.#answered.bind(this) };
    this.#ways = new Found(this.#around, traveller, known);
    if (this.#live) this.#ways.welcomed();
    else this.#ways.unwelcomed();
  }

  get #isStopped(): boolean {
    return this.#endings.length === 0;
  }

  #open(): void {
    this.#cancelWait = undefined;
    if (!this.#isStopped) this.#use(this.#ways?.open() ?? this.#around.open());
  }

  #answered(answer: WireFrame): void {
    this.#talker.heard(answer, 0);
  }

  /** Goes on with another connection, which was welcomed beside the one at hand. */
  #replace(socket: Socket, { data, timeStamp }: MessageEvent): void {
    this.#drop();
    this.#use(socket);
    this.#heard(String(data), this.#around.steady() - timeStamp);
  }

  #use(socket: Socket): void {
    this.#bye = undefined;
    this.#heartbeat = new Heartbeat(this.#around.now());
    this.#openedAt = this.#around.now();
    this.#offset = this.#offsetNow;
    this.#socket = socket;
    socket.onopen = () => this.#say(this.#talker.hello());
    socket.onmessage = ({ data, timeStamp }) => this.#heard(String(data), this.#around.steady() - timeStamp);
    socket.onclose = ({ code }) => this.#closed(code);
  }

  #heard(text: string, ageMs: number): void {
    this.#heartbeat?.heard(this.#around.now());
    const frame = read(text);
    if (!frame) return;
    if (frame.t === 'bye') this.#bye = frame;
    if (frame.t === 'welcome') this.#longest = frame.limits.frame;
    const begins = frame.t === 'welcome' && !this.#live;
    if (begins) this.#welcomed();
    this.#talker.heard(frame, ageMs);
    if (begins) this.#talker.begun(frame);
  }

  #welcomed(): void {
    this.#failures = 0;
    this.#live = true;
    this.#ways?.welcomed();
    this.#talker.stands('live');
  }

  #closed(closeCode: number): void {
    const bye = this.#bye ?? byeOf(closeCode);
    this.#drop();
    if (bye && !bye.reconnect) {
      this.stop();
      this.#talker.stands('ended', bye.code);
      return;
    }
    this.#talker.stands('reconnecting');
    if (this.#ways?.ended(bye !== undefined)) this.#failures = 0;
    this.#findWays();
    this.#notBefore = this.#around.now() + (bye?.after_ms ?? 0);
    const random = this.#around.random();
    this.#wait(bye ? afterBye(bye.after_ms, random) : backoff(this.#failures, random, this.#around.isHidden()));
    this.#failures += 1;
  }

  #wait(ms: number): void {
    this.#cancelWait = this.#around.later(() => this.#open(), ms);
  }

  /** Lets go of the socket without hearing of it again: one whose network is gone takes minutes to close. */
  #drop(): void {
    this.#live = false;
    this.#heartbeat = undefined;
    const socket = this.#socket;
    this.#socket = undefined;
    if (!socket) return;
    socket.onopen = null;
    socket.onmessage = null;
    socket.onclose = null;
    socket.close();
  }

  get #offsetNow(): number {
    return this.#around.now() - this.#around.steady();
  }

  #look(): void {
    if (Math.abs(this.#offsetNow - this.#offset) >= wasSet) this.again();
    const due = this.#heartbeat?.due(this.#around.now());
    if (due === 'leave' || this.#isLate) this.#closed(0);
    else this.#ways?.look();
    if (due === 'ping' && this.#live) this.#say({ t: 'ping' });
  }

  /** The attempt at hand has lasted too long. */
  get #isLate(): boolean {
    const isOpening = this.#socket !== undefined && !this.#live && this.#failures < impatientFor;
    return isOpening && this.#around.now() - this.#openedAt >= firstPatience;
  }

  /** A connection that is there must answer soon. One that was being opened may have slept with the page: it is opened anew. */
  #woke(hasNetwork: boolean): void {
    if (hasNetwork) this.#ways?.online();
    if (this.#live) {
      this.#heartbeat?.doubt(this.#around.now());
      this.#look();
    } else if (this.#around.now() >= this.#notBefore) {
      this.#cancelWait?.();
      this.#failures = 0;
      this.#drop();
      this.#open();
    }
  }
}

/** Whether a text has more bytes than so many; none of its characters has more than three. */
function isLonger(text: string, bytes: number): boolean {
  return text.length * 3 > bytes && new TextEncoder().encode(text).length > bytes;
}

function read(text: string): WireFrame | undefined {
  try {
    return JSON.parse(text) as WireFrame;
  } catch {
    return undefined;
  }
}

/** What a close code says where the last frame was lost. */
function byeOf(closeCode: number): Bye | undefined {
  const codes = Object.entries(closeCodes) as [ByeCode, number][];
  const code = codes.find(([, number]) => number === closeCode)?.[0];
  return code && { code, reconnect: closeCode < 4100, after_ms: 0 };
}
