import type { Page } from '@playwright/test';
import { type PollDraft, type PollView, topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { cutSheets } from './support/layout';
import { expect, test } from './support/test';
import { wordsIn } from './support/words';

/** From a list of attendees to ballots that are counted once a badge. */

const say = wordsIn('ar');
const [parks, lights] = ['الحدائق', 'الإنارة'] as const;

const list = 'الرقم,الاسم,المجموعة\nA-104,سارة,الأعضاء\nA-105,فهد,الأعضاء\nB-7,منى,الضيوف\n';

const draft: PollDraft = {
  title: { ar: 'بم نبدأ؟' },
  answer: { kind: 'single' },
  options: [{ ar: parks }, { ar: lights }],
  settings: { changeable: true, hidden: true, secret: false, voters: [0] },
};

const button = (page: Page, key: string) => page.getByRole('button', { name: say(key), exact: true });
const file = (text: string) => ({ name: 'حضور.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });

/** The codes on the cards that are printed, by whose they are. */
async function codesOn(page: Page): Promise<Record<string, string>> {
  const cards = page.locator('.sheets .card');
  const told = await cards.evaluateAll((all) =>
    all.map((card) => [card.querySelector('.label')?.textContent, card.querySelector('.code')?.textContent]),
  );
  return Object.fromEntries(told.map(([label, code]) => [label?.trim(), code?.replaceAll(' ', '')]));
}

/** A phone that comes by a badge's link. */
const withBadge = async (
  server: { join: (hall: number) => string; device: (address: string) => Promise<Page> },
  code: string,
) => server.device(`${server.join(1)}?lang=ar#b${code}`);

test('a list becomes badges, whose holders vote once a badge from whichever phone, until a badge is replaced', async ({
  page,
  server,
}) => {
  test.slow();
  await page.goto(`${server.link('organiser').replace('#', '?lang=ar#')}`);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: say('badges_part'), exact: true })
    .click();

  const chosen = page.getByLabel(say('badges_file'));
  await chosen.setInputFiles(file(`${list}A-104,ثانية,الأعضاء\n`));
  await expect(page.getByRole('alert').filter({ hasText: 'السطر' })).toContainText('٥');
  await chosen.setInputFiles(file(list));
  const told = page.getByRole('status').filter({ hasText: say('badges_new') });
  await expect(told).toContainText('٣');
  await button(page, 'badges_take').click();
  await expect(page.getByRole('heading', { name: /A-104.*سارة/ })).toBeVisible();
  await page.getByRole('searchbox').fill('a-١٠٤');
  await expect(page.getByRole('heading', { name: /B-7/ })).toHaveCount(0);
  expect(await faultsOf(page)).toEqual([]);

  await button(page, 'badges_print').click();
  await expect(page.locator('.sheets .card')).toHaveCount(3);
  await page.evaluate(() => document.fonts.ready);
  await page.emulateMedia({ media: 'print' });
  expect(await cutSheets(page)).toEqual([]);
  await page.emulateMedia({ media: 'screen' });
  const codes = await codesOn(page);
  const code = codes['A-104'] ?? '';
  expect(code).toMatch(/^\d{16}$/);

  const desk = await Desk.at(server);
  const poll = await desk.openPoll(draft);
  const count = async () => (await desk.view<PollView>(topics.polls + poll)).tally;

  const phone = await withBadge(server, code);
  await expect(phone.getByRole('region').getByText(/بطاقتك هنا: .*A-104/)).toBeVisible();
  expect(phone.url()).not.toContain(code);
  const sheet = phone.getByRole('dialog', { name: say('vote_title') });
  await expect(sheet.getByText(/صوت واحد لكل بطاقة من: .*الأعضاء/)).toBeVisible();
  await sheet.getByRole('radio', { name: parks }).check();
  await expect(sheet.getByText(say('vote_arrived_open'))).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
  await expect.poll(count).toMatchObject({ v: 1, n: [1, 0] });
  await phone.reload();
  await expect(phone.getByText(say('vote_arrived_open')).first(), 'the device knows its own ballot').toBeVisible();

  // Another phone, where the code is typed: with a slip of the finger first, then with the digits of an Arabic keyboard.
  const other = await server.phone();
  const field = other.getByRole('dialog').getByLabel(say('badge_code'));
  await field.fill(code.slice(0, -1) + ((Number(code.at(-1)) + 1) % 10));
  await expect(other.getByText(say('badge_mistyped'))).toBeVisible();
  await field.fill([...code].map((digit) => String.fromCodePoint(0x660 + Number(digit))).join(''));
  await button(other, 'badge_use').click();
  await other.getByRole('radio', { name: lights }).check();
  await expect(other.getByRole('dialog').getByText(say('vote_arrived_open'))).toBeVisible();
  await expect.poll(count).toMatchObject({ v: 1, n: [0, 1] });

  // A guest's badge is none of those that vote here, and says so where its code is.
  const guest = await withBadge(server, codes['B-7'] ?? '');
  await guest.getByRole('radio', { name: parks }).click();
  await expect(guest.getByRole('dialog').getByText(say('refusal_not_your_group'))).toBeVisible();

  await button(page, 'badges_back').click();
  await button(page, 'badges_replace').click();
  await button(page, 'badges_replace_sure').click();
  await expect(page.getByRole('region').getByText(say('badges_replaced'))).toBeVisible();
  await other.getByRole('radio', { name: parks }).click();
  await expect(other.getByRole('dialog').getByText(say('refusal_badge_ended'))).toBeVisible();
  expect(await count()).toMatchObject({ v: 1, n: [0, 1] });
  const late = await withBadge(server, code);
  await expect(late.getByRole('region').getByText(say('refusal_badge_ended'))).toBeVisible();

  await button(page, 'badges_print').click();
  await expect.poll(async () => (await codesOn(page))['A-104']).not.toBe(code);
  const renewed = (await codesOn(page))['A-104'] ?? '';
  const again = await withBadge(server, renewed);
  await again.getByRole('radio', { name: parks }).check();
  await expect.poll(count).toMatchObject({ v: 1, n: [1, 0] });
});

test('a desk enters a ballot for somebody by the badge, and keeps neither', async ({ page, server }) => {
  const organiser = server.link('organiser');
  const token = new URL(organiser).hash.slice(1);
  const asked = (path: string, body?: object) =>
    fetch(server.url + path, {
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    }).then((answer) => answer.json());
  await asked('/v1/badges', { file: Buffer.from(list).toString('base64'), id: '00000000000000a1', dry: false });
  const { badges } = (await asked('/v1/badges')) as { badges: { label?: string; code?: string }[] };
  const code = badges.find(({ label }) => label === 'A-105')?.code ?? '';

  const desk = await Desk.at(server);
  const poll = await desk.openPoll({ ...draft, settings: { ...draft.settings, secret: true } });
  await page.goto(`${server.link('moderator').replace('#', '?lang=ar#')}`);
  await page.keyboard.press('Escape');
  await page
    .getByRole('button', { name: say('tab_polls') })
    .first()
    .click();
  await button(page, 'assist_title').click();
  const dialog = page.getByRole('dialog', { name: say('assist_title') });
  await dialog.getByLabel(say('assist_code')).fill(code);
  await dialog.getByRole('radio', { name: lights }).check();
  await dialog.getByRole('button', { name: say('assist_send') }).click();
  await expect(dialog.getByText(say('assist_done'))).toBeVisible();
  await expect(dialog.getByLabel(say('assist_code'))).toHaveValue('');
  await expect(dialog.getByRole('radio', { name: lights })).not.toBeChecked();
  expect(await faultsOf(page)).toEqual([]);
  await expect
    .poll(async () => (await desk.view<PollView>(topics.polls + poll)).tally)
    .toMatchObject({ v: 1, assisted: 1 });
  const kept = await page.evaluate(() => JSON.stringify({ ...localStorage, ...sessionStorage }));
  expect(kept).not.toContain(code);
});
