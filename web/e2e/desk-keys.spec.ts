import type { Page } from '@playwright/test';
import { lane, pressArabic, row } from './support/desk-page';
import { usualForum } from './support/forum';
import { ask } from './support/phone';
import { expect, test } from './support/test';

/** The usual forum, its first session with a label and a poll that is prepared. */
test.use({
  forumFile: usualForum.replace(
    '\n[[sessions]]\nhall = "workshop"',
    `labels = [{ ar = "الحدائق", en = "Parks" }]

[[sessions.polls]]
kind = "single"
title = { ar = "أين نبدأ؟", en = "Where do we begin?" }
options = [{ ar = "الحدائق", en = "Parks" }, { ar = "الإنارة", en = "Lighting" }]

[[sessions]]
hall = "workshop"`,
  ),
});

const questions = {
  garden: 'متى تفتح الحديقة الجديدة للزوار؟',
  same: 'متى ستُفتح الحديقة الجديدة للزائرين؟',
  team: 'كيف نسجل فريقنا في منصة التطوع؟',
  advert: 'زوروا متجرنا لأفضل الأسعار',
  light: 'لماذا لا تُضاء ممرات المشاة؟',
};

/** Goes on by Tab until what has that name is reached, as somebody does who looks for it. */
async function tabTo(page: Page, name: string | RegExp, role: 'button' | 'combobox' | 'searchbox' = 'button') {
  const wanted = page.getByRole(role, { name, exact: typeof name === 'string' }).first();
  for (let tabs = 0; tabs < 120; tabs += 1) {
    if (await wanted.evaluate((element) => element === document.activeElement).catch(() => false)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no Tab leads to ${name}`);
}

test('a whole session is led by the keys of an Arabic keyboard alone', async ({ page, server }) => {
  test.slow();
  const desk = new URL(server.link('moderator'));
  desk.searchParams.set('lang', 'ar');
  await page.goto(desk.href);
  const [waiting, list, stage] = [lane(page, 'waiting'), lane(page, 'list'), lane(page, 'stage')];
  const on = (code: string, letter: string) => pressArabic(page, code, letter);

  await test.step('the session is begun, and the first question takes the focus', async () => {
    await tabTo(page, 'بدء الجلسة');
    await page.keyboard.press('Enter');
    const code = server.forum.halls[0]?.code ?? '';
    await ask(page, code, [questions.garden, questions.team, questions.advert]);
    await ask(page, code, [questions.light, questions.same]);
    await expect(row(waiting, questions.light)).toBeVisible();
    await row(waiting, questions.garden).focus();
  });

  await test.step('one is approved, one dismissed with its reason, and the focus stays in the lane', async () => {
    await on('KeyA', 'ش');
    await expect(row(list, questions.garden)).toBeVisible();
    await expect(row(waiting, questions.team)).toBeFocused();
    await page.keyboard.press('ArrowDown');
    await expect(row(waiting, questions.advert)).toBeFocused();
    await on('KeyD', 'ي');
    await on('Digit5', '٥');
    await expect(row(waiting, questions.advert)).toHaveCount(0);
    await expect(row(waiting, questions.light)).toBeFocused();
  });

  await test.step('the dismissal is undone, and done again', async () => {
    await on('KeyU', 'ع');
    await expect(row(waiting, questions.advert)).toBeVisible();
    await row(waiting, questions.advert).focus();
    await on('KeyD', 'ي');
    await on('Digit5', '٥');
    await expect(row(waiting, questions.advert)).toHaveCount(0);
  });

  await test.step('one that asks the same is merged by the number of the suggestion', async () => {
    await page.keyboard.press('End');
    await expect(row(waiting, questions.same)).toBeFocused();
    await on('KeyM', 'ة');
    await expect(page.getByRole('dialog').getByRole('button', { name: questions.garden })).toBeVisible();
    await on('Digit1', '١');
    await expect(row(list, questions.garden)).toContainText('مدموج فيه: ١');
  });

  await test.step('in the merge dialog a year is looked for by its digits, which choose nothing there', async () => {
    await on('KeyM', 'ة');
    const search = page.getByRole('dialog').getByRole('searchbox');
    await expect(search).toBeVisible();
    await on('KeyU', 'ع');
    await expect(search).toBeFocused();
    await page.keyboard.type('ام 2030');
    await expect(search).toHaveValue('عام 2030');
    await page.keyboard.press('Escape');
    await page.keyboard.press('Escape');
    await expect(search).toHaveCount(0);
  });

  await test.step('two are selected and approved in one go, and that is one step to undo', async () => {
    await page.keyboard.press('Home');
    await page.keyboard.press('Shift+ArrowDown');
    await expect(waiting.getByRole('group', { name: 'المحدد: ٢' })).toBeVisible();
    await on('KeyA', 'ش');
    await expect(waiting.getByText('لا شيء في الانتظار')).toBeVisible();
    await expect(row(list, questions.light)).toBeVisible();
  });

  await test.step('the next lane is entered; a question is labelled and queued', async () => {
    await tabTo(page, /^تراجع/);
    await page.keyboard.press('ArrowLeft');
    await expect(list.locator('tr:focus')).toBeVisible();
    await page.keyboard.press('Home');
    await on('KeyL', 'م');
    await page.getByRole('dialog').getByRole('checkbox', { name: 'الحدائق' }).focus();
    await page.keyboard.press('Space');
    await page.keyboard.press('Escape');
    await expect(list.locator('tr:focus')).toContainText('الحدائق');
    await on('KeyQ', 'ض');
    await expect(list.locator('tr:focus')).toContainText('في الدور: ١');
  });

  await test.step('it comes on stage, is shown, and answered', async () => {
    await on('KeyN', 'ى');
    await expect(list.locator('tr:focus')).toContainText('على الشاشة الآن');
    await page.keyboard.press('ArrowDown');
    await on('KeyW', 'ص');
    await expect(list.locator('tr:focus')).toContainText('على الشاشة الآن');
    const shown = (await list.locator('tr:focus .text').textContent()) ?? '';
    await on('KeyS', 'س');
    await expect(row(list, shown)).toHaveCount(0);
    await expect(list.locator('tr:focus')).toBeVisible();
  });

  await test.step('a question is found though it is spelled another way', async () => {
    await on('Slash', 'ظ');
    await page.keyboard.type('الحديقه');
    await expect(row(list, questions.garden)).toBeVisible();
    await expect(row(list, questions.light)).toHaveCount(0);
    await page.keyboard.press('Escape');
    await expect(page.getByRole('searchbox', { name: 'بحث في الأسئلة' })).toHaveValue('');
  });

  await test.step('a scene is chosen, the walls are hidden and shown', async () => {
    await tabTo(page, 'حصيلة الأسئلة');
    await page.keyboard.press('Enter');
    await expect(page.getByRole('button', { name: 'حصيلة الأسئلة' })).toHaveAttribute('aria-pressed', 'true');
    await on('KeyB', 'لا');
    await expect(page.getByText('الشاشة مخفية')).toBeVisible();
    await on('KeyB', 'لا');
    await expect(page.getByText('الشاشة مخفية')).toHaveCount(0);
    await expect(stage).toBeVisible();
  });

  await test.step('input is paused and let go on', async () => {
    await on('KeyP', 'ح');
    await page.keyboard.press('Enter');
    await expect(page.getByText('المشاركة متوقفة')).toBeVisible();
    await page.keyboard.press('Shift+Tab');
    await row(list, questions.garden).focus();
    await on('KeyP', 'ح');
    await expect(page.getByText('المشاركة متوقفة')).toHaveCount(0);
  });

  await test.step('a poll is opened, closed and revealed', async () => {
    await on('KeyO', 'خ');
    const drawer = page.getByRole('complementary');
    await expect(drawer).toBeFocused();
    await tabTo(page, 'فتح لمدة', 'combobox');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Shift+Tab');
    await expect(drawer.getByRole('button', { name: 'فتح', exact: true })).toBeFocused();
    await page.keyboard.press('Enter');
    await expect(drawer).toContainText('مفتوح');
    await expect(drawer).toContainText('يُغلق بعد');
    await tabTo(page, 'إغلاق');
    await page.keyboard.press('Enter');
    await expect(drawer.getByRole('button', { name: 'إظهار النتائج' }).and(page.locator('.primary'))).toBeVisible({
      timeout: 15_000,
    });
    await tabTo(page, 'إظهار النتائج');
    await page.keyboard.press('Enter');
    await expect(drawer).toContainText('النتائج ظاهرة للجميع');
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
  });

  await test.step('feedback is closed by hand, and left to the agenda again', async () => {
    await tabTo(page, 'التقييم');
    await page.keyboard.press('Enter');
    const drawer = page.getByRole('complementary');
    await tabTo(page, 'إغلاق التقييم');
    await page.keyboard.press('Enter');
    await expect(drawer).toContainText('التقييم مغلق يدويًا');
    await tabTo(page, 'حسب البرنامج');
    await page.keyboard.press('Enter');
    await expect(drawer).toContainText('حسب البرنامج: من منتصف الجلسة');
    await page.keyboard.press('Escape');
    await expect(drawer).toHaveCount(0);
  });

  await test.step('another session is looked at', async () => {
    await tabTo(page, 'الجلسة', 'combobox');
    await page.keyboard.press('ArrowDown');
    await expect(lane(page, 'list').getByText('لا أسئلة في القائمة بعد')).toBeVisible();
  });
});
