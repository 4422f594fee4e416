import type { Socket } from './socket';

/**
 * A socket that was opened before there is anybody to use it. It can say the first frame by itself; whoever takes it
 * hears what came meanwhile, and says that frame again to no effect.
 */
export class EarlySocket implements Socket {
  readonly #socket: WebSocket;
  #first: string | undefined;
  #meanwhile: (() => void)[] | undefined = [];
  onopen: Socket['onopen'] = null;
  onmessage: Socket['onmessage'] = null;
  onclose: Socket['onclose'] = null;

  constructor(socket: WebSocket) {
    this.#socket = socket;
    socket.onopen = (opened) => {
      if (this.#first !== undefined) socket.send(this.#first);
      this.#tell(() => this.onopen?.call(socket, opened));
    };
    socket.onmessage = (heard) => this.#tell(() => this.onmessage?.call(socket, heard));
    socket.onclose = (closed) => this.#tell(() => this.onclose?.call(socket, closed));
  }

  /** Says the first frame as soon as the socket is open, unless somebody has it already who says it. */
  begin(frame: string): void {
    if (!this.#meanwhile) return;
    this.#first = frame;
    if (this.#socket.readyState === WebSocket.OPEN) this.#socket.send(frame);
  }

  /** The socket for who sets its handlers now; none where it has closed already. */
  taken(): Socket | undefined {
    if (this.#socket.readyState > WebSocket.OPEN) return undefined;
    queueMicrotask(() => {
      const meanwhile = this.#meanwhile ?? [];
      this.#meanwhile = undefined;
      for (const tell of meanwhile) tell();
    });
    return this;
  }

  send(frame: string): void {
    const first = this.#first;
    this.#first = undefined;
    if (first === undefined) this.#socket.send(frame);
    else if (frame !== first) this.#giveUp();
  }

  close(): void {
    this.#socket.close();
  }

  /** Another first frame was said: a second one would end it for good, so its taker is to come again on another socket. */
  #giveUp(): void {
    this.onmessage = null;
    this.#socket.close();
  }

  #tell(tell: () => void): void {
    if (this.#meanwhile) this.#meanwhile.push(tell);
    else tell();
  }
}
