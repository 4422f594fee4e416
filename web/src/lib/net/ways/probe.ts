import type { Socket, Surroundings } from '../surroundings';

/** How long a trial has until its welcome. */
const patience = 5_000;

/** A connection that is tried beside the one at hand: it says hello, and is let go of unless it is welcomed soon. */
export class Probe {
  readonly #socket: Socket;
  readonly #cancel: () => void;

  /** Calls back once: with the welcome, or without where none came. */
  constructor(
    socket: Socket,
    around: Pick<Surroundings, 'later'>,
    hello: string,
    over: (welcome: MessageEvent | undefined) => void,
  ) {
    this.#socket = socket;
    const fails = () => {
      this.leave();
      over(undefined);
    };
    this.#cancel = around.later(fails, patience);
    socket.onopen = () => socket.send(hello);
    socket.onclose = fails;
    socket.onmessage = (message) => {
      if (!String(message.data).startsWith('{"t":"welcome"')) return fails();
      this.#cancel();
      over(message);
    };
  }

  /** Lets go of it without hearing of it again. */
  leave(): void {
    this.#cancel();
    this.#socket.onopen = null;
    this.#socket.onmessage = null;
    this.#socket.onclose = null;
    this.#socket.close();
  }
}
