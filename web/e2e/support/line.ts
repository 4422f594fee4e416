import type { Page, WebSocketRoute } from '@playwright/test';

/** The line between a device and the server, which a test cuts and mends. Call `of` before the page is opened. */
export class Line {
  #isCut = false;
  readonly #sockets = new Set<WebSocketRoute>();

  static async of(page: Page): Promise<Line> {
    const line = new Line();
    await page.routeWebSocket('**/v1/live', (socket) => line.#opened(socket));
    // Else a page would go another way.
    await page.route(/\/(healthz|v1\/(stream|do|read))$/, (route) => (line.#isCut ? route.abort() : route.fallback()));
    return line;
  }

  /** Every connection ends without a word, and no other comes through. */
  async cut(): Promise<void> {
    this.#isCut = true;
    for (const socket of this.#sockets) await socket.close({ code: 1001 });
    this.#sockets.clear();
  }

  mend(): void {
    this.#isCut = false;
  }

  #opened(socket: WebSocketRoute): void {
    if (this.#isCut) {
      void socket.close({ code: 1001 });
      return;
    }
    socket.connectToServer();
    this.#sockets.add(socket);
  }
}
