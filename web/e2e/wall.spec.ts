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
