import { type Browser, type BrowserContextOptions, expect, type Locator, type Page } from '@playwright/test';
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

/** A page at a stop, in one of the tour's languages. */
export interface Stop {
  page: Page;
  lang: string;
  /** The page and its state, in words. */
  where: string;
  kind: Kind;
}

/** How a tour is made. */
export interface Way {
  /** The same hall is seen in each of them at once. */
  languages: readonly string[];
  /** From where the pages come, when it is not the server itself. */
  origin?: string;
  look: (stop: Stop) => Promise<void>;
}

/** What a page is made for, which says how small it may get. */
export type Kind = 'phone' | 'laptop' | 'tablet' | 'wall' | 'paper';

const viewports: Record<Kind, { width: number; height: number }> = {
  phone: { width: 390, height: 844 },
  laptop: { width: 1366, height: 768 },
  tablet: { width: 1180, height: 820 },
  wall: { width: 1280, height: 720 },
  /** An A4 or A3 lies on it. */
  paper: { width: 1200, height: 1600 },
};

/** The organiser's parts, in the order of their tabs. */
const parts = [
  'agenda',
  'show',
  'ready',
  'codes',
  'links',
  'badges',
  'polls',
  'look',
  'rules',
  'print',
  'record',
  'exports',
  'end',
];

/** Whether a text stands on a page, in however many lines. */
async function reads(page: Page, text: string): Promise<boolean> {
  const letters = (all: string) => all.replace(/\s/g, '');
  return letters((await page.locator('body').textContent()) ?? '').includes(letters(text));
}

/** A screen of the hall, opened in each of the tour's languages. */
class Screens {
  constructor(
    private readonly pages: readonly { page: Page; lang: string }[],
    private readonly kind: Kind,
    private readonly name: string,
    private readonly way: Way,
  ) {}

  /** Does something on each of them. */
  async each(does: (page: Page) => Promise<unknown>): Promise<void> {
    await Promise.all(this.pages.map(({ page }) => does(page)));
  }

  async look(state: string, kind = this.kind): Promise<void> {
    const where = `${this.name}, ${state}`;
    await Promise.all(this.pages.map(({ page, lang }) => this.way.look({ page, lang, where, kind })));
  }

  /** Presses the buttons that a locator finds, and stops after each. */
  async lookBehind(buttons: (page: Page) => Locator, does?: (page: Page) => Promise<unknown>): Promise<void> {
    const [first] = this.pages;
    const names = first ? await buttons(first.page).allTextContents() : [];
    for (const [at, name] of names.entries()) {
      await this.each(async (page) => {
        await buttons(page).nth(at).click();
        await does?.(page);
      });
      await this.look(name.trim());
    }
  }

  async close(): Promise<void> {
    await this.each((page) => page.context().close());
  }
}

/** Opens every screen of a running hall, with the same contents on all of them, and stops at each of its states. */
export class Tour {
  constructor(
    private readonly browser: Browser,
    private readonly hall: Hall,
    private readonly contents: Contents,
    private readonly way: Way,
  ) {}

  async go(): Promise<void> {
    const [desk] = await Promise.all([this.#setUp(), this.#thresholds()]);
    await this.#phone(desk);
    await this.#wallAndStage(desk);
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
      const screens = await this.#at(`${this.hall.url}${address}`, kind, address);
      await screens.each((page) => expect(page.getByRole('heading').first()).toBeVisible());
      await screens.look('without a link');
      await screens.close();
    }
  }

  async #phone(desk: Desk): Promise<void> {
    const phones = await this.#at(this.hall.join(1), 'phone', 'phone');
    const tabs = (page: Page) => page.getByRole('navigation').getByRole('button');
    const sheet = (page: Page) => page.getByRole('dialog');
    await phones.each((page) => expect(page.getByRole('article').first()).toBeVisible());
    await phones.lookBehind(tabs);
    await phones.each(async (page) => {
      await tabs(page).first().click();
      await page.locator('footer .ask button').click();
      await expect(sheet(page)).toBeVisible();
    });
    await phones.look('composer');
    await phones.each((page) => page.keyboard.press('Escape'));
    const poll = await desk.openPoll(this.contents.poll);
    await phones.each((page) => expect(sheet(page)).toBeVisible());
    await phones.look('ballot');
    await desk.closePoll(poll, true);
    await phones.each((page) => expect(sheet(page).locator('.bars')).toBeVisible());
    await phones.look('result');
    await phones.close();
  }

  /** The wall through its scenes, and with each question that comes on stage the presenter's tablet, held either way. */
  async #wallAndStage(desk: Desk): Promise<void> {
    const [walls, tablets] = await Promise.all([
      this.#at(this.hall.link('screen', 1), 'wall', 'wall'),
      this.#at(this.hall.link('presenter', 1), 'tablet', 'stage'),
    ]);
    const stands = (name: string) =>
      walls.each(async (page) => {
        await expect(scene(page, name)).toBeAttached();
        await expect(page.locator('[data-scene]')).toHaveCount(1);
      });
    const show = async (name: Exclude<Scene['scene'], 'poll' | 'award' | 'ideas'>) => {
      // What the desk did just before may be done and not shown to it yet.
      await expect(async () => {
        const { hall, version } = await desk.view<ScreenView>(topics.screen);
        await desk.do({ do: 'set_scene', hall, version, scene: { scene: name } });
      }).toPass();
      await stands(name);
    };
    await stands('poll');
    await walls.look('result');
    await tablets.look('nothing on stage');
    for (const name of ['join', 'agenda', 'top', 'ledger', 'break'] as const) {
      await show(name);
      await walls.look(name);
    }
    await desk.announce(this.contents.announcement);
    await show('announcement');
    await walls.look('announcement');
    for (const [at, text] of this.contents.listed.entries()) {
      await desk.do({ do: 'stage', question: at + 1, version: 1 });
      if (at === 0) await show('spotlight');
      await stands('spotlight');
      const told = await desk.onStage(at + 1);
      await Promise.all(
        [walls, tablets].map((all) => all.each((page) => expect.poll(() => reads(page, told)).toBe(true))),
      );
      await Promise.all([walls, tablets].map((all) => all.look(`spotlight: ${text.slice(0, 20)}`)));
    }
    await Promise.all([walls.close(), tablets.close()]);
  }

  async #desk(): Promise<void> {
    const desks = await this.#at(this.hall.link('moderator', 1), 'laptop', 'desk');
    await desks.each((page) => expect(page.getByRole('row').first()).toBeVisible());
    await desks.look('lanes');
    await desks.each(async (page) => {
      await page.keyboard.press('Shift+Slash');
      await expect(page.getByRole('dialog')).toBeVisible();
    });
    await desks.look('keys');
    await desks.each(async (page) => {
      await page.keyboard.press('Escape');
      await page.locator('header [aria-expanded]:visible').first().click();
      await expect(page.locator('#desk-drawer')).toBeVisible();
    });
    await desks.lookBehind((page) => page.locator('#desk-drawer nav button'));
    await desks.close();
  }

  async #organiser(): Promise<void> {
    const desks = await this.#at(this.hall.link('organiser'), 'laptop', 'organiser');
    const tabs = (page: Page) => page.getByRole('navigation').first().getByRole('button');
    await desks.each((page) => expect(tabs(page).first()).toBeVisible());
    await desks.lookBehind(tabs, (page) => expect(page.getByRole('main')).toBeVisible());
    await this.#print(desks);
    await desks.close();
  }

  /** The sheets as they come out of a printer. */
  async #print(desks: Screens): Promise<void> {
    const kinds = (page: Page) => page.locator('section.choice input[type=radio]');
    await desks.each(async (page) => {
      await page.getByRole('navigation').first().getByRole('button').nth(parts.indexOf('print')).click();
      await expect(page.locator('.sheets > article').first()).toBeVisible();
    });
    await desks.each((page) => page.setViewportSize(viewports.paper));
    for (let kind = 0; kind < 3; kind += 1) {
      await desks.each(async (page) => {
        await kinds(page).nth(kind).check();
        await page.emulateMedia({ media: 'print' });
      });
      await desks.look(`printed, ${kind}`, 'paper');
      await desks.each((page) => page.emulateMedia({ media: 'screen' }));
    }
  }

  async #at(address: string, kind: Kind, name: string): Promise<Screens> {
    const options: BrowserContextOptions = {
      viewport: viewports[kind],
      reducedMotion: 'reduce',
      hasTouch: kind === 'phone',
      serviceWorkers: 'block',
    };
    const pages = this.way.languages.map(async (lang) => {
      const page = await (await this.browser.newContext(options)).newPage();
      const link = new URL(address);
      link.host = new URL(this.way.origin ?? address).host;
      link.searchParams.set('lang', lang);
      await page.goto(link.href);
      return { page, lang };
    });
    return new Screens(await Promise.all(pages), kind, name, this.way);
  }
}
