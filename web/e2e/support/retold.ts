import type { Page, WebSocketRoute } from '@playwright/test';
import { type PollView, topics } from '../../src/lib/protocol/generated/protocol';

/** A page's connection, on which a test retells a poll as if many more had voted. Call `of` before the page is opened. */
export class Retold {
  #socket: WebSocketRoute | undefined;
  readonly #frames = new Map<number, { rev: number; view: PollView }>();

  static async of(page: Page): Promise<Retold> {
    const retold = new Retold();
    await page.routeWebSocket('**/v1/live', (socket) => retold.#opened(socket));
    return retold;
  }

  /** Tells the poll with other counts: of so many voters, so many for each option. */
  tell(poll: number, v: number, n: readonly number[]): void {
    const told = this.#frames.get(topics.polls + poll);
    if (!told) throw new Error(`nothing was told of poll ${poll}`);
    const view = { ...told.view, tally: { ...told.view.tally, v, n, here: Math.max(v, 1) } };
    told.rev += 1;
    this.#socket?.send(JSON.stringify({ ...told, view }));
  }

  #opened(socket: WebSocketRoute): void {
    this.#socket = socket;
    socket.connectToServer().onMessage((text) => {
      const frame = JSON.parse(String(text));
      if (frame.t === 'state') this.#frames.set(frame.topic, frame);
      socket.send(text);
    });
  }
}
