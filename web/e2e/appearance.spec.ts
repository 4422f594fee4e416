import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Browser, type BrowserContextOptions, expect, type Page, test } from '@playwright/test';
import type { PollView, Role, Scene } from '../src/lib/protocol/generated/protocol';
import { launchOptions, whole } from './support/browsers';
import { type Hall, hallNow, poll, question, texts } from './support/hall';
import { scene } from './support/wall';
import { WallServer } from './support/wall-server';
import { wordsIn } from './support/words';

/**
 * How the pages look, against the pictures of `e2e/pictures`: what is told to a page, its clock and its letters are the
 * same every time, so that a difference is one in the page. `npm run pictures` takes them anew.
 *
 * Another version of the browser sets letters a little differently: pictures are compared by the one that took them.
 */
const pictures = join(import.meta.dirname, 'pictures');
const takenWith = join(pictures, 'browser.txt');

const now = Date.UTC(2026, 10, 26, 9, 25);
const minute = 60_000;

const sizes = {
  phone: { viewport: { width: 390, height: 844 }, hasTouch: true },
  tablet: { viewport: { width: 820, height: 1180 } },
  wall: { viewport: { width: 1280, height: 720 } },
} satisfies Record<string, BrowserContextOptions>;

const themes = [
  { ar: 'إدارة المبادرات التطوعية وفرقها', en: 'Managing volunteer initiatives and their teams' },
  { ar: 'تمكين المتطوعين', en: 'Enabling volunteers' },
  { ar: 'العمل المجتمعي المؤسسي', en: 'Institutional community work' },
  { ar: 'الاستدامة', en: 'Sustainability' },
];
const asked = { ar: 'أي محور يحتاج إلى توصية عملية أولًا؟', en: 'Which theme needs a practical recommendation first?' };
const opened = poll(1, asked, { kind: 'single' }, themes);
const revealed: PollView = {
  ...opened,
  phase: 'closed',
  revealed: true,
  tally: { v: 301, n: [97, 61, 12, 131], here: 342 },
};

/** The hall of every picture: three questions that were asked at known times. */
function hall(): Hall {
  const standing = hallNow(now);
  const times = [20, 12, 3];
  standing.questions = standing.questions.map((one, at) => ({ ...one, at: now - (times[at] ?? 0) * minute }));
  standing.mine = { questions: [], supports: [1], ballots: [], seq: 4 };
  standing.waiting = [question(4, 0, texts.english), question(5, 0, texts.longest)].map((one) => ({
    ...one,
    status: 'pending',
    at: now - 2 * minute,
  }));
  standing.next = [question(2, 87, texts.arabic), question(3, 61, texts.english)];
  return standing;
}

interface View {
  size: keyof typeof sizes;
  address: string;
  view?: Role;
  change?: (hall: Hall) => void;
}

interface Opened {
  page: Page;
  /** Tells the page of the hall as it stands, but for a change. */
  tell: (change: (hall: Hall) => void) => void;
}

/** Opens a page as it is with the hall as it stands. */
async function opens(
  browser: Browser,
  lang: string,
  { size, address, view = 'screen', change }: View,
): Promise<Opened> {
  const page = await (await browser.newContext({ ...sizes[size], reducedMotion: 'reduce', locale: 'en-GB' })).newPage();
  await page.clock.setFixedTime(now);
  const standing = hall();
  change?.(standing);
  const server = new WallServer(standing, view, () => now);
  await server.serve(page);
  const { code, languages, name, zone, halls } = standing.agenda;
  const joined = {
    token: 'p1.forum.person.secret',
    person: 'person',
    forum: 'forum',
    slug: 'trial',
    name,
    languages,
    zone,
  };
  await page.route('**/v1/join', (route) =>
    route.fulfill({
      json: {
        ...joined,
        rehearsal: false,
        hall: 1,
        session: 2,
        halls: halls.map((one) => ({ ...one, session: null })),
      },
    }),
  );
  await page.route(/\/v1\/(forums|whoami)/, (route) =>
    route.fulfill({
      json: { forum: 'forum', slug: 'trial', name, languages, zone, code, role: view, hall: null, rehearsal: false },
    }),
  );
  await page.route('**/v1/screens', (route) => route.fulfill({ json: { code: '305817', lasts_ms: 600_000 } }));
  await page.route('**/v1/screens/collect', (route) => route.fulfill({ status: 204 }));
  await page.goto(address.replace('LANG', `lang=${lang}`));
  const tell = (change: (hall: Hall) => void) => {
    Object.assign(server.hall, hall());
    change(server.hall);
    server.tell();
  };
  return { page, tell };
}

async function compared(page: Page, name: string): Promise<void> {
  await page.evaluate(() => document.fonts.ready);
  await expect(page).toHaveScreenshot(`${name}.png`);
}

// Letters are set as people see them.
test.use({ launchOptions: launchOptions(whole) });

test.beforeAll(({ browser }, { config, project }) => {
  const version = browser.version().split('.')[0] ?? '';
  const taken = existsSync(takenWith) ? readFileSync(takenWith, 'utf8').trim() : '';
  const isRenewed = config.updateSnapshots === 'all' || config.updateSnapshots === 'changed';
  if (isRenewed) {
    mkdirSync(pictures, { recursive: true });
    writeFileSync(takenWith, `${version}\n`);
  }
  test.skip(
    !isRenewed && taken !== version,
    `the pictures were taken with version ${taken} of the browser, not ${project.name}${version}`,
  );
});

for (const lang of ['ar', 'en']) {
  const say = wordsIn(lang);

  test(`a phone looks as it did, in ${lang}`, async ({ browser }) => {
    test.slow();
    const { page: entrance } = await opens(browser, lang, { size: 'phone', address: '/?LANG' });
    await expect(entrance.getByRole('textbox')).toBeVisible();
    await compared(entrance, `phone-code-${lang}`);
    await entrance.context().close();

    const { page, tell } = await opens(browser, lang, {
      size: 'phone',
      address: '/j/471234?LANG',
      view: 'participant',
    });
    const tabs = page.getByRole('navigation').getByRole('button');
    const sheet = page.getByRole('dialog');
    await expect(page.getByRole('article').first()).toBeVisible();
    await compared(page, `phone-session-${lang}`);
    await page.getByRole('button', { name: say('ask'), exact: true }).click();
    await expect(sheet).toBeVisible();
    await compared(page, `phone-composer-${lang}`);
    await page.keyboard.press('Escape');
    for (const [at, tab] of ['agenda', 'me'].entries()) {
      await tabs.nth(at + 1).click();
      await compared(page, `phone-${tab}-${lang}`);
    }
    await tabs.first().click();
    tell(({ polls }) => polls.push(opened));
    await expect(sheet).toBeVisible();
    await compared(page, `phone-ballot-${lang}`);
    await page.context().close();

    const { page: after } = await opens(browser, lang, {
      size: 'phone',
      address: '/j/471234?LANG',
      view: 'participant',
      change: (standing) => {
        standing.polls.push(revealed);
        standing.on = question(1, 214, texts.shortArabic);
      },
    });
    await expect(after.getByRole('article').first()).toBeVisible();
    await compared(after, `phone-result-${lang}`);
    await after.context().close();
  });

  test(`the tablets of the crew look as they did, in ${lang}`, async ({ browser }) => {
    test.slow();
    const tablets: Record<string, View & { ready: string }> = {
      stage: {
        size: 'tablet',
        address: '/stage?LANG#c1.forum.secret',
        view: 'presenter',
        change: (standing) => Object.assign(standing, { on: question(1, 12, texts.arabic) }),
        ready: 'bdi',
      },
      desk: { size: 'tablet', address: '/desk?LANG#c1.forum.secret', view: 'moderator', ready: 'section.waiting bdi' },
      setup: { size: 'tablet', address: '/organise?LANG#s1.secret', view: 'organiser', ready: 'input' },
    };
    for (const [name, { ready, ...view }] of Object.entries(tablets)) {
      const { page } = await opens(browser, lang, view);
      await expect(page.getByRole('main')).toBeVisible();
      await expect(page.locator(ready).first()).toBeVisible();
      await compared(page, `tablet-${name}-${lang}`);
      await page.context().close();
    }
    const organiser: View = { size: 'tablet', address: '/organise?LANG#c1.forum.secret', view: 'organiser' };
    const { page } = await opens(browser, lang, organiser);
    const parts = page.getByRole('navigation').getByRole('button');
    const part = (key: string) => parts.and(page.getByRole('button', { name: say(key), exact: true }));
    await expect(parts.first()).toBeVisible();
    await compared(page, `tablet-organiser-${lang}`);
    await part('organise_part_look').click();
    await expect(page.getByRole('slider').first()).toBeVisible();
    await compared(page, `tablet-look-${lang}`);
    await part('organise_part_print').click();
    await expect(page.locator('.sheets > article').first()).toBeVisible();
    await compared(page, `tablet-print-${lang}`);
    await page.context().close();
  });

  test(`a wall looks as it did, in ${lang}`, async ({ browser }) => {
    test.slow();
    const stands =
      (name: Scene['scene']) =>
      ({ screen }: Hall) =>
        Object.assign(screen, { scene: name });
    const shows = (one: PollView) => (hall: Hall) => {
      hall.polls.push(one);
      Object.assign(hall.screen, { cue: { poll: 1 } });
    };
    const scenes: Record<string, [string, (hall: Hall) => void]> = {
      join: ['join', stands('join')],
      agenda: ['agenda', stands('agenda')],
      spotlight: ['spotlight', (hall) => Object.assign(hall, { on: question(1, 214, texts.arabic) })],
      longest: ['spotlight', (hall) => Object.assign(hall, { on: question(1, 11, texts.longest) })],
      top: ['top', stands('top')],
      poll: ['poll', shows({ ...opened, tally: { v: 187 } })],
      reveal: ['poll', shows(revealed)],
      ratings: ['ratings', stands('ratings')],
      ledger: ['ledger', stands('ledger')],
      break: [
        'break',
        (hall) => {
          for (const session of hall.agenda.sessions) {
            if (session.phase === 'open') session.phase = 'ended';
            else if (session.kind === 'break') session.phase = 'open';
          }
          stands('break')(hall);
        },
      ],
    };
    const { page, tell } = await opens(browser, lang, { size: 'wall', address: '/screen?LANG#c1.forum.secret' });
    for (const [name, [shown, change]] of Object.entries(scenes)) {
      tell(change);
      await expect(scene(page, shown)).toBeAttached();
      await expect(page.locator('[data-scene]')).toHaveCount(1);
      await compared(page, `wall-${name}-${lang}`);
    }
    await page.context().close();
    const { page: pairing } = await opens(browser, lang, { size: 'wall', address: '/screen?LANG' });
    await expect(pairing.getByText('305')).toBeVisible();
    await compared(pairing, `wall-pairing-${lang}`);
    await pairing.context().close();
  });
}
