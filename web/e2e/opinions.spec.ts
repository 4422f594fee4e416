import type { Page } from '@playwright/test';
import { type Command, type OpinionsView, type StatementsView, topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { Line } from './support/line';
import { expect, type Hall, test } from './support/test';
import { scene } from './support/wall';
import { Wire } from './support/wire';

const title = 'ما الذي يعيق العمل التطوعي؟';
const seeds = ['التطوع يبدأ من الحي', 'الوقت هو العائق الأول', 'يكفي التطوع عن بعد', 'المكافآت تفسد روح التطوع'];

/** What each half of the hall says of the statements: one unites them, the others divide them. */
const halves = [
  ['agree', 'agree', 'disagree', 'agree'],
  ['agree', 'disagree', 'agree', 'disagree'],
] as const;

/** A person without a page, in the session. */
async function person(server: Hall): Promise<Wire> {
  const headers = { 'content-type': 'application/json' };
  const body = JSON.stringify({ code: server.forum.halls[0]?.code });
  const answer = await fetch(`${server.url}/v1/join`, { method: 'POST', headers, body, signal: server.over });
  const { token } = (await answer.json()) as { token: string };
  return Wire.open(server.url, { token, view: 'participant', session: 1 });
}

/** So many people of each half say what they think of the statements, in their order. */
async function vote(server: Hall, statements: readonly number[], ofEach: number): Promise<void> {
  const say = async (half: readonly ('agree' | 'disagree')[]) => {
    const wire = await person(server);
    for (const [at, statement] of statements.entries()) {
      const command: Command = {
        do: 'statements',
        act: 'vote',
        session: 1,
        statement,
        vote: half[at] ?? 'pass',
        seq: Date.now() + at,
      };
      await wire.do(command);
    }
    wire.leave();
  };
  await Promise.all(halves.flatMap((half) => Array.from({ length: ofEach }, () => say(half))));
}

/** Opens the desk's drawer at the statements. */
async function drawer(desk: Page) {
  await desk.getByRole('button', { name: 'العبارات' }).first().click();
  return desk.getByRole('complementary', { name: 'العبارات' });
}

test('statements are set up on a desk, answered on phones, and become a map on the wall', async ({ page, server }) => {
  test.setTimeout(120_000);
  const other = await Desk.at(server);
  await other.begin();
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.link('moderator'));
  const part = await drawer(page);
  await part.getByRole('button', { name: 'إعداد العبارات' }).click();
  await part.getByRole('textbox', { name: 'الموضوع' }).first().fill(title);
  await part.getByRole('button', { name: 'حفظ' }).click();
  await expect(part.getByText('قيد الإعداد، ولا تظهر للحضور')).toBeVisible();
  const phone = await server.device('about:blank', { viewport: { width: 390, height: 780 }, hasTouch: true });
  const line = await Line.of(phone);
  await phone.goto(`${server.join(1)}?lang=ar`);
  for (const seed of seeds) {
    await part.getByRole('textbox', { name: 'عبارة من المنظمين' }).fill(seed);
    await part.getByRole('button', { name: 'نشر' }).first().click();
    await expect(part.getByRole('listitem').getByText(seed)).toBeVisible();
  }
  await expect(phone.getByRole('heading', { name: title }), 'it is not open').toHaveCount(0);
  await part.getByRole('button', { name: 'فتح التصويت' }).click();

  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  const shown = scene(wall, 'opinions');
  await expect(shown.getByText('تُرسم خريطة الآراء من أصواتكم')).toBeVisible();
  expect(await faultsOf(wall)).toEqual([]);

  // One after the other, the last of them taken back and said otherwise.
  await expect(phone.getByRole('heading', { name: title })).toBeVisible();
  await expect(phone.getByText('الباقي: ٤')).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
  const text = phone.getByRole('group', { name: 'ما رأيك في هذه العبارة؟' });
  const first = await phone.locator('.asked .text').textContent();
  await text.getByRole('button', { name: 'لا أوافق' }).click();
  await expect(phone.getByText('الأخيرة: لا أوافق')).toBeVisible();
  await expect(phone.getByText('الباقي: ٣')).toBeVisible();
  await phone.getByRole('button', { name: 'تراجع عن الأخيرة' }).click();
  await expect(phone.locator('.asked .text')).toHaveText(first ?? '');
  await expect(phone.getByText('الباقي: ٤')).toBeVisible();
  for (const left of ['٣', '٢', '١']) {
    await phone.waitForTimeout(400);
    await text.getByRole('button', { name: 'أوافق', exact: true }).click();
    await expect(phone.getByText(`الباقي: ${left}`)).toBeVisible();
  }

  // The last one without a network: it is kept, and counts once it is back.
  await line.cut();
  await phone.waitForTimeout(400);
  await text.getByRole('button', { name: 'أوافق', exact: true }).click();
  await expect(phone.getByText('هذه كل العبارات حتى الآن')).toBeVisible();
  await expect(phone.getByText('محفوظ في جهازك، ويُرسل عند عودة الاتصال')).toBeVisible();
  line.mend();
  await expect(phone.getByText('محفوظ في جهازك، ويُرسل عند عودة الاتصال')).toHaveCount(0);

  // Of one person nothing is told but that there is one.
  const tooFew = 'تظهر الخريطة حين يصوّت عشرة أشخاص على الأقل. عدد من صوّتوا: ١';
  for (const place of [shown, part, phone]) await expect(place.getByText(tooFew)).toBeVisible();
  expect(await faultsOf(wall)).toEqual([]);

  // An own statement waits for the desk, which reads it by keys.
  await phone.getByRole('button', { name: 'كتابة عبارة' }).click();
  await phone.getByRole('textbox', { name: 'رأي واحد، في جملة قصيرة' }).fill('التدريب قبل التطوع');
  expect(await faultsOf(phone)).toEqual([]);
  await phone.getByRole('button', { name: 'إرسال' }).click();
  await expect(phone.getByText('لدى الفريق')).toBeVisible();
  await (await person(server)).do({ do: 'statements', act: 'submit', session: 1, text: 'زوروا متجري' });
  await expect(part.getByText('زوروا متجري')).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await part.getByRole('listitem').filter({ hasText: 'التدريب قبل التطوع' }).focus();
  await page.keyboard.press('KeyA');
  await expect(phone.getByText('منشورة، ويُصوَّت عليها')).toBeVisible();
  await expect(part.getByRole('listitem').filter({ hasText: 'زوروا متجري' }), 'the next one is in hand').toBeFocused();
  await page.keyboard.press('KeyD');
  await expect(part.getByRole('group', { name: 'لماذا لا تُنشر؟' })).toBeVisible();
  await page.keyboard.press('Digit5');
  await expect(part.getByText('لا شيء ينتظر')).toBeVisible();
  await expect(phone.locator('.asked .text')).toHaveText('التدريب قبل التطوع');

  const { items } = await (await Desk.at(server)).view<StatementsView>(topics.statements);
  const numbers = seeds.map((seed) => items.find((item) => item.text === seed)?.s ?? 0);
  await vote(server, numbers, 6);
  await expect(shown.getByRole('heading')).toHaveCount(0);
  // One statement after the other stands beside the map, whichever has its turn now.
  await expect(shown.locator('.turn .kind').last()).toHaveText(/ما يجمع|ما يُختلف فيه|ما يميّز المجموعة/);
  await expect(shown.getByRole('rowheader', { name: 'المجموعة أ' }).first()).toBeAttached();
  await expect(shown.getByRole('table', { name: `كل المجموعات توافق: ${seeds[0]}` })).toBeAttached();
  expect(await faultsOf(wall)).toEqual([]);
  await expect(part.getByText('كل المجموعات توافق').first()).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  await part.getByRole('button', { name: 'إغلاق التصويت' }).click();
  await part.getByRole('button', { name: 'هل يُغلق الآن؟' }).click();
  await expect(part.getByText('الخريطة الأخيرة، بعد إغلاق التصويت')).toBeVisible();
  await expect(phone.getByText('أُغلق التصويت على العبارات')).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'ما يجمع' })).toBeVisible({ timeout: 15_000 });
  expect(await faultsOf(phone)).toEqual([]);
  const last = await (await Desk.at(server)).view<OpinionsView>(topics.opinions);
  expect(last.picture.groups.length).toBeGreaterThan(1);
});
