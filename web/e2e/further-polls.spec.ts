import type { Locator, Page } from '@playwright/test';
import type { PollDraft, PollView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { press, reach } from './support/hands';
import { expect, type Hall, test } from './support/test';
import { scene } from './support/wall';
import { wordsIn } from './support/words';

const say = wordsIn('ar');
const sayEnglish = wordsIn('en');

const settings = { changeable: true, hidden: true, secret: false };
const ideas = [
  { ar: 'أشجار تظلّل الممرات', en: 'Trees that shade the paths' },
  { ar: 'إنارة الحدائق ليلًا', en: 'Lights in the parks at night' },
  { ar: 'مقاعد لكبار السن', en: 'Benches for the elderly' },
];
const first = { ar: 'بأي مبادرة نبدأ في الأحياء؟', en: 'Which initiative first in the quarters?' };

interface Kind {
  name: string;
  draft: PollDraft;
  /** Answers in a language: two thumbs alike, and somebody with keys otherwise. */
  byThumb: (sheet: Locator, lang: 'ar' | 'en') => Promise<void>;
  byKeys: (page: Page, sheet: Locator) => Promise<void>;
  /** What the server counts then. */
  tally: Record<string, unknown>;
  /** What the wall shows, and what the first phone is told of its own choice. */
  wall: RegExp[];
  own: RegExp;
}

/** Puts two of the options in an order. */
const rankByThumb: Kind['byThumb'] = async (sheet, lang) => {
  for (const at of [1, 0]) await sheet.getByRole('button', { name: ideas[at]?.[lang] ?? '', exact: true }).tap();
};
const rankByKeys: Kind['byKeys'] = async (page, sheet) => {
  await press(page, sheet.getByRole('button', { name: ideas[2]?.ar ?? '', exact: true }));
};
const ranking = { title: first, options: ideas, settings };
const ranked = { v: 3, ranked: { first: [0, 2, 1] } };

const kinds: Kind[] = [
  {
    name: 'an instant runoff',
    draft: { ...ranking, answer: { kind: 'ranking', method: 'instant_runoff' } },
    byThumb: rankByThumb,
    byKeys: rankByKeys,
    tally: ranked,
    wall: [/إنارة الحدائق ليلًا/, /الجولة ١ من ١/, /أكثر من النصف/],
    own: /اختيارك: *١\. *إنارة الحدائق ليلًا *٢\. *أشجار تظلّل الممرات/,
  },
  {
    name: 'a ranking by Schulze',
    draft: { ...ranking, answer: { kind: 'ranking', method: 'schulze' } },
    byThumb: rankByThumb,
    byKeys: rankByKeys,
    tally: ranked,
    wall: [/١.*إنارة الحدائق ليلًا/, /٢ مقابل صفر/],
    own: /اختيارك: *١\. *إنارة الحدائق ليلًا *٢\. *أشجار تظلّل الممرات/,
  },
  {
    name: 'a grid of statements',
    draft: {
      title: { ar: 'إلى أي حد توافق؟', en: 'How far do you agree?' },
      answer: { kind: 'likert', steps: 5 },
      options: [
        { ar: 'أعرف كيف أشارك في مبادرات الحي', en: 'I know how to take part in the quarter’s initiatives' },
        { ar: 'تصلني أخبار المبادرات في وقتها', en: 'News of the initiatives reaches me in time' },
      ],
      labels: [
        { ar: 'لا أوافق إطلاقًا', en: 'Not at all' },
        { ar: 'أوافق تمامًا', en: 'Fully' },
      ],
      settings,
    },
    byThumb: async (sheet) => {
      await sheet.getByRole('radiogroup').nth(0).locator('label').nth(3).tap();
      await sheet.getByRole('radiogroup').nth(1).locator('label').nth(0).tap();
    },
    byKeys: async (page, sheet) => {
      const steps = sheet.getByRole('radiogroup').first();
      await reach(page, steps.getByRole('radio').first(), steps.locator('label span').first());
      await page.keyboard.press('Space');
      await page.keyboard.press('ArrowDown');
      await expect(steps.getByRole('radio').nth(1)).toBeChecked();
    },
    tally: {
      v: 3,
      steps: [
        [0, 1, 0, 2, 0],
        [2, 0, 0, 0, 0],
      ],
    },
    wall: [/لا أوافق إطلاقًا/, /أعرف كيف أشارك/, /٣٫٣/],
    own: /اختيارك: ٤.*اختيارك: ١/,
  },
  {
    name: 'a hundred points',
    draft: {
      title: { ar: 'كيف نوزّع ميزانية الحي؟', en: 'How shall the quarter’s budget be shared out?' },
      answer: { kind: 'points' },
      options: ideas,
      settings,
    },
    byThumb: async (sheet, lang) => {
      const fields = sheet.getByRole('textbox');
      await fields.nth(0).fill('60');
      const send = sheet.getByRole('button', { name: lang === 'ar' ? say('send') : sayEnglish('send'), exact: true });
      await expect(sheet).toContainText(lang === 'ar' ? 'بقي: ٤٠' : 'Left: 40');
      await expect(send, 'what is not spent is not sent').toBeDisabled();
      await fields.nth(1).fill('45');
      await expect(sheet).toContainText(lang === 'ar' ? 'زائد: ٥' : 'Too many: 5');
      const less = (lang === 'ar' ? say : sayEnglish)('points_less').replace('{option}', ideas[1]?.[lang] ?? '');
      await sheet.getByRole('button', { name: less }).tap();
    },
    byKeys: async (page, sheet) => {
      await reach(page, sheet.getByRole('textbox').nth(2));
      await page.keyboard.type('100');
    },
    tally: { v: 3, n: [120, 80, 100], backers: [2, 2, 1] },
    wall: [/أشجار تظلّل الممرات/, /٤٠٪/, /١٢٠/],
    own: /اختيارك: ٦٠.*اختيارك: ٤٠/,
  },
];

const ballot = (page: Page, lang: 'ar' | 'en' = 'ar') =>
  page.getByRole('dialog', { name: (lang === 'ar' ? say : sayEnglish)('vote_title') });

/** The desk's page, at its polls. */
async function pollsOf(page: Page, server: Hall, lang: 'ar' | 'en' = 'ar'): Promise<void> {
  await page.setViewportSize({ width: 1440, height: 900 });
  await page.goto(server.link('moderator', 1).replace('#', `?lang=${lang}#`));
  await page.keyboard.press('Escape');
  const tab = (lang === 'ar' ? say : sayEnglish)('tab_polls');
  await page.getByRole('button', { name: tab }).first().click();
}

for (const kind of kinds) {
  test(`${kind.name} is answered by thumbs and by keys, and told on wall, desk and phone`, async ({ page, server }) => {
    test.slow();
    const desk = await Desk.at(server);
    await desk.begin();
    const arabic = await server.phone();
    const english = await server.phone({ lang: 'en', viewport: { width: 360, height: 640 } });
    const keyboard = await server.phone({ hasTouch: false });
    const wall = await server.device(server.link('screen', 1).replace('#', '?lang=ar#'), {
      viewport: { width: 1920, height: 1080 },
    });
    const poll = await desk.openPoll(kind.draft);

    for (const [phone, lang] of [
      [arabic, 'ar'],
      [english, 'en'],
    ] as const) {
      const sheet = ballot(phone, lang);
      await expect(sheet).toBeVisible();
      await kind.byThumb(sheet, lang);
      expect(await faultsOf(phone)).toEqual([]);
      const wide = await phone.evaluate(() => document.documentElement.scrollWidth - innerWidth);
      expect(wide, 'nothing reaches over the side').toBeLessThanOrEqual(0);
      await sheet.getByRole('button', { name: (lang === 'ar' ? say : sayEnglish)('send'), exact: true }).tap();
      await expect(sheet).toContainText((lang === 'ar' ? say : sayEnglish)('vote_arrived_open'));
    }
    const sheet = ballot(keyboard);
    await kind.byKeys(keyboard, sheet);
    await press(keyboard, sheet.getByRole('button', { name: say('send'), exact: true }));
    await expect(sheet).toContainText(say('vote_arrived_open'));

    await desk.closePoll(poll, true);
    expect((await desk.view<PollView>(topics.polls + poll)).tally).toMatchObject(kind.tally);
    for (const text of kind.wall) await expect(scene(wall, 'poll')).toContainText(text);
    expect(await faultsOf(wall)).toEqual([]);
    await wall.setViewportSize({ width: 1080, height: 1920 });
    expect(await wall.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    await expect(arabic.getByRole('dialog').getByRole('table').first()).toBeAttached();
    expect(await faultsOf(arabic)).toEqual([]);
    expect(await english.evaluate(() => document.documentElement.scrollWidth - innerWidth)).toBeLessThanOrEqual(0);

    await pollsOf(page, server);
    const card = page.getByRole('article').filter({ hasText: kind.draft.title.ar ?? '' });
    await expect(card).toContainText(say('poll_revealed'));
    expect(await faultsOf(page)).toEqual([]);
    await expect(arabic.getByRole('dialog')).toContainText(kind.own);
  });
}

const list = 'الرقم,الاسم,المجموعة\nA-104,سارة,الأعضاء\n';

const small = { viewport: { width: 390, height: 780 }, hasTouch: true };

/** The codes of the badges that are made of a list, in its order. */
async function badgesOf(server: Hall, list: string): Promise<string[]> {
  const token = new URL(server.link('organiser')).hash.slice(1);
  const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
  const body = JSON.stringify({ file: Buffer.from(list).toString('base64'), id: '00000000000000a1', dry: false });
  await fetch(`${server.url}/v1/badges`, { headers, method: 'POST', body });
  const { badges } = await (await fetch(`${server.url}/v1/badges`, { headers })).json();
  return badges.map(({ code }: { code: string }) => code);
}

test('a desk that enters points for somebody is told in words that some are not spent', async ({ page, server }) => {
  const [code = ''] = await badgesOf(server, list);
  const desk = await Desk.at(server);
  await desk.begin();
  const poll = await desk.openPoll({
    title: { ar: 'كيف نوزّع ميزانية الحي؟' },
    answer: { kind: 'points' },
    options: ideas,
    settings: { ...settings, voters: [] },
  });
  await pollsOf(page, server);
  await page.getByRole('button', { name: say('assist_title'), exact: true }).click();
  const dialog = page.getByRole('dialog', { name: say('assist_title') });
  await dialog.getByLabel(say('badge_code')).fill(code);
  const fields = dialog.getByRole('spinbutton');
  await fields.nth(0).fill('70');
  await expect(dialog.getByRole('status').filter({ hasText: 'بقي: ٣٠' })).toBeVisible();
  const send = dialog.getByRole('button', { name: say('assist_send') });
  await expect(send).toBeDisabled();
  expect(await faultsOf(page)).toEqual([]);
  await fields.nth(2).fill('30');
  await expect(dialog).toContainText(say('points_whole'));
  await send.click();
  await expect(dialog.getByText(say('assist_done'))).toBeVisible();
  await expect
    .poll(async () => (await desk.view<PollView>(topics.polls + poll)).tally)
    .toMatchObject({ v: 1, n: [70, 0, 30] });
});

test('an organiser prepares a grid, and a desk a ranking by Schulze, each by its form', async ({ page, server }) => {
  test.slow();
  const field = (name: string) => page.getByRole('textbox', { name, exact: true });
  const save = page.getByRole('button', { name: sayEnglish('save'), exact: true });
  await page.goto(server.link('organiser').replace('#', '?lang=en#'));
  await page.getByRole('navigation').getByRole('button', { name: 'Polls' }).click();
  await page.getByRole('button', { name: sayEnglish('organise_new_poll') }).click();
  await page.getByLabel(sayEnglish('poll_kind')).selectOption({ label: sayEnglish('poll_likert') });
  await field(sayEnglish('poll_title')).fill('إلى أي حد توافق؟');
  await field('Statement 1').fill('أعرف كيف أشارك');
  await field('Statement 2').fill('تصلني الأخبار');
  await page.getByLabel(sayEnglish('grid_steps')).selectOption({ label: '4' });
  await save.click();
  await expect(page.getByRole('alert').filter({ hasText: sayEnglish('grid_needs_labels') })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
  await field('Step 1').fill('لا أوافق');
  await field('Step 4').fill('أوافق');
  await save.click();
  const made = page.getByRole('listitem').filter({ hasText: 'إلى أي حد توافق؟' });
  await expect(made).toContainText(sayEnglish('poll_likert'));

  await pollsOf(page, server, 'en');
  await expect(page.getByRole('article').filter({ hasText: 'إلى أي حد توافق؟' })).toBeVisible();
  await page.getByRole('button', { name: sayEnglish('new_poll'), exact: true }).click();
  await page.getByLabel(sayEnglish('poll_kind')).selectOption({ label: sayEnglish('poll_ranking') });
  await page.getByLabel(sayEnglish('poll_method')).selectOption({ label: sayEnglish('method_schulze') });
  await expect(page.getByText(sayEnglish('method_schulze_tie'))).toBeVisible();
  await field(sayEnglish('poll_title')).fill('بأي مبادرة نبدأ؟');
  await field('Option 1').fill('الحدائق');
  await field('Option 2').fill('الإنارة');
  expect(await faultsOf(page)).toEqual([]);
  await save.click();
  const card = page.getByRole('article').filter({ hasText: 'بأي مبادرة نبدأ؟' });
  await expect(card).toContainText(sayEnglish('method_schulze'));
});

test('what each group chose is told once the poll is closed, and what is too few of it to nobody', async ({
  page,
  server,
}) => {
  test.slow();
  const engineers = Array.from({ length: 7 }, (_, at) => `E-${at},,المهندسون`);
  const owners = Array.from({ length: 6 }, (_, at) => `O-${at},,الملّاك`);
  const codes = await badgesOf(server, ['الرقم,الاسم,المجموعة', ...engineers, ...owners, ''].join('\n'));
  const desk = await Desk.at(server);
  await desk.begin();
  const phone = await server.device(`${server.join(1)}?lang=ar#b${codes[0]}`, small);
  const wall = await server.device(server.link('screen', 1).replace('#', '?lang=ar#'), {
    viewport: { width: 1920, height: 1080 },
  });
  const poll = await desk.openPoll({
    title: first,
    answer: { kind: 'single' },
    options: ideas,
    settings: { ...settings, voters: [], by_group: true },
  });
  const sheet = ballot(phone);
  await expect(sheet, 'it is said before').toContainText(say('vote_by_group'));
  await sheet.getByRole('radio', { name: ideas[0]?.ar ?? '' }).check();
  await expect(sheet).toContainText(say('vote_arrived_open'));
  // Six more engineers are of one mind with the first; of the owners five, and one is not.
  for (const [at, badge] of codes.entries()) {
    if (at === 0) continue;
    const option = at === codes.length - 1 ? 1 : 0;
    await desk.do({ do: 'vote', poll, round: 1, choice: { options: [option] }, seq: 1, badge });
  }
  await desk.closePoll(poll, true);
  const { groups } = (await desk.view<PollView>(topics.polls + poll)).tally;
  expect(groups?.rows.map(({ v }) => v)).toEqual([7, 6]);
  expect(groups?.rows.flatMap(({ n }) => n)).toContain(null);

  const dialog = phone.getByRole('dialog');
  await expect(dialog.getByRole('heading', { name: say('groups_title') })).toBeVisible();
  await expect(dialog).toContainText('الملّاك');
  await expect(dialog).toContainText(say('groups_hidden'));
  await expect(dialog).toContainText(say('groups_why'));
  expect(await faultsOf(phone)).toEqual([]);
  await pollsOf(page, server);
  const card = page.getByRole('article').filter({ hasText: first.ar });
  await expect(card).toContainText(say('poll_by_group'));
  await expect(card).toContainText(say('groups_hidden'));
  expect(await faultsOf(page)).toEqual([]);
  await expect(wall.locator('.groups')).toContainText('المهندسون', { timeout: 40_000 });
  expect(await faultsOf(wall)).toEqual([]);
});

test('what is asked again is told before, and how opinions have moved once it is closed', async ({ page, server }) => {
  test.slow();
  const guests = Array.from({ length: 15 }, (_, at) => `G-${at},,الضيوف`);
  const codes = await badgesOf(server, ['الرقم,الاسم,المجموعة', ...guests, ''].join('\n'));
  const desk = await Desk.at(server);
  await desk.begin();
  const phone = await server.device(`${server.join(1)}?lang=ar#b${codes[0]}`, small);
  const wall = await server.device(server.link('screen', 1).replace('#', '?lang=ar#'), {
    viewport: { width: 1920, height: 1080 },
  });
  const options = ideas.slice(0, 2);
  const draft: PollDraft = {
    title: first,
    answer: { kind: 'single' },
    options,
    settings: { ...settings, voters: [] },
  };
  const earlier = await desk.openPoll(draft);
  /** Everyone but the phone votes, those before a place for the first option. */
  const others = async (poll: number, upTo: number) => {
    for (const [at, badge] of codes.entries()) {
      if (at === 0) continue;
      const choice = { options: [at < upTo ? 0 : 1] };
      await desk.do({ do: 'vote', poll, round: 1, choice, seq: 1, badge });
    }
  };

  await pollsOf(page, server);
  const again = { ar: 'وبعد النقاش؟' };
  await page.getByRole('button', { name: say('poll_ask_again') }).click();
  const form = page.locator('form').filter({ hasText: say('poll_after_help') });
  await expect(form, 'what is taken from the earlier one').toContainText(options[0]?.ar ?? '');
  await form.getByRole('textbox', { name: say('poll_title'), exact: true }).fill(again.ar);
  expect(await faultsOf(page)).toEqual([]);
  await form.getByRole('button', { name: say('save'), exact: true }).click();
  const card = page.getByRole('article').filter({ has: page.getByRole('heading', { name: again.ar }) });
  await expect(card).toContainText(say('poll_after_of'));
  await expect(card).toContainText(say('poll_after_waits'));
  const open = card.getByRole('button', { name: say('poll_do_open'), exact: true });
  await expect(open, 'the earlier one is open').toBeDisabled();
  expect(await faultsOf(page)).toEqual([]);

  const sheet = ballot(phone);
  await expect(sheet, 'it is said in the earlier one').toContainText(say('vote_asked_again'));
  await sheet.getByRole('radio', { name: options[0]?.ar ?? '' }).check();
  await expect(sheet).toContainText(say('vote_arrived_open'));
  await others(earlier, 10);
  await desk.closePoll(earlier, true);
  // What is open on a phone is not replaced by what is opened meanwhile.
  const last = phone.getByRole('dialog');
  await last
    .getByRole('button', { name: say('close') })
    .first()
    .click();
  await expect(last).toBeHidden();
  await open.click();
  const later = (await desk.view<PollView>(topics.polls + earlier)).asked_again ?? 0;
  await expect(sheet, 'and in the later one').toContainText(say('vote_after'));
  await sheet.getByRole('radio', { name: options[1]?.ar ?? '' }).check();
  await expect(sheet).toContainText(say('vote_arrived_open'));
  await others(later, 6);
  await desk.closePoll(later, true);
  const { shift } = (await desk.view<PollView>(topics.polls + later)).tally;
  expect(shift).toMatchObject({ poll: earlier, round: 1, before: [10, 5], v: 15, now: [5, 10] });

  const shown = scene(wall, 'poll').locator('.shift');
  await expect(shown).toContainText('٦٧٪');
  await expect(shown.locator('.row').first()).toContainText(/٦٧٪.*٣٣٪.*-٣٤/s);
  const told = await Promise.all(
    ['.before', 'svg', 'b'].map((part) => shown.locator('.row').first().locator(part).first().boundingBox()),
  );
  const places = told.map((box) => box?.x ?? 0);
  expect(places, 'from the right, where Arabic begins').toEqual([...places].sort((one, other) => other - one));
  expect(await faultsOf(wall)).toEqual([]);
  const result = phone.getByRole('dialog');
  await expect(result.getByRole('heading', { name: say('shift_title') })).toBeVisible();
  await expect(result).toContainText('٣٣٪');
  expect(await faultsOf(phone)).toEqual([]);
  await expect(card.getByRole('heading', { name: say('shift_title') })).toBeVisible();
  expect(await faultsOf(page)).toEqual([]);
});
