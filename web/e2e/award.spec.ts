import type { Page } from '@playwright/test';
import type { AwardPlan, AwardPlanView, AwardView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { judge, pressTwice } from './support/jury';
import { expect, type Hall, test } from './support/test';
import { scene } from './support/wall';
import { Wire } from './support/wire';

const forum = `
slug = "award"
name = { ar = "ملتقى الجائزة", en = "Award forum" }
languages = ["ar", "en"]
zone = "Asia/Riyadh"

[[halls]]
id = "main"
name = { ar = "القاعة الكبرى", en = "Main hall" }

[[sessions]]
hall = "main"
kind = "award"
title = { ar = "حفل الجائزة", en = "The award" }
start = 2026-01-01T00:00
end = 2100-01-01T00:00
`;

const names = ['حدائق الأحياء', 'مدرسة المتطوعين', 'جسر الجيران', 'نافذة العطاء'];

const plan: AwardPlan = {
  tracks: [
    {
      title: { ar: 'المبادرات المجتمعية الرائدة' },
      kind: 'scored',
      nominees: names.map((ar) => ({ title: { ar }, about: {}, team: {} })),
    },
  ],
  criteria: [
    { title: { ar: 'الابتكار' }, weight: 2 },
    { title: { ar: 'الأثر' }, weight: 1 },
  ],
  scale: 5,
  normalise: 'none',
  quorum_jury: 1,
  people: null,
  ties: ['lot'],
};

/** The organiser's wire, with which tests set up what they do not go over. */
function organiserOf(server: Hall): Promise<Wire> {
  const token = new URL(server.link('organiser')).hash.slice(1);
  return Wire.open(server.url, { token, view: 'organiser', session: 1 }, server.over);
}

const toAward = (page: Page) => page.getByRole('navigation').getByRole('button', { name: 'الجائزة' }).click();

test.use({ forumFile: forum });

test('an award is judged, sealed, opened by two, and told on the wall from the third place to the first', async ({
  page,
  server,
}) => {
  const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };
  test.slow();
  const crew = await Crew.at(server);
  const planner = await organiserOf(server);
  await planner.do({ do: 'award', act: 'plan', session: 1, version: 0, plan });
  await planner.view<AwardView>(topics.award);
  const jury = [await crew.link('juror', 'المحكّم الأول'), await crew.link('juror', 'المحكّم الثاني')] as const;

  await page.goto(server.link('organiser'));
  await toAward(page);
  await expect(page.getByText('لا يبدأ التحكيم برابط منظم واحد')).toBeVisible();
  await expect(page.getByRole('button', { name: 'بدء التحكيم', exact: true })).toBeDisabled();
  const otherLink = await crew.link('organiser', 'المنظم الثاني');
  await expect(page.getByText('روابط المنظمين: ٢')).toBeVisible();
  await pressTwice(page, 'بدء التحكيم', /تأكيد: لا تتغير القواعد/);
  await expect(page.getByText('التحكيم جارٍ')).toBeVisible();
  // Nobody gave anything: a mistake can be mended yet.
  await pressTwice(page, 'العودة إلى الإعداد', /تأكيد العودة/);
  await pressTwice(page, 'بدء التحكيم', /تأكيد: لا تتغير القواعد/);
  await expect(page.getByText('التحكيم جارٍ')).toBeVisible();

  const first = await server.device(jury[0], tablet);
  for (const [name, mark] of [
    ['حدائق الأحياء', '٥'],
    ['مدرسة المتطوعين', '٤'],
    ['جسر الجيران', '٣'],
  ] as const)
    await judge(first, name, mark);
  expect(await faultsOf(first)).toEqual([]);
  await expect(page.getByRole('button', { name: 'العودة إلى الإعداد' })).toHaveCount(0);
  const short = page.getByRole('listitem').filter({ hasText: 'المبادرات المجتمعية الرائدة' });
  await expect(short).toHaveText(/نافذة العطاء/);
  await expect(page.getByRole('button', { name: 'ختم رغم نقص النصاب' })).toBeVisible();
  const second = await server.device(jury[1], tablet);
  await judge(second, 'نافذة العطاء', '٢');
  await second.getByRole('button', { name: 'حدائق الأحياء' }).click();
  await pressTwice(second, 'التنحي عن تحكيم هذا المرشح', /تأكيد التنحي/);
  await expect(second.getByText('٢ من ٣')).toHaveCount(0);
  await expect(second.getByText('١ من ٣')).toBeVisible();

  await expect(page.getByText('المكتمل: ٣ من ٤')).toBeVisible();
  await expect(page.getByText('المكتمل: ١ من ٣')).toBeVisible();
  await expect(short).toHaveCount(0);

  // The second juror's link is lost: by another one all is there that was given.
  const lost = page.getByRole('listitem').filter({ has: page.getByRole('heading', { name: 'المحكّم الثاني' }) });
  await lost.getByText('المتابعة برابط آخر').click();
  await pressTwice(page, 'رابط جديد بدله', /يُلغى الرابط الأول/);
  const address = page.getByRole('main').locator('code', { hasText: '/jury#' });
  const heir = await server.device((await address.textContent()) ?? '', tablet);
  await expect(heir.getByText('١ من ٣')).toBeVisible();
  await expect(second.getByText('أُلغي')).toBeVisible();
  await expect(page.getByText('المكتمل: ١ من ٣')).toHaveCount(1);
  expect(await faultsOf(page)).toEqual([]);
  await page.getByRole('button', { name: 'إخفاء الروابط' }).click();
  await pressTwice(page, 'ختم التحكيم', /تأكيد الختم/);
  await expect(first.getByRole('heading', { name: 'خُتم التحكيم' })).toBeVisible();
  await expect(first.getByRole('radio').first()).toBeDisabled();

  await pressTwice(page, 'طلب فتح النتائج', /تأكيد الطلب/);
  await expect(page.getByText('يؤكد الفتح منظم آخر')).toBeVisible();
  const other = await server.device(otherLink);
  await toAward(other);
  await expect(other.getByText('طلب الفتح:')).toBeVisible();
  await pressTwice(other, 'تأكيد فتح النتائج', /تأكيد نهائي/);
  await expect(other.getByText('فُتحت النتائج')).toBeVisible();

  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  const desk = await server.device(server.link('moderator'), { viewport: { width: 1440, height: 900 } });
  await desk.getByRole('group', { name: 'المشاهد' }).getByRole('button', { name: 'الجائزة' }).click();
  const stage = scene(wall, 'award');
  await expect(stage.getByRole('listitem')).toHaveText(names);
  await desk.getByRole('button', { name: 'الجائزة' }).first().click();
  const part = desk.getByRole('complementary', { name: 'الجائزة' });
  const told: RegExp[] = [];
  for (const [place, name] of [
    ['المركز الثالث', 'جسر الجيران'],
    ['المركز الثاني', 'مدرسة المتطوعين'],
    ['المركز الأول', 'حدائق الأحياء'],
  ] as const) {
    await expect(part.getByText(`التالي: ${place}`)).toBeVisible();
    await expect(part.getByText(name)).toHaveCount(0);
    await pressTwice(desk, 'إعلان التالي', /تأكيد الإعلان/);
    told.unshift(new RegExp(`${place}\\s*${name}`));
    await expect(stage.getByRole('listitem')).toHaveText(told);
  }
  await expect(part.getByRole('button', { name: 'إعلان التالي' })).toHaveCount(0);
  expect(await faultsOf(desk)).toEqual([]);
  expect(await faultsOf(wall)).toEqual([]);
  await expect(page.getByRole('row')).toHaveCount(1 + names.length);

  const phone = await server.phone();
  await expect(phone.getByRole('heading', { name: 'الجائزة' })).toBeVisible();
  await expect(phone.getByText('حدائق الأحياء').first()).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
});

test('the people choose by their badges, on phones and at the desk, and have a prize of their own', async ({
  page,
  server,
}) => {
  test.slow();
  const crew = await Crew.at(server);
  const planner = await organiserOf(server);
  const codes = await crew.badges(['A-1', 'A-2', 'A-3']);
  const otherLink = await crew.link('organiser', 'المنظم الثاني');
  const juror = new URL(await crew.link('juror', 'المحكّم')).hash.slice(1);
  const people = { groups: [0], weight: 0, quorum: 3 };
  await planner.do({ do: 'award', act: 'plan', session: 1, version: 0, plan: { ...plan, people } });
  const { version } = await planner.view<AwardView>(topics.award);
  await planner.do({ do: 'award', act: 'begin', session: 1, version });
  const judging = await Wire.open(server.url, { token: juror, view: 'juror', session: 1 }, server.over);
  for (const nominee of names.keys()) {
    const marks = [5 - nominee, 5 - nominee];
    await judging.do({ do: 'award', act: 'score', session: 1, track: 0, nominee, marks, seq: nominee + 1 });
  }

  await page.goto(server.link('organiser'));
  await toAward(page);
  const vote = page.getByRole('listitem').filter({ hasText: 'المبادرات المجتمعية الرائدة' });
  await expect(vote.getByText('لم يُفتح بعد')).toBeVisible();
  await vote.getByRole('button', { name: 'فتح', exact: true }).click();
  await expect(vote.getByText('مفتوح الآن')).toBeVisible();

  const [first = '', second = '', third = ''] = codes;
  for (const [code, name] of [
    [first, 'جسر الجيران'],
    [second, 'جسر الجيران'],
  ] as const) {
    const phone = await server.device(`${server.join(1)}?lang=ar#b${code}`, { viewport: { width: 390, height: 780 } });
    const sheet = phone.getByRole('dialog', { name: 'تصويت' });
    await sheet.getByRole('radio', { name }).check();
    await expect(sheet.getByText('وصل اختيارك، ويمكن تغييره حتى الإغلاق')).toBeVisible();
    expect(await faultsOf(phone)).toEqual([]);
  }
  const desk = await server.device(server.link('moderator'), { viewport: { width: 1440, height: 900 } });
  await desk.getByRole('button', { name: 'التصويتات' }).first().click();
  await desk.getByRole('button', { name: 'إدخال صوت لشخص' }).click();
  const dialog = desk.getByRole('dialog', { name: 'إدخال صوت لشخص' });
  await dialog.getByLabel('رمز البطاقة').fill(third);
  await dialog.getByRole('radio', { name: 'حدائق الأحياء' }).check();
  await dialog.getByRole('button', { name: 'تسجيل الصوت' }).click();
  await expect(vote.getByText('الأصوات: ٣')).toBeVisible();
  await desk.keyboard.press('Escape');

  await pressTwice(page, 'ختم التحكيم', /تأكيد الختم/);
  await expect(page.getByText('تُفتح النتائج بعد أن يُفتح كل تصويت للجمهور ويُغلق')).toBeVisible();
  await expect(page.getByRole('button', { name: 'طلب فتح النتائج' })).toBeDisabled();
  await desk.getByRole('button', { name: 'إغلاق', exact: true }).click();
  await expect(vote.getByText('أُغلق')).toBeVisible();
  await expect(desk.getByText('يعيد فتحه المنظم من صفحته')).toBeVisible();
  await expect(desk.getByRole('button', { name: 'جولة جديدة' })).toHaveCount(0);
  expect(await faultsOf(desk)).toEqual([]);
  expect(await faultsOf(page)).toEqual([]);

  await pressTwice(page, 'طلب فتح النتائج', /تأكيد الطلب/);
  const other = await server.device(otherLink);
  await toAward(other);
  await pressTwice(other, 'تأكيد فتح النتائج', /تأكيد نهائي/);
  await expect(page.getByText('فُتحت النتائج')).toBeVisible();

  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  await desk.getByRole('button', { name: 'الجائزة' }).first().click();
  const stage = scene(wall, 'award');
  for (const [place, name] of [
    ['جائزة الجمهور', 'جسر الجيران'],
    ['المركز الثالث', 'جسر الجيران'],
    ['المركز الثاني', 'مدرسة المتطوعين'],
    ['المركز الأول', 'حدائق الأحياء'],
  ] as const) {
    await pressTwice(desk, 'إعلان التالي', /تأكيد الإعلان/);
    await expect(stage.getByRole('listitem').filter({ hasText: place })).toHaveText(new RegExp(name));
  }
  const row = (name: string) => page.getByRole('row').filter({ hasText: name });
  await expect(row('جسر الجيران')).toContainText('٢');
  await expect(row('نافذة العطاء')).toContainText('٤');
  expect(await faultsOf(page)).toEqual([]);
});

test('a plan that is longer than a frame of a socket is saved by a request, and comes to the page again', async ({
  page,
  server,
}) => {
  const planner = await organiserOf(server);
  const about = 'نبذة عن المبادرة '.repeat(29).trim();
  const nominees = names.map((ar) => ({ title: { ar }, about: { ar: about }, team: {} }));
  const tracks = [1, 2, 3, 4, 5, 6].map((no) => ({ title: { ar: `مسار ${no}` }, kind: 'scored' as const, nominees }));
  await planner.do({ do: 'award', act: 'plan', session: 1, version: 0, plan: { ...plan, tracks } });
  await page.goto(server.link('organiser'));
  await toAward(page);
  const field = page.getByLabel('اسم المسار').first();
  await expect(field, 'what has a name is folded').toBeHidden();
  await page.locator('summary').first().click();
  await field.fill('مسار آخر');
  const request = page.waitForRequest('**/v1/do');
  await page.getByRole('button', { name: 'حفظ الخطة' }).click();
  expect((await request).postDataBuffer()?.length).toBeGreaterThan(16_384);
  await expect(page.getByRole('button', { name: 'حفظ الخطة' })).toBeDisabled();
  await expect
    .poll(async () => (await planner.view<AwardPlanView>(topics.award_plan)).plan.tracks[0]?.title.ar)
    .toBe('مسار آخر');
  await page.reload();
  await toAward(page);
  await page.locator('summary').first().click();
  await expect(field).toHaveValue('مسار آخر');
});
