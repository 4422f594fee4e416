import type { Page } from '@playwright/test';
import { type CueAct, type Moment, type ScreenView, topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { usualForum } from './support/forum';
import { expect, test } from './support/test';
import { scene } from './support/wall';
import { wordsIn } from './support/words';

const say = wordsIn('ar');

/** Adds a step that brings a scene, by the clock. */
async function plans(page: Page, name: string, kind: string, at: string): Promise<void> {
  await page.getByRole('button', { name: 'إضافة خطوة' }).click();
  await page.getByLabel('ما يسمّيها الفريق', { exact: true }).fill(name);
  await page.getByRole('combobox', { name: 'ما تفعله' }).selectOption({ label: 'مشهد الشاشات' });
  await page.getByRole('combobox', { name: 'المشهد' }).selectOption(kind);
  await page.getByRole('combobox', { name: 'تتحرك مع' }).selectOption('clock');
  await page.getByLabel('اليوم', { exact: true }).fill(at);
  await page.getByLabel('الساعة', { exact: true }).fill('10:00');
  await page.getByRole('button', { name: 'إضافة', exact: true }).click();
}

test('an organiser plans two steps, and a desk does, moves and holds them', async ({ page, server }) => {
  test.slow();
  const day = (days: number) => new Date(Date.now() + days * 86_400_000).toISOString().slice(0, 10);
  await page.setViewportSize({ width: 820, height: 1180 });
  await page.goto(server.link('organiser').replace('#', '?lang=ar#'));
  await page.getByRole('navigation').getByRole('button', { name: 'سير البرنامج' }).click();
  await plans(page, 'لوحة الصمت', 'quiet', day(2));
  await expect(page.getByRole('heading', { name: 'لوحة الصمت' })).toBeVisible();
  await plans(page, 'رمز الشبكة', 'blank', day(3));
  await expect(page.getByRole('heading', { name: 'رمز الشبكة' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);

  const wall = await server.device(server.link('screen'), { viewport: { width: 1920, height: 1080 } });
  const desk = await server.device(server.link('moderator'), { viewport: { width: 1440, height: 900 } });
  await desk.getByRole('button', { name: 'سير البرنامج' }).first().click();
  const part = desk.getByRole('complementary', { name: 'سير البرنامج' });
  await expect(part.getByText('لوحة الصمت')).toBeVisible();
  expect(await faultsOf(desk)).toEqual([]);
  const stage = await server.device(server.link('presenter'));
  await expect(stage.getByText('التالي في البرنامج')).toBeVisible();
  expect(await faultsOf(stage)).toEqual([]);

  await part
    .getByRole('button', { name: /^تنفيذ الآن/ })
    .first()
    .click();
  await expect(scene(wall, 'quiet')).toBeVisible();
  await expect(part.getByText(/نُفّذت يدويًا/)).toBeVisible();

  await part.getByRole('button', { name: /^تأخير ٥ دقائق/ }).click();
  await part
    .getByRole('button', { name: /^تحريك/ })
    .last()
    .click();
  await expect(page.getByText('مؤجلة بالدقائق: ٥')).toBeVisible();

  await part.getByRole('button', { name: /^إيقاف السير/ }).click();
  await expect(part.getByText(/السير متوقف منذ/)).toBeVisible();
  await expect(stage.getByText('السير متوقف')).toBeVisible();
  expect(await faultsOf(desk)).toEqual([]);
  await part.getByRole('button', { name: 'استئناف في المواعيد نفسها' }).click();
  await expect(part.getByText(/السير متوقف منذ/)).toHaveCount(0);

  await page.getByRole('navigation').getByRole('button', { name: 'جاهزية البدء' }).click();
  await expect(page.getByRole('heading', { name: 'التجربة', exact: true })).toBeVisible();
  await page.getByRole('button', { name: 'جُرّبت هذه القاعة' }).click();
  await expect(page.getByRole('button', { name: 'إلغاء العلامة' })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});

test.describe('steps that do not go as planned', () => {
  test.use({
    forumFile: usualForum.replace(
      '[[sessions]]\nhall = "workshop"',
      `[[sessions]]
hall = "main"
kind = "talk"
title = { ar = "كلمة الختام", en = "Closing words" }
start = 2100-01-01T01:00
end = 2100-01-01T02:00

[[sessions]]
hall = "workshop"`,
    ),
  });

  test('a step waits for its session, one is marked by a hand, and what failed waits for one', async ({ server }) => {
    test.slow();
    const crew = await Crew.at(server);
    const panel = await crew.opens('من المبادرة');
    const closing = crew.session('كلمة الختام');
    const poll = await crew.do(panel, {
      do: 'create_poll',
      session: panel.session,
      poll: {
        title: { ar: 'بم نبدأ؟' },
        answer: { kind: 'yes_no_abstain' },
        options: [],
        settings: { changeable: true, hidden: true, secret: false },
      },
    });
    const plans = (ar: string, at: Moment, does: CueAct) =>
      crew.do(panel, { do: 'show', act: 'add', hall: 1, cue: { name: { ar }, at, does } });
    const soon = (ms: number): Moment => ({ from: 'clock', time: Date.now() + ms });
    await plans('نهاية اليوم', { from: 'start', session: closing.session, seconds: 0 }, { do: 'remind' });
    await plans('لوحة الصمت', soon(280_000), { do: 'scene', scene: { scene: 'quiet' } });

    const desk = await server.device(server.link('moderator'), { viewport: { width: 1440, height: 900 } });
    await desk
      .getByRole('button', { name: say('tab_show') })
      .first()
      .click();
    const part = desk.getByRole('complementary', { name: say('tab_show') });
    const row = (name: string) => part.getByRole('listitem').filter({ hasText: name });
    await expect(row('نهاية اليوم').getByText(say('cue_upon'))).toBeVisible();

    // The walls' scene is changed by hand: the step for it is left to the hand, unless somebody says otherwise.
    const { version } = await crew.now<ScreenView>(panel, topics.screen);
    await crew.do(panel, { do: 'set_scene', hall: 1, version, scene: { scene: 'join' } });
    await expect(part.getByText(/غُيّر هذا يدويًا/).first()).toBeVisible();
    await part
      .getByRole('button', { name: say('show_confirm') })
      .first()
      .click();
    await expect(part.getByText(/غُيّر هذا يدويًا/)).toHaveCount(0);

    // A poll that is not open cannot be closed: the step fails and says why.
    await plans('إغلاق التصويت', soon(1_500), { do: 'close_poll', poll: poll ?? 0 });
    await expect(part.getByRole('heading', { name: new RegExp(say('show_trouble')) })).toBeVisible({ timeout: 20_000 });
    await expect(row('إغلاق التصويت').getByText(say('cue_failed_help'))).toBeVisible();

    // While the run stands still nothing is done; what is late by less than a minute is done as it goes on.
    await part.getByRole('button', { name: new RegExp(`^${say('show_hold')}`) }).click();
    await expect(part.getByText(/السير متوقف منذ/)).toBeVisible();
    await plans('تنبيه', soon(1_500), { do: 'remind' });
    await expect(part.getByText('تنبيه')).toBeVisible();
    expect(await faultsOf(desk)).toEqual([]);
    await part.getByRole('button', { name: say('show_go_on_same') }).click();
    await expect(row('تنبيه').getByText(say('cue_done'), { exact: true })).toBeVisible({ timeout: 20_000 });

    // A session comes sooner than it was planned: what was to be done before it is over, and is left to a hand.
    await crew.ends(panel);
    await plans('قبل الختام', { from: 'start', session: closing.session, seconds: -900 }, { do: 'remind' });
    await expect(row('قبل الختام')).toBeVisible();
    const { session, edition, hall, kind, title, about } = closing;
    const starts = Math.ceil(Date.now() / 60_000 + 2) * 60_000;
    const plan = { hall, kind, title, about, starts, ends: starts + 3_600_000 };
    await crew.plans({ do: 'plan_session', session, edition, plan });
    await expect(row('قبل الختام').getByText(say('cue_missed'), { exact: true })).toBeVisible();
    await expect(row('قبل الختام').getByText(say('cue_missed_help'))).toBeVisible();
    expect(await faultsOf(desk)).toEqual([]);
  });
});
