import { join } from 'node:path';
import { expect, test } from '@playwright/test';
import { createServer, type ViteDevServer } from 'vite';
import { faultsOf } from './support/axe';
import { misplaced } from './support/layout';

/** The gallery is no part of what is built: it is served as while developing. */
test.describe('the gallery', () => {
  test.describe.configure({ mode: 'serial' });
  let vite: ViteDevServer;
  let address: string;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    const root = join(import.meta.dirname, '..');
    vite = await createServer({
      root,
      configFile: join(root, 'vite.config.ts'),
      server: { port: 0, ws: false, watch: null },
      logLevel: 'error',
    });
    await vite.listen();
    address = new URL('/gallery', vite.resolvedUrls?.local[0]).href;
  });
  test.afterAll(() => vite?.close());

  for (const [lang, ground, width] of [
    ['ar', 'day', 390],
    ['en', 'night', 1280],
  ] as const) {
    test(`has each piece in each state in its place, accessible, and answering a hand and the keyboard, in ${lang} on ${ground} ground`, async ({
      page,
    }) => {
      test.setTimeout(300_000);
      await page.setViewportSize({ width, height: 844 });
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(`${address}?lang=${lang}&ground=${ground}`);
      await expect(page.locator('figure').last()).toBeAttached({ timeout: 60_000 });
      await page.evaluate(() => document.fonts.ready);
      await expect.poll(() => misplaced(page)).toEqual([]);
      // The walls in it are gone over where they hang.
      expect(await faultsOf(page, { without: '.wall' })).toEqual([]);

      const focused = await page
        .locator('.piece :is(button, input, select, textarea):enabled:visible')
        .evaluateAll((all) =>
          all.flatMap((one) => {
            if (!(one instanceof HTMLElement)) return [];
            one.focus({ focusVisible: true } as FocusOptions);
            const around = one.closest('label') ?? one;
            const isShown = [one, around].some((it) => {
              const { outlineStyle, boxShadow } = getComputedStyle(it);
              return outlineStyle !== 'none' || boxShadow !== 'none';
            });
            return isShown ? [] : [one.outerHTML.slice(0, 120)];
          }),
        );
      expect(focused).toEqual([]);

      const looks = await page.locator('#Button figure').evaluateAll((figures) =>
        Object.fromEntries(
          figures.map((figure) => {
            const { color, backgroundColor, outlineStyle } = getComputedStyle(figure.querySelector('button') ?? figure);
            return [figure.querySelector('figcaption')?.textContent, `${color} ${backgroundColor} ${outlineStyle}`];
          }),
        ),
      );
      for (const kind of ['primary', 'quiet', 'danger']) {
        for (const hand of ['hover', 'pressed', 'focused']) {
          expect(looks[`${kind}, ${hand}`], `${kind}, ${hand}`).toBeTruthy();
          expect(looks[`${kind}, ${hand}`], `${kind}, ${hand}`).not.toBe(looks[kind]);
        }
      }
      await expect(page.locator('#BusyForm').getByRole('button')).toBeDisabled();

      for (const only of ['Dialog', 'Sheet', 'NoticeRegion']) {
        await page.goto(`${address}?lang=${lang}&ground=${ground}&only=${only}`);
        await expect(page.locator('figure')).toBeAttached();
        expect([...(await misplaced(page)), ...(await faultsOf(page))], only).toEqual([]);
      }
    });
  }
});
