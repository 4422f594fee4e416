import type { Page } from '@playwright/test';
import { type PollDraft, type PollView, topics, type WindowView } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { cutSheets } from './support/layout';
import { expect, type Hall, test } from './support/test';
import { wordsIn } from './support/words';

/** People without a phone: an usher enters for them, they stand at a kiosk, or vote by a slip of paper. */

const say = wordsIn('ar');
const [parks, lights] = ['الحدائق', 'الإنارة'] as const;
const draft: PollDraft = {
  title: { ar: 'بم نبدأ؟' },
  answer: { kind: 'single' },
  options: [{ ar: parks }, { ar: lights }],
  settings: { changeable: true, hidden: true, secret: false, voters: [] },
};
const phone = { viewport: { width: 390, height: 780 }, hasTouch: true };
const tablet = { viewport: { width: 1180, height: 820 }, hasTouch: true };

const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });
const arabic = (link: string) => link.replace('#', '?lang=ar#');

/** The forum with two badges, and a vote for badges that is open in its first session. */
async function votes(server: Hall) {
  const crew = await Crew.at(server);
  const panel = await crew.opens('من المبادرة');
  const [first = '', second = ''] = await crew.badges(['A-1', 'A-2']);
  const poll = await crew.do(panel, { do: 'create_poll', session: panel.session, poll: draft });
  if (poll === undefined) throw new Error('the poll has no number');
  const view = () => crew.now<PollView>(panel, topics.polls + poll);
  const opens = async () => crew.do(panel, { do: 'open_poll', poll, version: (await view()).version });
  return { crew, panel, poll, view, opens, first, second };
}

test('an usher sends a question and a ballot for somebody, each within seconds, also over a lost network', async ({
  server,
}) => {
  test.slow();
  const { crew, panel, view, opens, first } = await votes(server);
  await opens();
  const page = await server.device(arabic(await crew.link('usher', 'مساعد الصف الأول')), phone);
  const field = page.getByLabel(say('usher_what'));
  await expect(field).toBeFocused();
  expect(await faultsOf(page)).toEqual([]);
  const began = Date.now();
  await field.pressSequentially('متى يُفتح باب التسجيل؟');
  await button(page, 'usher_send_question').click();
  await expect(field).toHaveValue('');
  await expect(field).toBeFocused();
  await expect(page.getByText(say('usher_question_in'))).toBeVisible();
  expect(Date.now() - began, 'a question takes less than 15 seconds').toBeLessThan(15_000);

  await page.context().setOffline(true);
  await field.fill('هل تُنشر العروض؟');
  await button(page, 'usher_send_question').click();
  await page.reload().catch(() => undefined);
  await page.context().setOffline(false);
  await page.goto(`${server.url}/usher?lang=ar`);
  const waiting = async () => {
    const { items } = await crew.now<WindowView>(panel, topics.waiting);
    return items.map(({ text, assisted }) => [text, assisted]).sort();
  };
  await expect.poll(waiting, { timeout: 20_000 }).toEqual([
    ['متى يُفتح باب التسجيل؟', 'usher'],
    ['هل تُنشر العروض؟', 'usher'],
  ]);

  const voteBegan = Date.now();
  await button(page, 'usher_ballot').click();
  await expect(page.getByLabel(say('assist_code'))).toBeFocused();
  await page.getByLabel(say('assist_code')).pressSequentially(first);
  await page.getByRole('radio', { name: parks }).check();
  await button(page, 'assist_send').click();
  await expect(page.getByText(`احتُسب صوت ‎…${first.slice(-3)}`)).toBeVisible();
  expect(Date.now() - voteBegan, 'and so does a ballot').toBeLessThan(15_000);
  await expect(page.getByLabel(say('assist_code'))).toHaveValue('');
  await expect(page.getByRole('radio', { name: parks })).not.toBeChecked();
  expect((await view()).tally).toMatchObject({ v: 1, n: [1, 0] });
  expect(await faultsOf(page)).toEqual([]);

  // Another ballot of that badge stands in place of the first one only once somebody says so.
  await page.getByLabel(say('assist_code')).fill(first);
  await page.getByRole('radio', { name: lights }).check();
  await button(page, 'assist_send').click();
  await button(page, 'usher_replace').click();
  await expect.poll(async () => (await view()).tally).toMatchObject({ v: 1, n: [0, 1] });
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(first);
});

test('a kiosk greets in both languages, and forgets whoever was there', async ({ server }) => {
  test.slow();
  const { crew, panel, view, opens, first } = await votes(server);
  await opens();
  const link = await crew.link('kiosk', 'منصّة المدخل');
  const page = await server.device(`${server.url}/`, tablet);
  await page.clock.install();
  await page.goto(arabic(link));
  const [arabicAsk, englishAsk] = [button(page, 'kiosk_ask'), page.getByRole('button', { name: 'Ask a question' })];
  await expect(arabicAsk).toBeVisible();
  await expect(englishAsk).toBeVisible();
  await expect(page.getByRole('link')).toHaveCount(0);
  expect(await faultsOf(page)).toEqual([]);

  await arabicAsk.click();
  const field = page.getByLabel(say('kiosk_what'));
  await expect(field).toBeFocused();
  await field.fill('سؤال من المنصّة');
  expect(await faultsOf(page)).toEqual([]);
  await button(page, 'usher_send_question').click();
  await expect(page.getByText(say('kiosk_asked'))).toBeVisible();
  await button(page, 'kiosk_done').click();
  await expect(arabicAsk).toBeVisible();
  const waiting = await crew.now<WindowView>(panel, topics.waiting);
  expect(waiting.items).toMatchObject([{ text: 'سؤال من المنصّة', assisted: 'kiosk' }]);

  await button(page, 'kiosk_vote').click();
  await page.getByLabel(say('assist_code')).fill(first);
  await page.getByRole('radio', { name: parks }).check();
  expect(await faultsOf(page)).toEqual([]);
  await button(page, 'kiosk_send_vote').click();
  await expect(page.getByText(say('kiosk_counted'))).toBeVisible();
  expect((await view()).tally).toMatchObject({ v: 1, n: [1, 0] });
  await button(page, 'kiosk_done').click();

  // Whoever goes without a word, or by the way back, leaves nothing.
  await englishAsk.click();
  await page.getByLabel('What would you like to ask?').fill('An unfinished thought');
  await page.clock.fastForward(31_000);
  await expect(arabicAsk).toBeVisible();
  await englishAsk.click();
  await expect(page.getByLabel('What would you like to ask?')).toHaveValue('');
  await page.getByLabel('What would you like to ask?').fill('Another unfinished thought');
  await page.goBack();
  await expect(arabicAsk).toBeVisible();
  const left = await page.evaluate(
    () => JSON.stringify({ ...localStorage, ...sessionStorage }) + document.body.innerHTML,
  );
  for (const trace of ['unfinished', 'سؤال من المنصّة', first]) expect(left).not.toContain(trace);
});

test('a slip and a phone of one badge count once, and a slip that was used says so', async ({ page, server }) => {
  test.slow();
  const { view, opens, first } = await votes(server);
  await page.goto(arabic(server.link('organiser')));
  await page
    .getByRole('navigation')
    .getByRole('button', { name: say('organise_part_polls') })
    .click();
  await button(page, 'slips_make').click();
  const slips = page.locator('.sheets .slip');
  await expect(slips).toHaveCount(2);
  expect(await faultsOf(page)).toEqual([]);
  await page.evaluate(() => document.fonts.ready);
  await page.emulateMedia({ media: 'print' });
  expect(await cutSheets(page)).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
  const told = await slips.evaluateAll((all) =>
    all.map((slip) => [
      slip.querySelector('.label')?.textContent?.trim(),
      slip.querySelector('.code')?.textContent?.replaceAll(' ', ''),
    ]),
  );
  const code = Object.fromEntries(told)['A-1'] ?? '';
  expect(code).toMatch(/^\d{18}$/);

  const early = await server.device(`${server.join(1)}?lang=ar#s${code}`, phone);
  const sheet = early.getByRole('dialog', { name: say('slip_title') });
  await expect(sheet.getByText(say('slip_later'))).toBeVisible();
  expect(early.url()).not.toContain(code);
  await opens();
  await sheet.getByRole('radio', { name: parks }).check();
  expect(await faultsOf(early)).toEqual([]);
  await sheet.getByRole('button', { name: say('slip_send') }).click();
  await expect(sheet.getByText(say('slip_done'))).toBeVisible();
  expect((await view()).tally).toMatchObject({ v: 1, n: [1, 0] });

  const again = await server.device(`${server.join(1)}?lang=ar#s${code}`, phone);
  const later = again.getByRole('dialog', { name: say('slip_title') });
  await later.getByRole('radio', { name: lights }).check();
  await later.getByRole('button', { name: say('slip_send') }).click();
  await expect(later.getByText(say('refusal_slip_used')).first()).toBeVisible();

  // The badge itself, on a phone: the same vote, once more.
  const badge = await server.device(`${server.join(1)}?lang=ar#b${first}`, phone);
  await badge.getByRole('radio', { name: lights }).check();
  await expect.poll(async () => (await view()).tally).toMatchObject({ v: 1, n: [0, 1] });
});
