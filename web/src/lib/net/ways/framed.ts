import type { ServerFrame } from '$lib/protocol/generated/protocol';
import type { Socket } from '../socket';

/** Why a way ended: nothing came through it, it was not let in or answered, or it was cut. */
export type Ending = 'mute' | 'refused' | 'cut';

/** What looks like a socket to who uses it, over requests. It opens by itself; the first frame that is sent is the hello. */
export abstract class Framed implements Socket {
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;
  /** Why it ended, once it did by itself. */
  ending: Ending | undefined;
  #isClosed = false;
  readonly #steady: () => number;

  protected constructor(steady: () => number) {
    this.#steady = steady;
    queueMicrotask(() => {
      if (!this.#isClosed) this.onopen?.call(this as unknown as WebSocket, new Event('open'));
    });
  }

  abstract send(frame: string): void;

  /** Lets go of everything that is under way. */
  protected abstract letGo(): void;

  protected get isClosed(): boolean {
    return this.#isClosed;
  }

  close(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.letGo();
  }

  protected says(text: string): void {
    const message = { data: text, timeStamp: this.#steady() } as MessageEvent;
    if (!this.#isClosed) this.onmessage?.call(this as unknown as WebSocket, message);
  }

  /** Passes on a frame of an answer; a `bye` is the end. */
  protected tells(frame: ServerFrame): void {
    this.says(JSON.stringify(frame));
    if (frame.t === 'bye') this.ends('cut');
  }

  protected ends(ending: Ending): void {
    if (this.#isClosed) return;
    this.ending = ending;
    this.close();
    this.onclose?.call(this as unknown as WebSocket, { code: 0 } as CloseEvent);
  }
}
