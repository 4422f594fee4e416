import { expect, type Page, test } from '@playwright/test';
import { faultsOf } from './support/axe';
import { lane } from './support/desk-page';
import { busyDesk, type DeskState, deskStates, waitingFor } from './support/desk-states';
import { WallServer } from './support/wall-server';

type Lang = 'ar' | 'en';

/** Leaves the desk at hand as a browser that was never there. */
async function leave(page: Page): Promise<void> {
  await page.evaluate(() => {
    localStorage.clear();
    sessionStorage.clear();
  });
}

let visits = 0;

/** The address of a desk, another one each time: from one to itself with a secret behind it no page is loaded. */
const address = (lang: Lang) => {
  visits += 1;
  return `/desk?lang=${lang}&visit=${visits}#c1.forum.secret`;
};

async function desk(page: Page, state: DeskState = {}, lang: Lang = 'ar'): Promise<WallServer> {
  const server = new WallServer(busyDesk(Date.now()), 'moderator');
  state.hall?.(server.hall);
  await server.serve(page);
  await page.goto(address(lang));
  await page.locator('section.waiting').waitFor({ state: 'attached' });
  await state.does?.(page, server);
  return server;
}

const laptop = [
  'empty',
  'selected',
  'dismiss',
  'merge',
  'edit',
  'label',
  'search',
  'keys',
  'polls',
  'feedback',
  'walls',
  'more',
];
const tablet = ['busy', 'stage', 'ledger', 'offline', 'paused', 'due'];

for (const { lang, size, names } of [
  { lang: 'ar', size: { width: 1366, height: 768 }, names: laptop },
  { lang: 'en', size: { width: 820, height: 1180 }, names: tablet },
] as const) {
  test(`the desk is accessible in ${lang} at ${size.width} px: ${names.join(', ')}`, async ({ page }) => {
    test.slow();
    await page.setViewportSize(size);
    for (const name of names) {
      await desk(page, deskStates[name], lang);
      expect.soft(await faultsOf(page), name).toEqual([]);
      await leave(page);
    }
  });
}

for (const [width, height] of [
  [1280, 800],
  [390, 844],
] as const) {
  test(`an open drawer leaves what the whole desk must know to be read and pressed, at ${width} px`, async ({
    page,
  }) => {
    await page.setViewportSize({ width, height });
    for (const [lang, name] of [
      ['en', 'late_polls'],
      ['ar', 'hidden_feedback'],
    ] as const) {
      await desk(page, deskStates[name], lang);
      await expect(page.locator('aside')).toBeVisible();
      const covered = page.locator('.standing').evaluate(
        (standing) =>
          [...standing.querySelectorAll('p, button')].filter((part) => {
            const { left, top, width, height } = part.getBoundingClientRect();
            const places = [0.02, 0.5, 0.98].map((at) => [left + width * at, top + height / 2] as const);
            return !places.every(([x, y]) => document.elementFromPoint(x, y)?.closest('.standing') === standing);
          }).length,
      );
      expect(await covered, name).toBe(0);
      await page.locator('.standing').getByRole('button').click();
      await leave(page);
    }
  });
}

test('rows that are selected with a pointer stay where they are', async ({ page }) => {
  await desk(page);
  const rows = lane(page, 'waiting').locator('tr');
  await expect(rows).toHaveCount(4);
  const tops = () => rows.evaluateAll((all) => all.map((row) => row.getBoundingClientRect().top));
  const before = await tops();
  for (const at of [0, 1, 2]) await rows.nth(at).getByRole('checkbox').check();
  expect(await tops()).toEqual(before);
});

test('what comes in is added below, and leaves the row in hand where it is', async ({ page }) => {
  // Rows that glide to their places when one is taken in hand would be measured on the way.
  await page.emulateMedia({ reducedMotion: 'reduce' });
  const server = await desk(page, {
    hall: (hall) => {
      hall.waiting = waitingFor(12, 120_000);
    },
  });
  const rows = lane(page, 'waiting').locator('tr');
  await rows.nth(2).focus();
  const text = await rows.nth(2).locator('.text').textContent();
  const top = () => rows.nth(2).evaluate((row) => row.getBoundingClientRect().top);
  const before = await top();
  server.hall.waiting = [
    ...(server.hall.waiting ?? []),
    ...waitingFor(200, 1_000).map((one) => ({ ...one, q: one.q + 5_000 })),
  ];
  server.tell();
  await expect(lane(page, 'waiting').getByRole('heading')).toContainText('٢١٢');
  expect(await top()).toBe(before);
  await expect(rows.nth(2)).toBeFocused();
  await expect(rows.nth(2).locator('.text')).toHaveText(text ?? '');
});
