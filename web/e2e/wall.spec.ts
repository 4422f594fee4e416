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

test('a question on stage is on the wall, and the wall says so', async ({ page }) => {
  const server = await wall(page);
  await expect(scene(page, 'top')).toBeVisible();
  server.hall.on = question(1, 88, texts.arabic);
  server.hall.screen.cue = 'spotlight';
  server.tell();
  await expect(scene(page, 'spotlight')).toContainText(texts.arabic);
  await expect.poll(() => server.shown.at(-1), { timeout: 10_000 }).toEqual({ scene: 'spotlight', rev: server.rev });
  expect(page.url()).not.toContain('secret');
});

test('each bar stands under the label whose result it is, filled from the right in Arabic', async ({ page }) => {
  const server = await wall(page);
  server.hall.polls = [{ ...poll(1, { ar: 'أي محور أولًا؟' }, { kind: 'single' }, options), tally: { v: 100 } }];
  server.hall.screen.cue = { poll: 1 };
  server.tell();
  await expect(scene(page, 'poll').getByRole('listitem')).toHaveText(['التمكين', 'الاستدامة', 'الابتكار']);
  await expect(scene(page, 'poll')).toContainText('الأصوات: ١٠٠');
  await expect(page.locator('.track')).toHaveCount(0);

  const [opened] = server.hall.polls;
  if (opened) server.hall.polls = [{ ...opened, phase: 'closed', revealed: true, tally: { v: 100, n: [60, 30, 10] } }];
  server.tell();
  const rows = scene(page, 'poll').getByRole('listitem');
  await expect(rows).toHaveText([/التمكين.*٦٠٪.*٦٠/, /الاستدامة.*٣٠٪.*٣٠/, /الابتكار.*١٠٪.*١٠/]);
  const grown = [60, 30, 10].map((share) => ({ share, fromTheStart: true }));
  await expect.poll(() => barsOf(scene(page, 'poll'))).toEqual(grown);
});

test('the last picture stands while the connection is lost, with a dot that says so', async ({ page }) => {
  const server = await wall(page);
  await expect(scene(page, 'top')).toContainText(texts.shortArabic);
  await page.routeWebSocket('**/v1/live', (socket) => socket.close({ code: 1011 }));
  await server.cut();
  await expect(page.getByText('يُعاد الاتصال، والمعروض آخر ما وصل')).toBeAttached();
  await expect(scene(page, 'top')).toContainText(texts.shortArabic);
});

test('whoever stands at the machine can test, blank and enlarge; the desk lifts it', async ({ page }) => {
  const server = await wall(page);
  await expect(scene(page, 'top')).toBeVisible();
  await page.keyboard.press('KeyT');
  await expect(scene(page, 'test')).toContainText('القاعة الرئيسة');
  await page.keyboard.press('KeyT');
  await expect(scene(page, 'top')).toBeVisible();
  await page.keyboard.press('KeyB');
  await expect(scene(page, 'blank')).toBeAttached();
  server.hall.screen.version += 1;
  server.tell();
  await expect(scene(page, 'top')).toBeVisible();
  const size = () => page.locator('.wall').evaluate((wall) => getComputedStyle(wall).getPropertyValue('--wall-scale'));
  const before = await size();
  await page.keyboard.press('Equal');
  await expect.poll(size).not.toBe(before);
});

test('while the desk hides the wall, nothing is on it', async ({ page }) => {
  const server = await wall(page);
  await expect(scene(page, 'top')).toBeVisible();
  server.hall.screen.hidden = true;
  server.tell();
  await expect(scene(page, 'blank')).toBeAttached();
  await expect(page.getByText(texts.shortArabic)).toHaveCount(0);
});

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
