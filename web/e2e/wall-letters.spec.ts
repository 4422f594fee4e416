import { type Browser, expect, type Page, test } from '@playwright/test';
import { launchOptions, lean } from './support/browsers';
import { hallNow } from './support/hall';
import { scene } from './support/wall';
import { WallServer } from './support/wall-server';

/** As at many a wall: each letter takes whole pixels, so that no size is a multiple of another. */
const { args, ...how } = launchOptions(lean);
test.use({
  launchOptions: { ...how, args: [...args.filter((arg) => !arg.includes('hinting')), '--font-render-hinting=full'] },
});

const sizes = [
  [1920, 1080, 1],
  [1920, 1080, 1.25],
  [1920, 1080, 2],
  [1366, 768, 1],
  [1280, 720, 1],
] as const;

async function wall(browser: Browser, lang: string, [width, height, scale]: (typeof sizes)[number]) {
  const page = await browser.newPage({ viewport: { width, height }, deviceScaleFactor: scale });
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const server = new WallServer(hallNow(Date.now()));
  await server.serve(page);
  await page.goto(`/screen?lang=${lang}#c1.forum.secret`);
  await expect(scene(page, 'top')).toBeVisible();
  await page.evaluate(() => document.fonts.ready);
  return { page, server };
}

/** The fitted texts that reach out of where they stand: their words, and how far, in pixels. */
function reachingOut(page: Page): Promise<string[]> {
  return page.locator('[data-scene]:not([inert]) .box > p').evaluateAll((texts) =>
    texts.flatMap((text) => {
      const [own, box] = [text.getBoundingClientRect(), text.parentElement?.getBoundingClientRect()];
      const by = box && Math.max(own.width - box.width, own.height - box.height);
      return by === undefined || by > 1 ? [`${text.textContent?.trim()}: ${by}`] : [];
    }),
  );
}

/** How many lines a text takes. */
function linesOf(page: Page, text: string): Promise<number> {
  return scene(page, 'join')
    .locator('.box > p', { hasText: text })
    .evaluate((it) =>
      Math.round(it.getBoundingClientRect().height / Number.parseFloat(getComputedStyle(it).lineHeight)),
    );
}

for (const [lang, how, prayer] of [
  ['ar', 'المشاركة من الجوال', 'صلاة الظهر'],
  ['en', 'Take part from your phone', 'Noon prayer'],
] as const) {
  for (const size of sizes) {
    test(`what is fitted stays where it stands in ${lang} at ${size.join(' by ')}`, async ({ browser }) => {
      const { page, server } = await wall(browser, lang, size);
      for (const session of server.hall.agenda.sessions) {
        session.phase = 'upcoming';
        if (session.session === 2) session.title = { ar: 'صلاة الظهر', en: 'Noon prayer' };
      }
      server.hall.session.phase = 'upcoming';
      server.hall.screen.scene = 'join';
      server.tell();
      await expect(scene(page, 'join').locator('.next')).toContainText(prayer);
      await expect.poll(() => linesOf(page, how)).toBe(1);
      expect(await linesOf(page, prayer)).toBe(1);
      expect(await reachingOut(page)).toEqual([]);
      await page.close();
    });
  }
}
