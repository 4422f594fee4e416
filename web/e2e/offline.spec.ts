import { mkdtempSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from '@playwright/test';
import { launchOptions, whole } from './support/browsers';
import { Desk } from './support/desk';
import { expect, test } from './support/test';

test.use({ serviceWorkers: 'allow' });

/** Back when the worker has kept all that the pages are made of. */
const isKept = (page: Page) => page.evaluate(async () => void (await navigator.serviceWorker.ready));

const question = 'كيف نقيس أثر المبادرات في الأحياء؟';
const offline = 'متى تفتح الحديقة الجديدة للزوار؟';

test('a phone opens without a network as it was, keeps what is asked over another reload, and sends it when it is back', async ({
  page,
  context,
  server,
}) => {
  const desk = await Desk.at(server);
  await desk.do({ do: 'enter', session: 1, text: question, source: 'floor' });
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(page.getByText(question)).toBeVisible();
  await isKept(page);

  await context.setOffline(true);
  await page.reload();
  await expect(page.getByText(question)).toBeVisible();
  await expect(page.getByText('المعروض كما كان')).toBeVisible();
  await page.getByRole('button', { name: 'البرنامج' }).click();
  await expect(page.getByRole('button', { name: /من المبادرة إلى الأثر/ })).toBeVisible();
  await page.getByRole('button', { name: 'الجلسة' }).click();
  await page.getByRole('button', { name: 'طرح سؤال' }).click();
  await page.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' }).fill(offline);
  await page.getByRole('button', { name: 'إرسال' }).click();
  await page.reload();
  await expect(page.getByText(offline)).toBeVisible();
  await expect(page.getByText('محفوظ في جهازك، ويُرسل عند عودة الاتصال').first()).toBeVisible();

  await context.setOffline(false);
  await expect(page.getByText('لدى فريق الأسئلة').first()).toBeVisible({ timeout: 20_000 });
  await expect(page.getByText('المعروض كما كان')).toHaveCount(0);
});

test('the front door opens without a network, and from the home screen it leads to the last forum', async ({
  page,
  context,
  server,
}) => {
  const session = page.getByRole('heading', { name: 'من المبادرة إلى الأثر' });
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(session).toBeVisible();
  await isKept(page);
  await context.setOffline(true);
  await page.goto('/?lang=en');
  await expect(page.getByRole('link', { name: 'Back to Trial forum' })).toBeVisible();
  await page.goto('/?home');
  await expect(page).toHaveURL(server.join(1));
  await expect(session).toBeVisible();
});

test('nothing that the server knows of a forum is kept by the worker', async ({ page, server }) => {
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(page.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  await isKept(page);
  const kept = await page.evaluate(async () => {
    const caches_ = await Promise.all((await caches.keys()).map((name) => caches.open(name)));
    const requests = (await Promise.all(caches_.map((cache) => cache.keys()))).flat();
    return requests.map(({ url }) => new URL(url).pathname);
  });
  expect(kept).toContain('/j/-');
  expect(kept.filter((path) => path.startsWith('/v1/'))).toEqual([]);
  expect(kept.filter((path) => !/^\/(assets\/[^/]+|mark\.svg|j\/-)?$/.test(path))).toEqual([]);
});

test('the page can be installed: its manifest is whole, and each of its icons is there', async ({ page, server }) => {
  await page.goto(server.join(1));
  const address = await page.locator('link[rel="manifest"]').getAttribute('href');
  const answer = await page.request.get(address ?? '');
  expect(answer.headers()['content-type']).toBe('application/manifest+json');
  const manifest: { dir: string; icons: { src: string; sizes: string }[] } = await answer.json();
  expect(manifest).toMatchObject({ short_name: 'مجلس', dir: 'rtl', start_url: '/?home', display: 'standalone' });
  for (const { src, sizes } of manifest.icons) {
    const size = await page.evaluate(async (address) => {
      const image = new Image();
      image.src = address;
      await image.decode();
      return `${image.naturalWidth}x${image.naturalHeight}`;
    }, src);
    expect(size).toBe(sizes);
  }
});

/** How many commands are on the disk of a device. */
const inSafe = (page: Page) =>
  page.evaluate(async () => {
    const found = <T>(request: IDBRequest<T>) =>
      new Promise<T>((resolve) => {
        request.onsuccess = () => resolve(request.result);
      });
    // To open one that is not there would make it.
    if (!(await indexedDB.databases()).some(({ name }) => name === 'majlis')) return 0;
    const database = await found(indexedDB.open('majlis'));
    const count = await found(database.transaction('kept').objectStore('kept').count());
    database.close();
    return count;
  });

test('what waits for a connection outlives an empty battery', async ({ playwright, server }) => {
  const device = mkdtempSync(join(tmpdir(), 'majlis-device-'));
  const begins = () =>
    playwright.chromium.launchPersistentContext(device, { ...launchOptions(whole), serviceWorkers: 'allow' });
  const address = `${server.join(1)}?lang=ar`;
  const first = await begins();
  const visit = await first.newPage();
  await visit.goto(address);
  await isKept(visit);
  await expect(visit.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  await visit.goto('about:blank');
  await first.close();

  const phone = await begins();
  await phone.setOffline(true);
  const page = await phone.newPage();
  await page.goto(address);
  await page.getByRole('button', { name: 'طرح سؤال' }).click();
  await page.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' }).fill(offline);
  await page.getByRole('button', { name: 'إرسال' }).click();
  await expect(page.getByText('محفوظ في جهازك، ويُرسل عند عودة الاتصال').first()).toBeVisible();
  await expect.poll(() => inSafe(page)).toBe(1);
  // No process of the browser gets to write anything more.
  const lock = readlinkSync(join(device, 'SingletonLock'));
  process.kill(-Number(lock.slice(lock.lastIndexOf('-') + 1)), 'SIGKILL');
  await phone.waitForEvent('close');

  const again = await begins();
  const back = await again.newPage();
  await back.goto(address);
  await expect(back.getByText(offline)).toBeVisible();
  await expect(back.getByText('لدى فريق الأسئلة').first()).toBeVisible({ timeout: 20_000 });
  await again.close();
  rmSync(device, { recursive: true, force: true });
});
