import { type Browser, type CDPSession, expect, type Page } from '@playwright/test';
import type { ScreenView } from '../../src/lib/protocol/generated/protocol';
import { hallNow, poll, question, texts } from './hall';
import { WallServer } from './wall-server';

const minuteMs = 60_000;
/** Of each minute so much is gone through frame by frame; the rest is skipped. */
const playedMs = 100;

const options = [{ ar: 'التمكين' }, { ar: 'الاستدامة' }, { ar: 'الابتكار' }];
const scenes = ['join', 'spotlight', 'poll', 'top', 'agenda', 'ratings', 'ledger', 'announcement', 'quiet'] as const;
/** So many times as long a wall has to come back. */
const mostTries = 50;
const asked = [texts.shortArabic, texts.arabic, texts.english];

/** What a page holds, once everything that nobody can reach is gone. */
export interface Weight {
  readonly heapBytes: number;
  /** In the document and, where something still holds them, out of it. */
  readonly nodes: number;
  readonly listeners: number;
}

/**
 * A wall in fast motion: a minute of its clock a step. Scenes follow one another, bars move, reactions rise, and each time the
 * connection is lost.
 */
export class Soak {
  private constructor(
    private readonly page: Page,
    private readonly server: WallServer,
    private readonly tools: CDPSession,
    /** The server's clock. */
    private readonly clock: { now: number },
  ) {}

  static async begin(browser: Browser, address: string): Promise<Soak> {
    const page = await (await browser.newContext({ viewport: { width: 1280, height: 720 } })).newPage();
    const time = Date.UTC(2026, 10, 25, 6);
    await page.clock.install({ time });
    const clock = { now: time };
    const server = new WallServer(hallNow(time), 'screen', () => clock.now);
    await server.serve(page);
    await page.goto(`${address}/screen?lang=ar#c1.forum.secret`);
    const tools = await page.context().newCDPSession(page);
    return new Soak(page, server, tools, clock);
  }

  async step(step: number): Promise<void> {
    const { hall } = this.server;
    this.#show(scenes[step % scenes.length] ?? 'join');
    hall.on = question(step + 1, step % 40, asked[step % asked.length] ?? '');
    const n = options.map((_, at) => (step * 7 + at * 13) % 50);
    const v = n.reduce((all, one) => all + one, 0);
    const counted = poll(1, { ar: 'أي محور أولًا؟' }, { kind: 'single' }, options);
    hall.polls = [{ ...counted, phase: 'closed', revealed: true, tally: { v, n } }];
    this.server.tell();
    this.server.send({ t: 'pulse', reactions: { clap: 20, heart: 5 } });
    this.clock.now += minuteMs;
    const { hellos } = this.server;
    await this.page.clock.fastForward(minuteMs - playedMs);
    // Nothing was heard for a minute: the wall leaves its connection, and comes back by the clock of its page.
    for (let tries = 0; tries < mostTries && this.server.hellos === hellos; tries += 1) {
      await this.page.clock.fastForward(playedMs);
    }
    expect(this.server.hellos).toBeGreaterThan(hellos);
    await this.page.clock.runFor(playedMs);
  }

  /** What it holds while the first scene stands alone: nothing fades, nothing rises. */
  async weigh(): Promise<Weight> {
    this.#show('join');
    this.server.tell();
    await this.page.clock.runFor(playedMs);
    await this.page.waitForFunction(
      () =>
        document.querySelectorAll('[data-scene]').length === 1 && document.querySelectorAll('.lane > *').length === 0,
      undefined,
      { polling: 100 },
    );
    await this.tools.send('HeapProfiler.collectGarbage');
    const { usedSize } = await this.tools.send('Runtime.getHeapUsage');
    const { nodes, jsEventListeners } = await this.tools.send('Memory.getDOMCounters');
    return { heapBytes: usedSize, nodes, listeners: jsEventListeners };
  }

  #show(scene: (typeof scenes)[number]): void {
    const { hall } = this.server;
    const version = hall.screen.version + 1;
    const which = scene === 'poll' ? { scene, poll: 1 } : { scene };
    hall.screen = { hall: 1, version, hidden: false, announcement: 'نستأنف بعد قليل', ...which } satisfies ScreenView;
  }
}
