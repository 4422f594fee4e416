import { expect, test } from '@playwright/test';
import { faultsOf } from './support/axe';
import { Gallery } from './support/gallery';
import { misplaced } from './support/layout';

test.describe('the gallery', () => {
  test.describe.configure({ mode: 'serial' });
  let gallery: Gallery;

  test.beforeAll(async () => {
    test.setTimeout(120_000);
    gallery = await Gallery.open();
  });
  test.afterAll(() => gallery?.close());

  const walls = 'WithLogo,WallScenes,WallStates,WallSquare,WallStrip,WallUpright';
  for (const [lang, ground, width, alone] of [
    ['ar', 'day', 390, ['Dialog', 'Sheet', 'NoticeRegion', 'Ended', 'Brought']],
    ['en', 'night', 1280, ['Dialog', 'SideDialog', 'WideDialog', 'NoticeRegion', walls]],
  ] as const) {
    test(`has each piece in each state in its place, accessible, and answering a hand and the keyboard, in ${lang} on ${ground} ground`, async ({
      page,
    }) => {
      test.setTimeout(300_000);
      await page.setViewportSize({ width, height: 844 });
      const drawn = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"/>';
      await page.route(/\/v1\/qr/, (route) => route.fulfill({ contentType: 'image/svg+xml', body: drawn }));
      await page.emulateMedia({ reducedMotion: 'reduce' });
      await page.goto(gallery.address(lang, ground));
      await expect(page.locator('figure').last()).toBeAttached({ timeout: 60_000 });
      await page.evaluate(() => document.fonts.ready);
      await expect.poll(() => misplaced(page)).toEqual([]);
      // The walls in it are gone over where they hang, and the queue, which is a landmark of a phone's page and stands here several
      // times, where it is.
      expect(await faultsOf(page, { without: '.wall, #SpeakingOnPhone' })).toEqual([]);

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

      // What stands alone: dialogs, whole pages, and the walls that would weigh on the pieces beside them.
      for (const only of alone) {
        await page.goto(gallery.address(lang, ground, only));
        await expect(page.locator('h1').first()).toBeAttached({ timeout: 60_000 });
        expect([...(await misplaced(page)), ...(await faultsOf(page, { without: '.wall' }))], only).toEqual([]);
      }
    });
  }
});
