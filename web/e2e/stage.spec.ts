import { expect, type Page, test } from '@playwright/test';
import { faultsOf } from './support/axe';
import { hallNow, question, texts } from './support/hall';
import { WallServer } from './support/wall-server';

async function stage(page: Page, lang = 'ar'): Promise<WallServer> {
  const server = new WallServer(hallNow(Date.now()), 'presenter');
  server.hall.on = question(1, 12, texts.arabic);
  server.hall.next = [question(2, 7, texts.shortArabic), question(3, 5, texts.english)];
  server.hall.session.note = 'دقيقتان';
  await server.serve(page);
  await page.goto(`/stage?lang=${lang}#c1.forum.secret`);
  await expect(page.getByText(texts.arabic)).toBeVisible();
  return server;
}

test('the stage sees the question in hand, the next two, the time and the line of the desk', async ({ page }) => {
  await stage(page);
  await expect(page.getByRole('listitem')).toHaveText([texts.shortArabic, texts.english]);
  await expect(page.getByText('دقيقتان')).toBeVisible();
  await expect(page.getByText('٣٥ دقيقة')).toBeVisible();
  await expect(page.getByRole('button')).toHaveCount(0);
});

for (const [lang, told] of [
  ['ar', '٧ ساعات و١٩ دقيقة'],
  ['en', '7 hours and 19 minutes'],
] as const) {
  test(`a long time is told in hours and minutes in ${lang}`, async ({ page }) => {
    const server = await stage(page, lang);
    const panel = server.hall.agenda.sessions.find(({ session }) => session === 2);
    if (panel) panel.ends = Date.now() + 439 * 60_000;
    server.tell();
    await expect(page.locator('.time p')).toHaveText(told);
  });
}

test('on a large tablet that stands upright the question is large', async ({ page }) => {
  await page.setViewportSize({ width: 820, height: 1180 });
  const server = await stage(page);
  server.hall.on = question(1, 12, texts.shortArabic);
  server.hall.next = [];
  server.tell();
  const text = page.getByText(texts.shortArabic);
  await expect.poll(() => text.evaluate((it) => Number.parseFloat(getComputedStyle(it).fontSize))).toBeGreaterThan(72);
  await expect(text).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('٣٥ دقيقة')).toBeInViewport({ ratio: 1 });
});

test('where the rules allow it, the stage calls the next question', async ({ page }) => {
  const server = await stage(page);
  server.hall.session.presenter_calls_next = true;
  server.tell();
  await page.getByRole('button', { name: 'السؤال التالي' }).click();
  await expect
    .poll(() => server.commands)
    .toEqual([{ do: 'next', session: 2, version: server.rev, question: 2, answered: true }]);
});

test('the longest question leaves the time and the next ones on the screen of a small tablet', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const server = await stage(page);
  server.hall.session.presenter_calls_next = true;
  server.hall.on = question(1, 12, texts.longest);
  server.tell();
  await expect(page.getByText(texts.longest)).toBeInViewport({ ratio: 1 });
  await expect(page.getByRole('button', { name: 'السؤال التالي' })).toBeInViewport({ ratio: 1 });
  await expect(page.getByText('٣٥ دقيقة')).toBeInViewport({ ratio: 1 });
});

test('the longest line of the desk and the longest question stand below each other', async ({ page }) => {
  await page.setViewportSize({ width: 1024, height: 768 });
  const server = await stage(page);
  server.hall.session.note = 'W'.repeat(220);
  server.hall.on = question(1, 12, 'W'.repeat(280), { name: 'W'.repeat(39) });
  server.tell();
  await expect(page.getByText('W'.repeat(280))).toBeInViewport({ ratio: 1 });
  const parts = ['.note p', '.now bdi >> nth=0', '.name', '.next', 'footer'];
  await expect
    .poll(async () => {
      const boxes = await Promise.all(parts.map((part) => page.locator(part).boundingBox()));
      return boxes.map(
        (box, at) => Math.ceil((box?.y ?? 0) + 1 - ((boxes[at - 1]?.y ?? 0) + (boxes[at - 1]?.height ?? 0))) > 0,
      );
    })
    .toEqual(parts.map(() => true));
  await expect(page.getByText('٣٥ دقيقة')).toBeInViewport({ ratio: 1 });
});

test('without its link the stage says how it is opened', async ({ page }) => {
  await page.goto('/stage?lang=ar');
  await expect(page.getByText('تُفتح هذه الصفحة بالرابط الذي أرسله المنظم، كاملًا')).toBeVisible();
});

for (const lang of ['ar', 'en']) {
  test(`the stage is accessible in ${lang}`, async ({ page }) => {
    await stage(page, lang);
    expect(await faultsOf(page)).toEqual([]);
  });
}
