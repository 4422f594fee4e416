import { expect, type Page, test } from '@playwright/test';
import { hallNow, question, texts } from './support/hall';
import { WallServer } from './support/wall-server';

/** A phone in a hand: what is touched stays where it is, and what sends stays in reach. */
test.use({ viewport: { width: 320, height: 568 }, hasTouch: true, reducedMotion: 'reduce' });

/** Opens the hall on a phone; what the server says after it is the test's to tell. */
async function phone(page: Page, change: (server: WallServer) => void = () => undefined): Promise<WallServer> {
  const server = new WallServer(hallNow(Date.now()), 'participant');
  server.hall.mine = { questions: [], supports: [], ballots: [], seq: 1 };
  change(server);
  const { name, languages, zone } = server.hall.agenda;
  const person = { token: 'p1.forum.person.secret', person: 'person', forum: 'forum', slug: 'trial' };
  const place = { rehearsal: false, hall: 1, session: server.hall.session.session, halls: [] };
  await server.serve(page);
  await page.route('**/v1/join', (route) => route.fulfill({ json: { ...person, name, languages, zone, ...place } }));
  await page.goto('/j/471234?lang=ar');
  await expect(page.getByRole('article')).toHaveCount(server.hall.questions.length);
  return server;
}

test('the order goes on two seconds after a press, though the button that was pressed keeps the focus', async ({
  page,
}) => {
  const server = await phone(page);
  const first = page.getByRole('article').first();
  await expect(first).toContainText(texts.shortArabic);
  await first.getByRole('button', { name: 'تأييد' }).tap();
  server.hall.questions = server.hall.questions.map((one) => (one.q === 3 ? { ...one, n: 900 } : one));
  server.tell();
  await expect(first).toContainText(texts.shortArabic);
  await expect(first).toContainText(texts.english);
});

test('what leaves the list under a finger leaves its place there until the finger is lifted', async ({ page }) => {
  const server = await phone(page);
  const last = page.getByRole('article').last();
  const top = async () => (await last.boundingBox())?.y;
  await last.hover();
  await page.mouse.down();
  const before = await top();
  server.hall.questions = server.hall.questions.filter(({ text }) => text !== texts.shortArabic);
  server.tell();
  await expect(page.getByText('لم يعد هذا السؤال في القائمة')).toBeVisible();
  await expect(page.getByRole('article')).toHaveCount(server.hall.questions.length);
  expect(await top()).toBe(before);
  await page.mouse.up();
  await page.evaluate(() => scrollTo(0, 0));
  await expect(page.getByText('لم يعد هذا السؤال في القائمة')).toBeHidden();
});

test('a question can be sent while similar ones stand under it', async ({ page }) => {
  await phone(page, ({ hall }) => Object.assign(hall, { found: hall.questions }));
  await page.getByRole('button', { name: 'طرح سؤال' }).tap();
  const sheet = page.getByRole('dialog');
  await sheet.getByRole('textbox', { name: 'ما سؤالك' }).fill('كيف تصل المبادرات');
  await expect(sheet.getByRole('article')).toHaveCount(3);
  await expect(sheet.getByRole('button', { name: 'إرسال' })).toBeInViewport({ ratio: 1 });
});

test('a count of five digits stands on one line', async ({ page }) => {
  await phone(page, ({ hall }) => Object.assign(hall, { questions: [question(1, 12_345, texts.english)] }));
  const figures = page.getByRole('article').locator('button .figures');
  const { line, height } = await figures.evaluate((one) => ({
    line: Number.parseFloat(getComputedStyle(one).lineHeight),
    height: one.getBoundingClientRect().height,
  }));
  expect(height).toBeLessThan(line * 1.5);
});
