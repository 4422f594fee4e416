import { type Browser, type BrowserContextOptions, expect, type Page } from '@playwright/test';
import type { PollDraft, Scene, ScreenView } from '../../src/lib/protocol/generated/protocol';
import { topics } from '../../src/lib/protocol/generated/protocol';
import { Desk } from './desk';
import { ask } from './phone';
import type { Hall } from './test';
import { scene } from './wall';

/** What stands on the screens of a tour. */
export interface Contents {
  /** Questions on the list; each comes on stage in its turn. */
  listed: readonly string[];
  /** Questions that wait, with the names of who asked them. */
  waiting: readonly { text: string; name: string }[];
  poll: PollDraft;
  announcement: string;
}

/** How a tour is made. */
export interface Way {
  lang: string;
  /** Whether it takes in the pages on which nothing of the contents stands. */
  empty?: boolean;
  /** From where the pages come, when it is not the server itself. */
  origin?: string;
  /** At each stop; a page that nobody scrolls says so. */
  look: (page: Page, where: string, kind: Kind) => Promise<void>;
}

/** What a page is made for, which says how small it may get. */
export type Kind = 'phone' | 'laptop' | 'tablet' | 'wall';

const viewports: Record<Kind, { width: number; height: number }> = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1366, height: 768 },
  tablet: { width: 1180, height: 820 },
  wall: { width: 1280, height: 720 },
};

/** Opens every screen of a running hall, with the same contents on all of them, and stops at each of its states. */
export class Tour {
  constructor(
    private readonly browser: Browser,
    private readonly hall: Hall,
    private readonly contents: Contents,
    private readonly way: Way,
  ) {}

  async go(): Promise<void> {
    const desk = await this.#setUp();
    if (this.way.empty) await this.#thresholds();
    await this.#phone(desk);
    await this.#wall(desk);
    await this.#stage();
    await this.#desk();
    await this.#organiser();
  }

  async #setUp(): Promise<Desk> {
    const desk = await Desk.at(this.hall);
    await desk.begin();
    for (const text of this.contents.listed) {
      await desk.do({ do: 'enter', session: 1, text, source: 'floor' });
    }
    const page = await this.hall.device(`${this.hall.url}/healthz`);
    await ask(page, this.hall.forum.halls[0]?.code ?? '', this.contents.waiting);
    await page.context().close();
    return desk;
  }

  /** The pages as they are before anything is typed, and without a link. */
  async #thresholds(): Promise<void> {
    for (const [address, kind] of [
      ['/', 'phone'],
      ['/desk', 'laptop'],
      ['/stage', 'tablet'],
      ['/screen', 'wall'],
      ['/organise', 'laptop'],
    ] as const) {
      await this.#at(`${this.hall.url}${address}`, kind, (page) => this.way.look(page, address, kind));
    }
  }

  async #phone(desk: Desk): Promise<void> {
    await this.#at(this.hall.join(1), 'phone', async (page) => {
      const look = (where: string) => this.way.look(page, `phone, ${where}`, 'phone');
      const tabs = page.getByRole('navigation').getByRole('button');
      await expect(page.getByRole('article').first()).toBeVisible();
      await look('session');
      await page.locator('footer > button').click();
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('composer');
      await page.keyboard.press('Escape');
      for (const [at, tab] of ['agenda', 'me'].entries()) {
        await tabs.nth(at + 1).click();
        await look(tab);
      }
      await tabs.first().click();
      const poll = await desk.openPoll(this.contents.poll);
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('ballot');
      await desk.closePoll(poll, true);
      await expect(page.getByRole('dialog').locator('.bars')).toBeVisible();
      await look('result');
    });
  }

  async #wall(desk: Desk): Promise<void> {
    await this.#at(this.hall.link('screen', 1), 'wall', async (page) => {
      const look = (where: string) => this.way.look(page, `wall, ${where}`, 'wall');
      await expect(scene(page, 'poll')).toBeVisible();
      await look('result');
      const show = async (name: Exclude<Scene['scene'], 'poll'>) => {
        const { hall, version } = await desk.view<ScreenView>(topics.screen);
        await desk.do({ do: 'set_scene', hall, version, scene: { scene: name } });
        await expect(scene(page, name)).toBeAttached();
        await expect(page.locator('[data-scene]')).toHaveCount(1);
        await look(name);
      };
      for (const name of ['join', 'agenda', 'top', 'ledger', 'break'] as const) await show(name);
      await desk.announce(this.contents.announcement);
      await show('announcement');
      for (const [at, text] of this.contents.listed.entries()) {
        await desk.do({ do: 'stage', question: at + 1, version: 1 });
        if (at === 0) await show('spotlight');
        await expect(scene(page, 'spotlight')).toBeVisible();
        await expect(page.locator('[data-scene]')).toHaveCount(1);
        await look(`spotlight: ${text.slice(0, 20)}`);
      }
    });
  }

  async #stage(): Promise<void> {
    await this.#at(this.hall.link('presenter', 1), 'tablet', async (page) => {
      await expect(page.locator('bdi').first()).toBeVisible();
      await this.way.look(page, 'stage', 'tablet');
    });
  }

  async #desk(): Promise<void> {
    await this.#at(this.hall.link('moderator', 1), 'laptop', async (page) => {
      const look = (where: string) => this.way.look(page, `desk, ${where}`, 'laptop');
      await expect(page.getByRole('row').first()).toBeVisible();
      await look('lanes');
      await page.keyboard.press('Shift+Slash');
      await expect(page.getByRole('dialog')).toBeVisible();
      await look('keys');
      await page.keyboard.press('Escape');
      await page.locator('header [aria-expanded]:visible').first().click();
      await expect(page.locator('#desk-drawer')).toBeVisible();
      for (const tab of await page.locator('#desk-drawer nav button').all()) {
        await tab.click();
        await look(`drawer ${await tab.textContent()}`);
      }
    });
  }

  async #organiser(): Promise<void> {
    await this.#at(this.hall.link('organiser'), 'laptop', async (page) => {
      const tabs = page.getByRole('navigation').first().getByRole('button');
      await expect(tabs.first()).toBeVisible();
      for (const tab of await tabs.all()) {
        await tab.click();
        await this.way.look(page, `organiser, ${await tab.textContent()}`, 'laptop');
      }
    });
  }

  async #at(address: string, kind: Kind, visit: (page: Page) => Promise<void>): Promise<void> {
    const options: BrowserContextOptions = {
      viewport: viewports[kind],
      reducedMotion: 'reduce',
      hasTouch: kind === 'phone',
      serviceWorkers: 'block',
    };
    const page = await (await this.browser.newContext(options)).newPage();
    const link = new URL(address);
    link.host = new URL(this.way.origin ?? address).host;
    link.searchParams.set('lang', this.way.lang);
    await page.goto(link.href);
    await visit(page);
    await page.context().close();
  }
}
