import { randomBytes } from 'node:crypto';
import type { Page } from '@playwright/test';
import type { AwardPlan, AwardView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
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

/** Makes a link of that role; where it leads. */
async function linkOf(server: Hall, planner: Wire, role: 'juror' | 'organiser', name: string): Promise<string> {
  const secret = randomBytes(24).toString('hex');
  await planner.do({ do: 'create_link', role, hall: null, name, expires: null, secret });
  return `${server.url}/${role === 'juror' ? 'jury' : 'organise'}#c1.${server.forum.forum}.${secret}`;
}

/** What a person presses who means it. */
async function pressTwice(page: Page, first: string, second: RegExp): Promise<void> {
  await page.getByRole('button', { name: first, exact: true }).click();
  await page.getByRole('button', { name: second }).click();
}

/** Gives a nominee the same mark in every criterion. */
async function judge(juror: Page, name: string, mark: string): Promise<void> {
  await juror.getByRole('button', { name }).click();
  const sheet = juror.getByRole('article');
  for (const criterion of await sheet.getByRole('group').all())
    await criterion.getByText(mark, { exact: true }).click();
  await expect(sheet.getByRole('status')).toHaveText('وصلت الدرجات، ويمكن تغييرها حتى ختم التحكيم');
}

test.use({ forumFile: forum });

test('an award is judged, sealed, opened by two, and told on the wall from the third place to the first', async ({
  page,
  server,
}) => {
  const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };
  const token = new URL(server.link('organiser')).hash.slice(1);
  const planner = await Wire.open(server.url, { token, view: 'organiser', session: 1 }, server.over);
  await planner.do({ do: 'award', act: 'plan', session: 1, version: 0, plan });
  await planner.view<AwardView>(topics.award);
  const jury = [
    await linkOf(server, planner, 'juror', 'المحكّم الأول'),
    await linkOf(server, planner, 'juror', 'المحكّم الثاني'),
  ] as const;
  const otherLink = await linkOf(server, planner, 'organiser', 'المنظم الثاني');

  await page.goto(server.link('organiser'));
  await page.getByRole('navigation').getByRole('button', { name: 'الجائزة' }).click();
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
  const second = await server.device(jury[1], tablet);
  await judge(second, 'نافذة العطاء', '٢');
  await second.getByRole('button', { name: 'حدائق الأحياء' }).click();
  await pressTwice(second, 'التنحي عن تحكيم هذا المرشح', /تأكيد التنحي/);
  await expect(second.getByText('٢ من ٣')).toHaveCount(0);
  await expect(second.getByText('١ من ٣')).toBeVisible();

  await expect(page.getByText('المكتمل: ٣ من ٤')).toBeVisible();
  await expect(page.getByText('المكتمل: ١ من ٣')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await pressTwice(page, 'ختم التحكيم', /تأكيد الختم/);
  await expect(first.getByRole('heading', { name: 'خُتم التحكيم' })).toBeVisible();
  await expect(first.getByRole('radio').first()).toBeDisabled();

  await pressTwice(page, 'طلب فتح النتائج', /تأكيد الطلب/);
  await expect(page.getByText('يؤكد الفتح منظم آخر')).toBeVisible();
  const other = await server.device(otherLink);
  await other.getByRole('navigation').getByRole('button', { name: 'الجائزة' }).click();
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
  await expect(page.getByRole('row')).toHaveCount(1 + names.length);

  const phone = await server.phone();
  await expect(phone.getByRole('heading', { name: 'الجائزة' })).toBeVisible();
  await expect(phone.getByText('حدائق الأحياء').first()).toBeVisible();
});
