import type { Page } from '@playwright/test';
import type { PollDraft } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { expect, type Hall, test } from './support/test';

const poll: PollDraft = {
  title: { ar: 'من أين نبدأ؟', en: 'Where do we begin?' },
  answer: { kind: 'yes_no_abstain' },
  options: [],
  settings: { changeable: true, hidden: true, secret: false },
};

/** A session with a question that was answered, one that waits, and a poll that was announced. */
async function held(server: Hall): Promise<Desk> {
  const desk = await Desk.at(server);
  await desk.begin();
  await desk.putOnStage('كيف نبدأ مبادرة في الحي؟');
  await desk.do({ do: 'answer', question: 1, version: 2 });
  const no = await desk.openPoll(poll);
  await desk.closePoll(no, true);
  return desk;
}

async function organise(page: Page, server: Hall, lang: 'ar' | 'en' = 'ar') {
  const link = new URL(server.link('organiser'));
  link.searchParams.set('lang', lang);
  await page.goto(link.href);
  await page
    .getByRole('navigation')
    .getByRole('button', { name: lang === 'ar' ? 'السجل' : 'Record', exact: true })
    .click();
}

/** Nothing of the page is wider than it is. */
const isWithin = (page: Page) =>
  page.evaluate(() => document.documentElement.scrollWidth <= document.documentElement.clientWidth);

test('a record is published, read by everyone in both languages, printed and kept as a document', async ({
  page,
  server,
  browserName,
}) => {
  await held(server);
  await page.goto(`/record/${server.forum.code}?lang=ar`);
  await expect(page.getByRole('alert')).toContainText('لم يُنشر');

  await organise(page, server);
  await page.getByLabel('تمهيد بالعربية').fill('شكرًا لمن حضر.\nهذا ما دار بيننا.');
  await page.getByRole('button', { name: 'نشر السجل' }).click();
  await expect(page.getByText('السجل منشور للجميع')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await page.goto(`/record/${server.forum.code}?lang=ar`);
  await expect(page.getByText('هذا ما دار بيننا.')).toBeVisible();
  await expect(page.getByText('كيف نبدأ مبادرة في الحي؟')).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'امتناع' })).toBeVisible();
  await expect(page.getByRole('img', { name: /المشاركة في كل ربع ساعة/ })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  const kept = page.waitForEvent('download');
  await page.getByRole('button', { name: 'مستند Word' }).click();
  expect((await kept).suggestedFilename()).toMatch(/-record-.*\.docx$/);
  if (browserName === 'chromium') {
    const pdf = await page.pdf({ preferCSSPageSize: true });
    expect(pdf.subarray(0, 5).toString()).toBe('%PDF-');
    expect(pdf.toString('latin1').match(/\/Type\s*\/Page\b/g)?.length ?? 0).toBeGreaterThan(1);
  }

  await page.setViewportSize({ width: 320, height: 640 });
  expect(await isWithin(page)).toBe(true);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('heading', { name: 'The forum in figures' })).toBeVisible();
  await expect(page.getByRole('row').filter({ hasText: 'Abstain' })).toBeVisible();
  expect(await isWithin(page)).toBe(true);
});

test('the time line goes to a moment, and the wall shows what it showed then', async ({ page, server }) => {
  await held(server);
  const token = new URL(server.link('organiser')).hash;
  await page.goto(`/timeline?lang=ar${token}`);
  const wall = page.locator('.wall').first();
  await page.getByText('اللحظات', { exact: true }).click();
  const moment = page.getByRole('button', { name: /سؤال على الشاشة/ });
  await moment.click();
  await expect(moment).toHaveAttribute('aria-current', 'true');
  await expect(wall).toContainText('كيف نبدأ مبادرة في الحي؟');
  expect(await faultsOf(page)).toEqual([]);

  // From right to left the arrow to the left goes on.
  await page.getByRole('heading', { name: 'الخط الزمني' }).click();
  await page.keyboard.press('ArrowRight');
  await expect(wall).not.toContainText('كيف نبدأ مبادرة في الحي؟');
  await page.keyboard.press('ArrowLeft');
  await expect(wall).toContainText('كيف نبدأ مبادرة في الحي؟');

  await page.setViewportSize({ width: 320, height: 640 });
  expect(await isWithin(page)).toBe(true);
  await page.getByRole('button', { name: 'English' }).click();
  await expect(page.getByRole('button', { name: 'Next moment' })).toBeVisible();
});
