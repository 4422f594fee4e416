import type { Locator, Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { Desk } from './support/desk';
import { lane, row } from './support/desk-page';
import { expect, test } from './support/test';
import { scene } from './support/wall';
import { Wire } from './support/wire';

const question = 'متى يكون للمتطوعين سجل واحد؟';
const idea = 'تدريب المتطوعين الجدد قبل أول مهمة';
const titles = ['سجل وطني للمتطوعين', 'برنامج تدريب للأحياء'] as const;

/** A board on which the idea lies, led so far that everyone sees it. */
async function board(desk: Desk): Promise<void> {
  const plan = {
    title: { ar: 'كيف نحفظ التطوع؟' },
    about: {},
    moderation: 'after' as const,
    each: 5,
    dots: 3,
    most: 1,
    show_dots: true,
    tables: [],
  };
  await desk.do({ do: 'ideas', act: 'set', session: 1, version: 0, plan });
  await desk.do({ do: 'ideas', act: 'lead', session: 1, version: 1, phase: 'collecting' });
  await desk.do({ do: 'ideas', act: 'enter', session: 1, text: idea });
}

const list = (page: Page) => page.locator('.list');
const open = (page: Page, title: string) => list(page).getByRole('button', { name: title }).first().click();
const part = (page: Page, name: string) => page.getByRole('navigation').getByRole('button', { name }).click();
const text = (page: Page) => page.getByRole('textbox', { name: 'نص التوصية' });

/** What a phone says of a recommendation. */
const said = (phone: Page, title: string): Locator => phone.getByRole('group', { name: title });

async function give(phone: Page, title: string, vote: string): Promise<void> {
  await said(phone, title).getByRole('button', { name: vote, exact: true }).click();
  await expect(said(phone, title).getByRole('button', { name: vote, exact: true })).toHaveAttribute(
    'aria-pressed',
    'true',
  );
  const row = phone.getByRole('listitem').filter({ has: said(phone, title) });
  await expect(row.getByText('احتُسب صوتك')).toBeVisible();
}

test('recommendations go from what was given over a clash of two rapporteurs and the vote of the room to what became of them', async ({
  page,
  server,
}) => {
  test.setTimeout(120_000);
  const desk = await Desk.at(server);
  await desk.begin();
  await desk.do({ do: 'enter', session: 1, text: question, source: 'floor' });
  await board(desk);

  // A desk makes one of a question.
  await page.setViewportSize({ width: 1366, height: 768 });
  await page.goto(server.link('moderator'));
  await row(lane(page, 'list'), question).click();
  await row(lane(page, 'list'), question).getByRole('button', { name: 'إجراءات أخرى' }).click();
  await row(lane(page, 'list'), question).getByRole('button', { name: 'جعله توصية' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('textbox', { name: 'في توصية جديدة عنوانها' }).fill(titles[0]);
  expect(await faultsOf(page)).toEqual([]);
  await dialog.getByRole('button', { name: 'إضافة التوصية' }).click();
  await expect(dialog).toHaveCount(0);

  // A rapporteur writes another one, and rests it on an idea.
  const link = await (await Crew.at(server)).link('rapporteur', 'مقرّر');
  const laptop = { viewport: { width: 1366, height: 768 } };
  const first = await server.device(link, laptop);
  await expect(list(first).getByText('تستند إلى: ١')).toBeVisible();
  await first.getByRole('button', { name: 'توصية جديدة' }).click();
  await first.getByRole('textbox', { name: 'العنوان' }).fill(titles[1]);
  await first.reload();
  await first.getByRole('button', { name: 'توصية جديدة' }).click();
  await expect(first.getByRole('textbox', { name: 'العنوان' }), 'a reload loses nothing').toHaveValue(titles[1]);
  await first.getByRole('button', { name: 'إضافة التوصية' }).click();
  await expect(first.getByText('لا تُنشر توصية قبل أن تستند')).toBeVisible();

  // Without evidence it is not published, and the page says why.
  await part(first, 'النشر والمتابعة');
  await first.getByRole('checkbox', { name: titles[1] }).check();
  await expect(first.getByRole('status').getByText(`${titles[1]}: ينقصها ما تستند إليه`)).toBeVisible();
  await expect(first.getByRole('button', { name: 'نشر المحدّد' })).toBeDisabled();
  await part(first, 'الصياغة');
  await first.getByText('إضافة ما تستند إليه').click();
  await first.getByRole('searchbox', { name: 'بحث فيما قُدّم' }).fill('المتطوعين الجدد');
  await first.getByRole('button', { name: `إضافة: ${idea}` }).click();
  await expect(first.getByRole('blockquote').filter({ hasText: idea })).toBeVisible();
  expect(await faultsOf(first)).toEqual([]);

  // Two write the same one: nothing is lost, and one of them chooses.
  const second = await server.device(link, laptop);
  await open(second, titles[0]);
  await open(first, titles[0]);
  await text(first).fill('يُنشأ سجل واحد.');
  await text(second).fill('يُنشأ سجل تتشاركه الجهات.');
  await second.getByRole('textbox', { name: 'الجهة المعنية' }).first().fill('مكتب الأمانة');
  await first.getByRole('button', { name: 'حفظ', exact: true }).click();
  await expect(first.getByRole('article').getByText('محفوظة', { exact: true })).toBeVisible();
  await expect(second.getByText('غيّرها مقرّر آخر في أثناء الكتابة')).toBeVisible();
  await expect(second.getByRole('group', { name: 'نص التوصية' })).toContainText('يُنشأ سجل واحد.');
  expect(await faultsOf(second)).toEqual([]);
  await second.getByRole('button', { name: 'إبقاء ما كُتب هنا: نص التوصية' }).click();
  await second.getByRole('button', { name: 'حفظ', exact: true }).click();
  await expect(text(first)).toHaveValue('يُنشأ سجل تتشاركه الجهات.');
  await expect(first.getByRole('textbox', { name: 'الجهة المعنية' }).first()).toHaveValue('مكتب الأمانة');

  // Marks put one before the other, and a hand the other way around.
  await open(second, titles[1]);
  await second.getByRole('group', { name: 'الأثر' }).getByRole('radio', { name: '٥' }).check({ force: true });
  await second.getByRole('group', { name: 'قابلية التنفيذ' }).getByRole('radio', { name: '٤' }).check({ force: true });
  await expect(list(first).locator('ol > li').first()).toContainText(titles[1]);
  await list(first)
    .getByRole('button', { name: `تأخير: ${titles[1]}` })
    .click();
  await expect(list(second).locator('ol > li').first()).toContainText(titles[0]);
  await expect(list(second).getByText('الترتيب يدوي')).toBeVisible();

  // The room votes.
  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  await part(first, 'التصويت');
  for (const title of titles) await first.getByRole('checkbox', { name: title }).check();
  await expect(first.getByText('المعروض: ٢')).toBeVisible();
  await first.getByRole('spinbutton', { name: 'أقل عدد للمصوّتين، ومنهم الممتنعون' }).fill('2');
  expect(await faultsOf(first)).toEqual([]);
  await first.getByRole('button', { name: 'فتح التصويت' }).click();
  const phones = [await server.phone(), await server.phone()] as const;
  await give(phones[0], titles[0], 'أوافق');
  await give(phones[0], titles[1], 'لا أوافق');
  expect(await faultsOf(phones[0])).toEqual([]);
  await give(phones[1], titles[0], 'أوافق');
  await give(phones[1], titles[1], 'أوافق');
  await give(phones[1], titles[1], 'أمتنع');
  await desk.do({
    do: 'set_scene',
    hall: 1,
    version: (await desk.view<{ version: number }>(8)).version,
    scene: { scene: 'recommendations' },
  });
  await expect(scene(wall, 'recommendations')).toContainText('المشاركون في التصويت: ٢');
  await expect(scene(wall, 'recommendations').locator('.bar')).toHaveCount(0);
  await first.getByRole('button', { name: 'إغلاق التصويت' }).click();
  await first.getByRole('button', { name: 'هل يُغلق الآن؟' }).click();
  await expect(scene(wall, 'recommendations').getByRole('heading')).toHaveText(['أُقرّت', 'لم تُقرّ']);
  await expect(scene(wall, 'recommendations')).toContainText('١٠٠٪');
  expect(await faultsOf(wall)).toEqual([]);
  await expect(phones[0].getByText('أُقرّت', { exact: true })).toBeVisible();

  // What was agreed is published, followed up, and read on phones.
  await part(first, 'النشر والمتابعة');
  await first.getByRole('checkbox', { name: titles[1] }).check();
  await expect(first.getByRole('status').getByText(`${titles[1]}: ينقصها إقرار التصويت`)).toBeVisible();
  await first.getByRole('checkbox', { name: titles[1] }).uncheck();
  await first.getByRole('checkbox', { name: titles[0] }).check();
  await first.getByRole('button', { name: 'نشر المحدّد' }).click();
  await first.getByRole('button', { name: 'هل تُنشر للجميع؟' }).click();
  await expect(scene(wall, 'recommendations').getByRole('heading')).toHaveText([titles[0]]);
  await first.getByText('إضافة إلى المتابعة').click();
  await first.getByRole('combobox', { name: 'الحالة' }).selectOption({ label: 'قيد التنفيذ' });
  await first.getByRole('textbox', { name: 'ملاحظة، ويراها الجميع' }).fill('بدأ التسجيل في ثلاثة أحياء.');
  await first.getByRole('button', { name: 'إضافة', exact: true }).click();
  expect(await faultsOf(first)).toEqual([]);
  const read = phones[0].getByRole('article').filter({ hasText: titles[0] });
  await expect(read.getByText('قيد التنفيذ').first()).toBeVisible();
  await read.getByText('ما تستند إليه').click();
  await expect(read.getByText(question)).toBeVisible();
  await expect(read.getByText('بدأ التسجيل في ثلاثة أحياء.')).toBeVisible();
  expect(await faultsOf(phones[0])).toEqual([]);
});

test('a vote that is given without a network is kept, and counts when it is back', async ({ server }) => {
  const desk = await Desk.at(server);
  await desk.begin();
  const asked = await desk.do({ do: 'enter', session: 1, text: question, source: 'floor' });
  const link = new URL(await (await Crew.at(server)).link('rapporteur', 'مقرّر')).hash.slice(1);
  const rapporteur = await Wire.open(server.url, { token: link, view: 'rapporteur', session: 1 }, server.over);
  const evidence = [{ kind: 'question' as const, question: asked ?? 0 }];
  const made = await rapporteur.do({ do: 'recommendations', act: 'draft', title: titles[0], text: '', evidence });
  const recommendation = made ?? 0;
  await rapporteur.do({ do: 'recommendations', act: 'propose', recommendation, version: 1, on: true });
  const rule = { more_than: 50, voters: 1 };
  await rapporteur.do({ do: 'recommendations', act: 'open_vote', round: 0, list: [recommendation], rule });
  const phone = await server.phone();
  await expect(said(phone, titles[0])).toBeVisible();
  await phone.context().setOffline(true);
  await said(phone, titles[0]).getByRole('button', { name: 'أوافق', exact: true }).click();
  const item = phone.getByRole('listitem').filter({ has: said(phone, titles[0]) });
  await expect(item.getByText('محفوظ في هذا الجهاز')).toBeVisible({ timeout: 30_000 });
  await phone.context().setOffline(false);
  await expect(item.getByText('احتُسب صوتك')).toBeVisible({ timeout: 30_000 });
  await rapporteur.do({ do: 'recommendations', act: 'close_vote', round: 1 });
  await expect(phone.getByText('نسبة الموافقة: ١٠٠٪')).toBeVisible();
});
