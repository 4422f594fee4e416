/** After so much silence of the server one asks whether it is there, and after `dead` one leaves. */
const silence = 4_000;
const dead = 9_000;
/** After so much silence of our own the server wants to hear that we are there, though it talks to us. */
const ownSilence = 20_000;
/** How long a connection that is doubted has for an answer. */
const doubted = 3_000;

/** What is to be done about a connection's silence. */
export type Due = 'nothing' | 'ping' | 'leave';

/**
 * Watches over a connection. A browser neither sees the pings of a WebSocket nor learns that its network is gone, and
 * the server likewise drops who says nothing; so each side must be heard.
 */
export class Heartbeat {
  #heard: number;
  #said: number;
  #asked: number;

  constructor(now: number) {
    this.#heard = now;
    this.#said = now;
    this.#asked = now - silence;
  }

  heard(now: number): void {
    this.#heard = now;
  }

  said(now: number): void {
    this.#said = now;
  }

  /** The device woke up or changed its network: what was there may be dead. It must answer soon. */
  doubt(now: number): void {
    this.#heard = Math.min(this.#heard, now - dead + doubted);
    this.#asked = now - silence;
  }

  /** To be asked about once a second; who is told to ping does so. */
  due(now: number): Due {
    if (now - this.#heard >= dead) return 'leave';
    const unheard = now - this.#heard >= silence && now - this.#asked >= silence;
    if (!unheard && now - this.#said < ownSilence) return 'nothing';
    this.#asked = now;
    return 'ping';
  }
}
