import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { lane, pressArabic, row } from './support/desk-page';
import { ask } from './support/phone';
import { expect, type Hall, test } from './support/test';
import { scene } from './support/wall';

const garden = 'متى تفتح الحديقة الجديدة للزوار؟';
const team = 'كيف نسجل فريقنا في منصة التطوع؟';
const advert = 'زوروا متجرنا لأفضل الأسعار';

type Lang = 'ar' | 'en';

/** The address of a desk of the first hall, in a language. */
function deskOf(server: Hall, lang: Lang): string {
  const link = new URL(server.link('moderator', 1));
  link.searchParams.set('lang', lang);
  return link.href;
}

/** A desk at work in a running session, with these questions asked in the hall. */
async function deskWith(page: Page, server: Hall, texts: readonly string[], lang: Lang = 'ar'): Promise<void> {
  await page.goto(deskOf(server, lang));
  await page.getByRole('button', { name: lang === 'ar' ? 'بدء الجلسة' : 'Start session' }).click();
  await ask(page, server.forum.halls[0]?.code ?? '', texts);
  for (const text of texts) await expect(row(lane(page, 'waiting'), text)).toBeVisible();
}

test('a question is approved by key on an Arabic keyboard, and the focus goes to the next one', async ({
  page,
  server,
}) => {
  await deskWith(page, server, [garden, team]);
  const waiting = lane(page, 'waiting');
  await row(waiting, garden).focus();
  await pressArabic(page, 'KeyA', 'ش');
  await expect(row(lane(page, 'list'), garden)).toBeVisible();
  await expect(row(waiting, garden)).toHaveCount(0);
  await expect(row(waiting, team)).toBeFocused();
});

test('a question is dismissed with its reason, told in the ledger, and brought back by undo', async ({
  page,
  server,
}) => {
  await deskWith(page, server, [advert]);
  await row(lane(page, 'waiting'), advert).focus();
  await page.keyboard.press('d');
  await expect(page.getByRole('group', { name: 'سبب الاستبعاد' })).toBeVisible();
  await page.keyboard.press('5');
  await expect(page.getByText('لا شيء في الانتظار')).toBeVisible();
  await expect(page.getByText(/آخر قرار: استبعاد: ترويج/)).toBeVisible();
  await lane(page, 'waiting').getByRole('button', { name: 'تراجع' }).click();
  await expect(row(lane(page, 'waiting'), advert)).toBeVisible();
});

test('two questions are merged, and the merge is taken back', async ({ page, server }) => {
  await deskWith(page, server, [garden, team]);
  const waiting = lane(page, 'waiting');
  await row(waiting, garden).focus();
  await page.keyboard.press('a');
  await expect(row(waiting, team)).toBeFocused();
  await page.keyboard.press('m');
  await page.getByRole('searchbox', { name: 'بحث عن سؤال آخر' }).fill('الحديقه');
  await page.getByRole('dialog').getByRole('button', { name: garden }).click();
  const list = lane(page, 'list');
  await expect(row(list, garden)).toContainText('مدموج فيه: ١');
  await expect(row(waiting, team)).toHaveCount(0);
  await row(list, garden).focus();
  await page.keyboard.press('u');
  await expect(row(waiting, team)).toBeVisible();
  await expect(row(list, garden)).not.toContainText('مدموج فيه');
});

test('the row in hand is seen whole, whatever lies over its lane', async ({ page, server }) => {
  await deskWith(page, server, [garden]);
  const others = Array.from({ length: 18 }, (_, at) => `السؤال ${at + 10} من أسئلة الحضور؟`);
  for (let at = 0; at < others.length; at += 3) {
    await ask(page, server.forum.halls[0]?.code ?? '', others.slice(at, at + 3));
  }
  const waiting = lane(page, 'waiting');
  await expect(waiting.getByRole('row')).toHaveCount(19);
  /** How far the row in hand reaches under the lane's head, or under what lies at its foot. */
  const covered = () =>
    waiting.evaluate((lane) => {
      const box = (part: string) => lane.querySelector(part)?.getBoundingClientRect() ?? new DOMRect();
      const [row, head, foot] = [box('tr[tabindex="0"]'), box('header'), box('.foot')];
      const end = foot.height > 0 ? foot.top : lane.getBoundingClientRect().bottom;
      return Math.max(0, Math.round(head.bottom - row.top), Math.round(row.bottom - end));
    });
  await row(waiting, garden).focus();
  for (let at = 0; at < 18; at += 1) await page.keyboard.press('ArrowDown');
  await page.keyboard.press('x');
  await expect(waiting.locator('.foot')).toContainText('المحدد');
  await expect.poll(covered).toBe(0);
  for (let at = 0; at < 14; at += 1) await page.keyboard.press('ArrowUp');
  await expect.poll(covered).toBe(0);
});

test('the later of two desks that clash is told what the other did', async ({ page, server }) => {
  await deskWith(page, server, [garden]);
  const other = await server.device(server.link('moderator'));
  await other.getByRole('combobox', { name: 'الجلسة' }).selectOption({ value: '1' });
  // The rows of the session before fade away.
  await expect(row(lane(other, 'waiting'), garden)).toHaveCount(1);
  await row(lane(other, 'waiting'), garden).focus();
  await expect(row(lane(page, 'waiting'), garden)).toContainText('بيد');

  await other.keyboard.press('e');
  await other.getByRole('textbox', { name: 'تعديل نص السؤال' }).fill(`${garden} ومن يديرها؟`);
  await row(lane(page, 'waiting'), garden).focus();
  await page.keyboard.press('a');
  await expect(row(lane(page, 'list'), garden)).toBeVisible();
  await other.getByRole('button', { name: 'حفظ' }).click();
  await expect(other.getByRole('alert')).toHaveText('سبق أن قبله المكتب الآخر');
  await other.getByRole('button', { name: 'حفظ' }).click();
  await expect(row(lane(page, 'list'), 'ومن يديرها؟')).toContainText('النص معدّل');
});

test('a question goes from the list to the queue, to the stage, and is answered', async ({ page, server }) => {
  await deskWith(page, server, [garden, team]);
  await row(lane(page, 'waiting'), garden).focus();
  await page.keyboard.press('a');
  await expect(row(lane(page, 'waiting'), team)).toBeFocused();
  await page.keyboard.press('a');
  const [list, stage] = [lane(page, 'list'), lane(page, 'stage')];
  for (const text of [garden, team]) {
    await row(list, text).focus();
    await page.keyboard.press('q');
    await expect(row(list, text)).toContainText('في الدور');
  }
  const queued = stage.getByRole('listitem');
  const later = queued.filter({ hasText: garden }).getByRole('button', { name: 'تأخير' });
  await later.focus();
  await page.keyboard.press('Enter');
  await expect(queued.last()).toContainText(garden);
  await expect(later, 'moved by the server’s word, the row has the focus still').toBeFocused();
  await page.keyboard.press('Shift+Tab');
  await page.keyboard.press('Enter');
  await expect(queued.first()).toContainText(garden);
  await row(list, team).focus();
  await page.keyboard.press('n');
  await expect(row(list, garden)).toContainText('على الشاشة الآن');
  await expect(stage.locator('.picture')).toContainText(garden);
  await page.keyboard.press('n');
  await expect(row(list, team)).toContainText('على الشاشة الآن');
  await expect(row(list, garden)).toHaveCount(0);
  await page.keyboard.press('Shift+N');
  await expect(stage.getByText('لا سؤال على المنصة')).toBeVisible();
  await list.getByLabel('العرض').selectOption('answered');
  await expect(row(list, garden)).toBeVisible();
});

test('a poll is prepared, opened, closed and revealed', async ({ page, server }) => {
  await page.goto(deskOf(server, 'en'));
  await page.getByRole('button', { name: 'Polls' }).click();
  const drawer = page.getByRole('complementary', { name: 'Polls' });
  await drawer.getByRole('button', { name: 'New poll' }).click();
  await drawer.getByRole('button', { name: 'Save' }).click();
  await expect(drawer.getByRole('alert')).toContainText('The question is missing');
  await drawer.getByRole('textbox', { name: 'Question', exact: true }).fill('أين نبدأ؟');
  await drawer.getByRole('textbox', { name: 'Option 1', exact: true }).fill('الحدائق');
  await drawer.getByRole('textbox', { name: 'Option 2', exact: true }).fill('الإنارة');
  await drawer.getByRole('button', { name: 'Save' }).click();
  const poll = drawer.getByRole('article', { name: 'أين نبدأ؟' });
  await expect(poll).toContainText('Draft');
  await poll.getByRole('button', { name: 'Open', exact: true }).click();
  await expect(poll).toContainText('Results are hidden');
  await poll.getByRole('button', { name: 'Close' }).click();
  await expect(poll).toContainText('Closes in');
  await expect(poll).toContainText('Closed', { timeout: 15_000 });
  await poll.getByRole('button', { name: 'Reveal results' }).click();
  await expect(poll).toContainText('Everyone sees the results');
});

for (const lang of ['ar', 'en'] as const) {
  test(`the desk is accessible in ${lang}: its lanes, its drawer, its dialogs`, async ({ page, server }) => {
    test.slow();
    await deskWith(page, server, [garden, team], lang);
    await row(lane(page, 'waiting'), garden).focus();
    expect(await faultsOf(page)).toEqual([]);
    await page.getByRole('button', { name: lang === 'ar' ? 'السجل' : 'Ledger' }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await row(lane(page, 'waiting'), garden).focus();
    await page.keyboard.press('Shift+?');
    await expect(page.getByRole('dialog')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });
}

test('a desk pairs a strange screen in its hall by the code that it shows', async ({ page, server }) => {
  const wall = await server.device(`${server.url}/screen`);
  const code = (await wall.locator('.code bdi').textContent()) ?? '';
  await page.goto(deskOf(server, 'ar'));
  await page.getByRole('button', { name: 'الشاشات' }).click();
  const drawer = page.getByRole('complementary');
  await drawer.getByLabel('الرمز الظاهر على الشاشة').fill(code);
  await drawer.getByLabel('اسم الشاشة').fill('شاشة الباب');
  await drawer.getByRole('button', { name: 'ربط شاشة' }).click();
  await expect(page.getByText('رُبطت الشاشة').first()).toBeVisible();
  await expect(scene(wall, 'join')).toBeVisible({ timeout: 10_000 });
  await wall.reload();
  await expect(scene(wall, 'join')).toBeVisible();
  await expect(drawer.getByRole('listitem').filter({ hasText: 'شاشة الباب' })).toBeVisible();
});
