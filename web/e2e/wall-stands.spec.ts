import { expect, type Page, test } from '@playwright/test';
import type { Profile } from '../src/lib/protocol/generated/protocol';
import { hallNow, poll, question, texts } from './support/hall';
import { scene } from './support/wall';
import { WallServer } from './support/wall-server';

async function wall(page: Page, search = ''): Promise<WallServer> {
  const server = new WallServer(hallNow(Date.now()));
  await server.serve(page);
  await page.goto(`/screen?lang=ar${search}#c1.forum.secret`);
  await expect(scene(page, 'top')).toBeVisible();
  return server;
}

function describe(server: WallServer, profile: Profile): void {
  server.hall.screen.profiles = [{ link: 1, version: 1, profile }];
  server.tell();
}

function stage(server: WallServer): void {
  server.hall.on = question(1, 12, texts.shortArabic);
  server.hall.screen.cue = 'spotlight';
  server.tell();
}

test('a poll that stands is fitted anew where the wall is told that its last row sits farther away', async ({
  page,
}) => {
  const server = await wall(page);
  const options = [
    'الحدائق والساحات العامة في الأحياء القديمة',
    'إنارة الشوارع وممرات المشاة حول المدارس',
    'مواقف السيارات قرب المساجد والأسواق',
  ].map((ar) => ({ ar }));
  // With nothing revealed: a result is fitted once more when its winner settles.
  server.hall.polls = [poll(3, { ar: 'أي محور نبدأ به في السنة القادمة؟' }, { kind: 'single' }, options)];
  Object.assign(server.hall.screen, { scene: 'poll', poll: 3 });
  server.tell();
  const rows = scene(page, 'poll').locator('ol li');
  await expect(rows).toHaveCount(3);
  describe(server, { measures: { height: 2_000, distance: 16_700 } });
  const lastLetter = () =>
    rows.last().evaluate((row) => {
      const box = row.closest('.box');
      return box ? box.getBoundingClientRect().bottom - row.getBoundingClientRect().bottom : Number.NaN;
    });
  await expect(page.locator('.wall')).toHaveAttribute('style', /--wall-floor: 54/);
  await expect.poll(lastLetter).toBeGreaterThanOrEqual(-1);
});

/** The opacity of a picture at a part of its width and height, 0 to 255. */
async function opacityAt(page: Page, across: number, down: number): Promise<number> {
  const picture = (await page.screenshot({ omitBackground: true })).toString('base64');
  const reader = await page.context().newPage();
  const opacity = await reader.evaluate(
    async ([picture, across, down]) => {
      const image = new Image();
      image.src = `data:image/png;base64,${picture}`;
      await image.decode();
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height });
      const context = canvas.getContext('2d');
      context?.drawImage(image, 0, 0);
      const { data } = context?.getImageData(image.width * across, image.height * down, 1, 1) ?? { data: [] };
      return data[3] ?? -1;
    },
    [picture, across, down] as const,
  );
  await reader.close();
  return opacity;
}

test('laid over a stream, a wall is a plate on a ground that is not there', async ({ page }) => {
  const server = await wall(page, '&overlay');
  stage(server);
  await expect(scene(page, 'spotlight')).toContainText(texts.shortArabic);
  expect(await opacityAt(page, 0.5, 0.2)).toBe(0);
  expect(await opacityAt(page, 0.01, 0.9)).toBe(0);
  expect(await opacityAt(page, 0.08, 0.9)).toBeGreaterThan(220);
  await expect(page.getByText('471 234')).toHaveCount(0);
  server.hall.screen.scene = 'join';
  server.tell();
  await expect(page.locator('[data-scene]')).toHaveCount(0);
  expect(await opacityAt(page, 0.5, 0.9)).toBe(0);
});

test('a profile sets the smallest letter and where the strip stands', async ({ page }) => {
  const server = await wall(page);
  const floor = () =>
    page.locator('.wall').evaluate((it) => Number.parseFloat(getComputedStyle(it).getPropertyValue('--wall-floor')));
  const unit = 7.2;
  expect(await floor()).toBeCloseTo(5.5 * unit, 1);
  describe(server, { measures: { height: 300, distance: 2_400 }, strip_at_bottom: true });
  await expect.poll(floor).toBeCloseTo(0.91 * 8 * unit, 1);
  const strip = await page.locator('header').boundingBox();
  expect(strip?.y).toBeGreaterThan(360);
  describe(server, { measures: { height: 300, distance: 60_000 } });
  await expect.poll(floor).toBeCloseTo(9.1 * unit, 1);
  await expect(scene(page, 'top').getByRole('listitem').first()).toBeVisible();
});

test('a scene that cannot be made leaves the last picture, as the wall says, and comes when it can', async ({
  page,
}) => {
  const server = await wall(page);
  const broken = { ...poll(1, { ar: 'سؤال' }, { kind: 'single' }), options: null } as never;
  server.hall.polls = [broken];
  server.hall.screen.cue = { poll: 1 };
  server.tell();
  await expect(scene(page, 'poll')).toContainText(texts.shortArabic);
  await expect.poll(() => server.shown).toMatchObject({ scene: 'top', failed: true });
  server.hall.polls = [poll(1, { ar: 'أي محور أولًا؟' }, { kind: 'single' }, [{ ar: 'الحدائق' }, { ar: 'النقل' }])];
  server.tell();
  await expect(scene(page, 'poll')).toContainText('الحدائق', { timeout: 12_000 });
  await expect.poll(() => server.shown).toMatchObject({ scene: 'poll' });
  expect(server.shown).not.toHaveProperty('failed');
});

test('a wall whose link was taken back keeps its picture and shows the code that pairs it anew', async ({ page }) => {
  const server = await wall(page);
  await page.route('**/v1/screens', (route) => route.fulfill({ json: { code: '112233', lasts_ms: 900_000 } }));
  await page.route('**/v1/screens/collect', (route) => route.fulfill({ status: 204 }));
  server.send({ t: 'bye', code: 'revoked', reconnect: false, after_ms: 0 });
  server.drop();
  await expect(page.getByText('112 233')).toBeVisible();
  await expect(scene(page, 'top')).toContainText(texts.shortArabic);
});

test('after a deploy the wall takes the newer page by itself', async ({ page }) => {
  const server = await wall(page);
  await page.route('**/screen', (route) =>
    route.fulfill({
      contentType: 'text/html',
      body: '<script type="module" crossorigin src="/assets/newer.js"></script>',
    }),
  );
  const again = page.waitForRequest((request) => request.isNavigationRequest());
  server.drop();
  await again;
  // What came is the newest now: it stands, and is not left again.
  await page.unroute('**/screen');
  await expect(scene(page, 'top')).toBeVisible();
});

test('the pointer goes after two seconds, and comes when it is moved', async ({ page }) => {
  await page.clock.install();
  await wall(page);
  const cursor = () => page.locator('html').evaluate((html) => html.style.cursor);
  await page.clock.runFor(2_100);
  expect(await cursor()).toBe('none');
  await page.mouse.move(200, 200);
  expect(await cursor()).toBe('');
});
