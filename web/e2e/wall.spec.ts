import { expect, type Page, test } from '@playwright/test';
import { faultsOf } from './support/axe';
import { hallNow, poll, question, texts } from './support/hall';
import { barsOf, scene } from './support/wall';
import { WallServer } from './support/wall-server';

const link = '#c1.forum.secret';

async function wall(page: Page, lang = 'ar'): Promise<WallServer> {
  const server = new WallServer(hallNow(Date.now()));
  await server.serve(page);
  await page.goto(`/screen?lang=${lang}${link}`);
  return server;
}

const options = [
  { ar: 'التمكين', en: 'Enabling' },
  { ar: 'الاستدامة', en: 'Sustainability' },
  { ar: 'الابتكار', en: 'Innovation' },
];

test('each bar stands under the label whose result it is, filled from the right in Arabic', async ({ page }) => {
  const server = await wall(page);
  server.hall.polls = [{ ...poll(1, { ar: 'أي محور أولًا؟' }, { kind: 'single' }, options), tally: { v: 100 } }];
  server.hall.screen.cue = { poll: 1 };
  server.tell();
  await expect(scene(page, 'poll').getByRole('listitem')).toHaveText(['التمكين', 'الاستدامة', 'الابتكار']);
  await expect(scene(page, 'poll').locator('aside')).toContainText(/١٠٠\s*الأصوات/);
  await expect(page.locator('.track')).toHaveCount(0);

  const [opened] = server.hall.polls;
  if (opened) server.hall.polls = [{ ...opened, phase: 'closed', revealed: true, tally: { v: 100, n: [60, 30, 10] } }];
  server.tell();
  const rows = scene(page, 'poll').getByRole('listitem');
  await expect(rows).toHaveText([/التمكين.*٦٠٪.*٦٠/, /الاستدامة.*٣٠٪.*٣٠/, /الابتكار.*١٠٪.*١٠/]);
  const grown = [60, 30, 10].map((share) => ({ share, fromTheStart: true }));
  await expect.poll(() => barsOf(scene(page, 'poll'))).toEqual(grown);
  // Each option keeps its colour beside it, though the bar of one that did not win stands back.
  await expect(rows.locator('.colour')).toHaveCount(3);
});

/** How large the letters of what is found are, in the order of the picture. */
const lettersOf = (page: Page, found: string) =>
  page
    .locator(`[data-scene]:not([inert]) :is(${found})`)
    .evaluateAll((all) => all.map((one) => Number.parseFloat(getComputedStyle(one).fontSize)));

const long = [
  ...options,
  { ar: 'إدارة المبادرات التطوعية وفرقها في الأحياء', en: 'Managing volunteer initiatives and their teams' },
];

for (const [lang, name, revealed] of [
  ['ar', 'an open poll', false],
  ['en', 'an open poll', false],
  ['ar', 'a result', true],
] as const) {
  test(`+ makes ${name} larger as far as it fits and - smaller, all of it, in ${lang}`, async ({ page }) => {
    await page.setViewportSize({ width: 1920, height: 1080 });
    await page.emulateMedia({ reducedMotion: 'reduce' });
    const server = await wall(page, lang);
    const asked = { ar: 'ما الأولى بالعناية لتتسع المشاركة في الأحياء؟', en: 'What matters most for participation?' };
    server.hall.polls = [
      {
        ...poll(1, asked, { kind: 'single' }, long),
        ...(revealed ? { phase: 'closed', revealed, tally: { v: 40, n: [20, 10, 6, 4], here: 60 } } : {}),
      } as const,
    ];
    server.hall.screen.cue = { poll: 1 };
    server.tell();
    await expect(scene(page, 'poll').getByRole('listitem')).toHaveCount(4);
    const sizes = () => lettersOf(page, 'h2, li, .label:not(li *), .foot');
    const pressed = async (key: string, times: number) => {
      const { length } = await sizes();
      for (let time = 0; time < times; time += 1) await page.keyboard.press(key);
      await page.evaluate(() => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))));
      const now = await sizes();
      expect(now).toHaveLength(length);
      return now;
    };
    const usual = await sizes();
    let before = usual;
    for (const step of [1, 2]) {
      const now = await pressed('Equal', 4);
      for (const [at, size] of now.entries())
        expect(size, `step ${step}, ${at}`).toBeGreaterThan((before[at] ?? 0) * 0.99);
      before = now;
    }
    // A result fills its wall already: it keeps its letters, but for the step in which they are tried.
    for (const [at, size] of before.entries())
      expect(size, `largest, ${at}`).toBeGreaterThan((usual[at] ?? 0) - (revealed ? 1 : 0));
    const lines = await page
      .locator('aside p')
      .evaluateAll((all) =>
        all.map((one) => Math.round(one.clientHeight / Number.parseFloat(getComputedStyle(one).lineHeight))),
      );
    expect(lines.filter((count) => count > 1)).toEqual([]);
    expect(await pressed('Minus', 8)).toEqual(usual);
    const smallest = await pressed('Minus', 4);
    for (const [at, size] of smallest.entries()) expect(size, `smallest, ${at}`).toBeLessThan(usual[at] ?? 0);
  });
}

for (const [width, height] of [
  [1280, 720],
  [1024, 768],
  [3840, 1080],
] as const) {
  test(`the longest question fits a wall of ${width}x${height}, no letter below the floor`, async ({ page }) => {
    await page.setViewportSize({ width, height });
    const server = await wall(page);
    server.hall.on = question(1, 3, texts.longest);
    server.hall.screen.cue = 'spotlight';
    server.tell();
    const text = scene(page, 'spotlight').locator('p', { hasText: texts.longest });
    await expect(text).toBeVisible();
    const set = () =>
      text.evaluate((letters) => {
        const box = letters.parentElement?.getBoundingClientRect();
        const size = Number.parseFloat(getComputedStyle(letters).fontSize);
        const own = letters.getBoundingClientRect();
        const inside = box !== undefined && own.top >= box.top - 1 && own.bottom <= box.bottom + 1;
        return { inside, size, scrolled: document.scrollingElement?.scrollHeight ?? 0 };
      });
    await expect.poll(async () => (await set()).inside).toBe(true);
    await expect.poll(async () => (await set()).size).toBeGreaterThanOrEqual(0.0549 * height);
    await expect.poll(async () => (await set()).scrolled).toBeLessThanOrEqual(height);
  });
}

test('an LED strip that shows the network has its QR code and no other', async ({ page }) => {
  await page.setViewportSize({ width: 3840, height: 1080 });
  const server = await wall(page);
  await expect(page.getByRole('img')).toHaveCount(1);
  server.hall.screen = {
    hall: 1,
    version: 2,
    hidden: false,
    scene: 'wifi',
    wifi: { name: 'Guests', qr: 'WIFI:S:Guests;;' },
  };
  server.tell();
  await expect(scene(page, 'wifi').getByRole('img', { name: /Guests/ })).toBeVisible();
  await expect(page.getByRole('img')).toHaveCount(1);
});

for (const lang of ['ar', 'en']) {
  test(`the wall is accessible in ${lang}`, async ({ page }) => {
    test.slow();
    const server = await wall(page, lang);
    for (const name of ['join', 'agenda', 'top', 'ratings', 'ledger', 'break', 'feedback'] as const) {
      server.hall.screen = { hall: 1, version: 1, hidden: false, scene: name };
      server.tell();
      await expect(scene(page, name)).toBeVisible();
      await expect(page.locator('[data-scene]')).toHaveCount(1);
      expect(await faultsOf(page), name).toEqual([]);
    }
  });
}

test('a result by group comes after the whole, and what is too few to be shown is no nought', async ({ page }) => {
  test.slow();
  const server = await wall(page);
  const groups = {
    v: 38,
    rows: [
      { names: [{ ar: 'المهندسون' }], v: 20, n: [12, 8, 0] },
      { names: [{ ar: 'الجمعيات' }, {}], v: 18, n: [11, null, null] },
    ],
  };
  const whole = { ...poll(1, { ar: 'أي محور أولًا؟' }, { kind: 'single' }, options), phase: 'closed' } as const;
  server.hall.polls = [{ ...whole, revealed: true, tally: { v: 38, n: [23, 12, 3], groups } }];
  Object.assign(server.hall.screen, { scene: 'poll', poll: 1 });
  server.tell();
  await expect(scene(page, 'poll').locator('.track').first()).toBeVisible();
  await expect(page.locator('.groups')).toHaveCount(0);
  const told = page.locator('.groups');
  await expect(told).toBeVisible({ timeout: 40_000 });
  await expect(told).toContainText('المهندسون');
  await expect(told).toContainText('لا يُعرض (أقل من ٥)');
  await expect(told.locator('.bar').first().locator('span'), 'of three options nobody chose the last').toHaveCount(2);
  await expect(told.locator('.bar .rest')).toHaveCount(1);
  await expect(scene(page, 'poll').getByText('المصوّتون: ١٨')).toBeAttached();
  expect(await faultsOf(page)).toEqual([]);
});

test('who has the microphone stands alone, and beside another scene', async ({ page }) => {
  const server = await wall(page);
  const { session } = server.hall.session;
  const now = { n: 3, name: 'متطوعة من الحي' };
  server.hall.speaking = {
    session,
    open: true,
    walls: true,
    now,
    next: [{ n: 4 }, { n: 6, name: 'A mentor' }],
    waiting: 20,
  };
  Object.assign(server.hall.screen, { scene: 'speaking' });
  server.tell();
  await expect(scene(page, 'speaking')).toContainText('متطوعة من الحي');
  await expect(scene(page, 'speaking').getByRole('listitem')).toHaveText([/١\s*من دون اسم/, /٢\s*A mentor/]);
  await expect(scene(page, 'speaking')).toContainText('في الدور: حتى ٢٠');
  expect(await faultsOf(page)).toEqual([]);
  Object.assign(server.hall.screen, { scene: 'top' });
  server.tell();
  await expect(page.locator('header')).toContainText('متطوعة من الحي');
});
