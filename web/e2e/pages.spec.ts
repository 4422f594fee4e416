import { faultsOf } from './support/axe';
import { misplaced } from './support/layout';
import { expect, test } from './support/test';

/** The pages by their addresses; `CODE` stands for a code that leads somewhere. */
const pages = ['/', '/j/CODE', '/desk', '/stage', '/screen', '/organise'];
const languages = [
  { lang: 'ar', dir: 'rtl', name: 'مجلس' },
  { lang: 'en', dir: 'ltr', name: 'Majlis' },
];

for (const { lang, dir, name } of languages) {
  test(`in ${lang} each page shows itself, breaks no policy and is accessible: ${pages.join(' ')}`, async ({
    page,
    server,
  }) => {
    const faults: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text());
    });
    page.on('pageerror', (error) => faults.push(error.message));
    for (const address of pages) {
      await page.goto(`${address.replace('CODE', server.forum.code)}?lang=${lang}`);
      await expect(page).toHaveTitle(new RegExp(name));
      await expect(page.locator('html')).toHaveAttribute('lang', lang);
      await expect(page.locator('html')).toHaveAttribute('dir', dir);
      expect.soft(await faultsOf(page), address).toEqual([]);
      expect.soft(faults.splice(0), address).toEqual([]);
    }
  });
}

for (const colorScheme of ['light', 'dark'] as const) {
  test(`an address that leads nowhere says so in both languages and leads on, on ${colorScheme} ground`, async ({
    page,
    server,
  }) => {
    await page.emulateMedia({ colorScheme });
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${server.url}/nothing/here`);
    expect(await faultsOf(page)).toEqual([]);
    expect(await misplaced(page, { whole: true })).toEqual([]);
    const ways = page.getByRole('link');
    for (const way of await ways.all()) expect((await way.boundingBox())?.height).toBeGreaterThanOrEqual(48);
    await ways.last().click();
    await expect(page).toHaveURL(`${server.url}/`);
  });
}

test('a phone loads one language and no letters of the wall', async ({ page, server }) => {
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(page).toHaveTitle(/مجلس/);
  await page.evaluate(() => document.fonts.ready);
  expect(loaded.filter((path) => /\/en-/.test(path))).toEqual([]);
  expect(loaded.filter((path) => path.includes('kufi'))).toEqual([]);
  expect(loaded.filter((path) => path.includes('noto-sans-arabic-arabic'))).toHaveLength(1);
});

test('a page whose parts were lost on the way comes back by itself', async ({ page, server }) => {
  let lost = 0;
  await page.route('**/assets/ar-*.js', (route) => {
    lost += 1;
    return lost === 1 ? route.abort() : route.continue();
  });
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible({ timeout: 15_000 });
  expect(lost).toBeGreaterThan(1);
});
