import { join } from 'node:path';
import { test } from '@playwright/test';
import { busyDesk, deskStates } from './support/desk-states';
import { WallServer } from './support/wall-server';

/** Pictures of the desk in each of its states, to be looked at: `MAJLIS_GALLERY=<folder> npx playwright test desk-gallery`. */
const folder = process.env.MAJLIS_GALLERY;
const sizes = (process.env.MAJLIS_GALLERY_SIZES ?? '1366x768,1920x1080,820x1180,360x740').split(',');
const only = process.env.MAJLIS_GALLERY_SCENES?.split(',');

test.describe('gallery', () => {
  test.skip(folder === undefined, 'pictures are made when MAJLIS_GALLERY names a folder');
  for (const size of sizes) {
    const [width = 1366, height = 768] = size.split('x').map(Number);
    for (const lang of ['ar', 'en'] as const) {
      test(`${size} ${lang}`, async ({ browser }) => {
        test.setTimeout(600_000);
        const context = await browser.newContext({ viewport: { width, height }, hasTouch: width < 1100 });
        for (const [name, state] of Object.entries(deskStates)) {
          if (only && !only.includes(name)) continue;
          const page = await context.newPage();
          page.setDefaultTimeout(20_000);
          const server = new WallServer(busyDesk(Date.now()), 'moderator');
          state.hall?.(server.hall);
          await server.serve(page);
          await page.goto(`/desk?lang=${lang}#c1.forum.secret`);
          await page.locator('main').waitFor();
          await page.evaluate(() => document.fonts.ready);
          // A state that cannot be reached at this size is seen in its picture.
          await state.does?.(page, server).catch((cause) => console.warn(name, String(cause).split('\n', 2).join(' ')));
          await page.waitForTimeout(500);
          await page.screenshot({ path: join(folder ?? '', `${size}-${lang}-${name}.png`) });
          await page.close();
        }
        await context.close();
      });
    }
  }
});
