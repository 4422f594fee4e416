import type { Page } from '@playwright/test';
import { type PollView, topics } from '../../src/lib/protocol/generated/protocol';

/** A poll's counts: of so many voters, so many for each option. */
export interface Counts {
  v: number;
  n: readonly number[];
}

interface Frame {
  t: string;
  topic: number;
  rev: number;
  view: PollView;
}

declare global {
  interface Window {
    /** Retells a topic with other counts, one after another. */
    retell: (topic: number, counts: readonly Counts[]) => Promise<void>;
  }
}

/**
 * A page's connection, on which a test retells a poll as if many more had voted. Call `of` before the page is opened. What
 * is retold is said in the page: each frame that came there from the test would take ten times as long as it takes the page.
 */
export class Retold {
  private constructor(private readonly page: Page) {}

  static async of(page: Page): Promise<Retold> {
    await page.addInitScript(hear);
    return new Retold(page);
  }

  /** Tells the poll with these counts, all of them at once. */
  tell(poll: number, ...counts: readonly Counts[]): Promise<void> {
    return this.page.evaluate(({ topic, counts }) => window.retell(topic, counts), {
      topic: topics.polls + poll,
      counts,
    });
  }
}

/** Runs in the page, before its own script. */
function hear(): void {
  const told = new Map<number, { frame: Frame; on: WebSocket }>();
  window.WebSocket = class extends WebSocket {
    constructor(...made: ConstructorParameters<typeof WebSocket>) {
      super(...made);
      this.addEventListener('message', ({ data }) => {
        const frame: Frame = JSON.parse(data);
        if (frame.t === 'state') told.set(frame.topic, { frame, on: this });
      });
    }
  };
  window.retell = async (topic, counts) => {
    for (const { v, n } of counts) {
      const last = told.get(topic);
      if (!last) throw new Error(`nothing was told of topic ${topic}`);
      const { frame, on } = last;
      const view = { ...frame.view, tally: { ...frame.view.tally, v, n, here: Math.max(v, 1) } };
      on.dispatchEvent(new MessageEvent('message', { data: JSON.stringify({ ...frame, rev: frame.rev + 1, view }) }));
      // The page shows it before it hears the next one.
      await null;
    }
  };
}
