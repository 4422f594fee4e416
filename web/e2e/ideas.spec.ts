import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { Desk } from './support/desk';
import { expect, test } from './support/test';
import { scene } from './support/wall';

const forum = `
slug = "workshop"
name = { ar = "ملتقى الورشة", en = "Workshop forum" }
languages = ["ar", "en"]
zone = "Asia/Riyadh"

[[halls]]
id = "main"
name = { ar = "قاعة الورش", en = "Workshop hall" }

[[sessions]]
hall = "main"
kind = "workshop"
title = { ar = "ورشة المتطوعين", en = "The volunteers' workshop" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00
`;

const question = 'كيف نحفظ التطوع في الأحياء؟';
const ideas = ['تدريب المتطوعين الجدد', 'برنامج تدريب للمتطوعين الجدد', 'دليل موحّد للمبادرات'] as const;

/** The board in the desk's drawer. */
const drawer = (desk: Page) => desk.getByRole('complementary', { name: 'الأفكار' });

async function lead(desk: Page, phase: string): Promise<void> {
  const phases = drawer(desk).getByRole('group', { name: 'المراحل' });
  await phases.getByRole('button', { name: phase }).click();
  await expect(phases.getByRole('button', { name: phase })).toHaveAttribute('aria-pressed', 'true');
}

async function send(phone: Page, text: string): Promise<void> {
  await phone.getByRole('textbox', { name: 'ما فكرتك؟' }).fill(text);
  await phone.getByRole('button', { name: 'إرسال الفكرة' }).click();
  await expect(own(phone).getByRole('listitem').filter({ hasText: text })).toContainText('على اللوحة');
}

const own = (phone: Page) =>
  phone
    .locator('section')
    .filter({ has: phone.getByRole('heading', { name: 'أفكارك' }) })
    .last();

/** Moves an idea from its menu, as whoever has no pointer does. */
async function move(desk: Page, idea: string, to: string): Promise<void> {
  await drawer(desk)
    .getByRole('button', { name: `نقل: ${idea}` })
    .press('Enter');
  await desk.getByRole('dialog').getByRole('button', { name: to, exact: true }).press('Enter');
}

async function dot(phone: Page, on: string): Promise<void> {
  const dots: Locator = phone.getByRole('group', { name: `نقاطك: ${on}` });
  await dots.getByRole('button', { name: 'إضافة نقطة' }).click();
}

test.use({ forumFile: forum });

test('an idea goes from a phone to the wall, is grouped, given dots, and a table says what it came to', async ({
  page: desk,
  server,
}) => {
  await (await Desk.at(server)).begin();
  await desk.setViewportSize({ width: 1440, height: 900 });
  await desk.goto(server.link('moderator'));
  await desk.getByRole('button', { name: 'الأفكار' }).first().click();
  await drawer(desk).getByRole('button', { name: 'إعداد لوحة أفكار' }).click();
  await drawer(desk).getByRole('textbox', { name: 'السؤال', exact: true }).fill(question);
  await drawer(desk).getByRole('button', { name: 'إضافة طاولة' }).click();
  await drawer(desk).getByRole('textbox', { name: 'الطاولة ١', exact: true }).fill('الطاولة الأولى');
  await drawer(desk).getByRole('button', { name: 'حفظ' }).click();
  await expect(drawer(desk).getByRole('heading', { name: question })).toBeVisible();
  const phone = await server.phone();
  await expect(phone.getByRole('heading', { name: question })).toHaveCount(0);

  await drawer(desk).getByRole('combobox', { name: 'وقت المرحلة التالية' }).selectOption({ label: 'الدقائق: ٥' });
  await lead(desk, 'جمع الأفكار');
  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  await expect(scene(wall, 'ideas')).toContainText(question);
  await expect(phone.getByRole('timer')).toHaveText(/^(٤:[٠-٩]{2}|٥:٠٠)$/);
  const sits = phone.getByRole('combobox', { name: 'طاولتك' });
  await sits.selectOption('الطاولة الأولى');
  await send(phone, ideas[0]);
  await expect(sits.locator(':checked')).toHaveText('الطاولة الأولى');
  await expect(scene(wall, 'ideas')).toContainText(ideas[0]);
  await expect(drawer(desk).getByRole('listitem').filter({ hasText: ideas[0] })).toContainText('الطاولة الأولى');
  await send(phone, ideas[1]);
  expect(await faultsOf(phone)).toEqual([]);

  const table = await server.device(
    await (await Crew.at(server)).link('facilitator', 'الطاولة الأولى', { session: 1, table: 0 }),
    { viewport: { width: 820, height: 1180 } },
  );
  await expect(table.getByRole('heading', { name: 'الطاولة الأولى' })).toBeVisible();
  await table.getByRole('textbox', { name: 'فكرة من الطاولة' }).fill(ideas[2]);
  await table.getByRole('button', { name: 'إضافة إلى اللوحة' }).click();
  await expect(scene(wall, 'ideas').getByRole('listitem')).toHaveText([ideas[2], ideas[1], ideas[0]]);

  await drawer(desk).getByRole('button', { name: 'دقيقة إضافية' }).click();
  await expect(phone.getByRole('timer')).toHaveText(/^(٥:[٠-٩]{2}|٦:٠٠)$/);
  await lead(desk, 'ترتيب الأفكار');
  await drawer(desk).getByRole('button', { name: 'اقتراح مجموعات' }).click();
  await drawer(desk).getByRole('button', { name: 'جمعها في مجموعة' }).first().click();
  await drawer(desk).getByRole('textbox', { name: 'اسم المجموعة' }).fill('التدريب');
  await drawer(desk).getByRole('textbox', { name: 'اسم المجموعة' }).press('Enter');
  const group = drawer(desk).getByRole('group', { name: 'التدريب' });
  await expect(group.getByRole('listitem')).toHaveCount(2);
  await move(desk, ideas[2], 'مجموعة جديدة');
  await drawer(desk).getByRole('textbox', { name: 'اسم المجموعة' }).fill('الدليل');
  await drawer(desk).getByRole('textbox', { name: 'اسم المجموعة' }).press('Enter');
  await move(desk, ideas[1], 'إخراج من المجموعة');
  await expect(group.getByRole('listitem')).toHaveCount(1);
  await drawer(desk).getByRole('listitem').filter({ hasText: ideas[1] }).last().dragTo(group);
  await expect(group.getByRole('listitem')).toHaveCount(2);
  expect(await faultsOf(desk)).toEqual([]);
  await expect(scene(wall, 'ideas').getByRole('heading')).toHaveText(['التدريب', 'الدليل']);
  await expect(own(phone).getByRole('button', { name: 'سحب' })).toHaveCount(0);

  await lead(desk, 'توزيع النقاط');
  await dot(phone, 'التدريب');
  await dot(phone, 'الدليل');
  await expect(phone.getByText('النقاط الباقية: ١').first()).toBeVisible();
  await expect(phone.getByText('وصلت نقاطك')).toBeVisible();
  await phone.getByRole('group', { name: 'نقاطك: الدليل' }).getByRole('button', { name: 'سحب نقطة' }).click();
  expect(await faultsOf(phone)).toEqual([]);
  const second = await server.phone();
  await dot(second, 'التدريب');
  await expect(drawer(desk).getByText('المشاركون في النقاط: ٢')).toBeVisible();
  await expect(scene(wall, 'ideas')).toContainText('المشاركون في النقاط: ٢');
  await expect(scene(wall, 'ideas').locator('.bar')).toHaveCount(0);

  await table.getByRole('textbox', { name: 'العنوان' }).fill('برنامج تدريب واحد');
  await table.getByRole('textbox', { name: 'ما توصلت إليه الطاولة' }).fill('تدريب مشترك للأحياء كلها، مرتين في السنة.');
  await table.getByText('الأفكار والمجموعات التي تستند إليها').click();
  await table.getByRole('checkbox', { name: 'التدريب', exact: true }).check();
  await table.getByRole('button', { name: 'أنهينا' }).click();
  await expect(table.getByText('أُعلن أن الطاولة أنهت')).toBeVisible();
  expect(await faultsOf(table)).toEqual([]);
  await expect(drawer(desk).getByText('أنهت', { exact: true })).toBeVisible();

  await drawer(desk).getByRole('button', { name: 'إظهار النتائج للجميع' }).click();
  await expect(phone.getByText('برنامج تدريب واحد')).toBeVisible();
  await expect(scene(wall, 'ideas')).toContainText('برنامج تدريب واحد');
  await expect(scene(wall, 'ideas')).toContainText('تستند إلى');
  await lead(desk, 'اكتملت اللوحة');
  await drawer(desk).getByRole('button', { name: 'عرض اللوحة على الشاشة' }).click();
  await expect(scene(wall, 'ideas').getByRole('heading')).toHaveText([/التدريب\s*النقاط:\s*٢/]);
  expect(await faultsOf(wall)).toEqual([]);
});

test('an idea that is sent without a network goes when it is back, and what waits for the desk is read by its keys', async ({
  page: desk,
  server,
}) => {
  await desk.setViewportSize({ width: 1440, height: 900 });
  await desk.goto(server.link('moderator'));
  await desk.getByRole('button', { name: 'الأفكار' }).first().click();
  await drawer(desk).getByRole('button', { name: 'إعداد لوحة أفكار' }).click();
  await drawer(desk).getByRole('textbox', { name: 'السؤال', exact: true }).fill(question);
  await drawer(desk).getByRole('checkbox', { name: 'تُقرأ أفكار الحضور قبل عرضها' }).check();
  await drawer(desk).getByRole('button', { name: 'حفظ' }).click();
  await lead(desk, 'جمع الأفكار');
  const phone = await server.phone();
  await phone.getByRole('textbox', { name: 'ما فكرتك؟' }).fill(ideas[0]);
  await phone.context().setOffline(true);
  await phone.getByRole('button', { name: 'إرسال الفكرة' }).click();
  await expect(own(phone).getByRole('listitem')).toContainText('محفوظ في جهازك');
  await phone.context().setOffline(false);
  await expect(own(phone).getByText('لدى الفريق')).toBeVisible({ timeout: 20_000 });
  await expect(own(phone).getByRole('listitem'), 'it is told once').toHaveCount(1);

  await phone.getByRole('textbox', { name: 'ما فكرتك؟' }).fill(ideas[1]);
  await phone.getByRole('button', { name: 'إرسال الفكرة' }).click();
  const waiting = drawer(desk).locator('[data-own-keys] > li');
  await expect(waiting).toHaveCount(2);
  await waiting.first().focus();
  await desk.keyboard.press('a');
  await expect(waiting).toHaveCount(1);
  await expect(waiting, 'the next one is in hand').toBeFocused();
  await desk.keyboard.press('d');
  await expect(drawer(desk).getByRole('group', { name: 'لماذا تُستبعد؟' })).toBeVisible();
  await desk.keyboard.press('1');
  await expect(waiting).toHaveCount(0);
  await expect(own(phone).getByRole('listitem').first()).toContainText('لم تُعرض: خارج الموضوع');
  await expect(own(phone).getByRole('listitem').last()).toContainText('على اللوحة');
});
