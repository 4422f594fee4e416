import type { Page } from '@playwright/test';
import type {
  AgendaView,
  AwardView,
  RecommendationsView,
  StandSheets,
  WindowView,
} from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { izwa } from './support/izwa';
import { judge, pressTwice } from './support/jury';
import { expect, test } from './support/test';
import { wordsIn } from './support/words';

/** Both days of the example forum, from the first session to the closing, as one of its people after the other walks through them. */

const say = wordsIn('ar');

test.use({ forumFile: izwa });
test.slow();

const vote = (phone: Page) => phone.getByRole('dialog', { name: say('vote_title') });
const tab = (phone: Page, key: string) =>
  phone
    .getByRole('navigation')
    .getByRole('button', { name: say(key), exact: true })
    .click();

/** Goes along to what is on in the hall now. */
async function goes(phone: Page, title: string | RegExp): Promise<void> {
  await phone.getByRole('button', { name: 'الانتقال إليها' }).click();
  await expect(phone.getByRole('heading', { name: title, level: 1 })).toBeVisible();
}

/** A board that collects ideas, everyone's at once. */
const board = (title: string, tables: readonly string[] = []) => ({
  title: { ar: title },
  about: {},
  moderation: 'after' as const,
  each: 5,
  dots: 3,
  most: 1,
  show_dots: true,
  tables: tables.map((ar) => ({ ar })),
});

/** A recommendation that a rapporteur rests on an answered question. */
async function drafted(crew: Crew, words: string) {
  const title = 'يُعلن ما صار برأي أهل الحي';
  const panel = crew.session('مشاورة، مشاركة، تمكين');
  const link = await crew.link('rapporteur', 'مقرّر');
  const rapporteur = await crew.wire(link, 'rapporteur', panel);
  const { items } = await crew.now<WindowView>(panel, topics.questions);
  const question = items.find(({ text }) => text === words)?.q ?? 0;
  const evidence = [{ kind: 'question' as const, question }];
  const recommendation = (await rapporteur.do({ do: 'recommendations', act: 'draft', title, text: '', evidence })) ?? 0;
  return {
    title,
    opensVote: async () => {
      await rapporteur.do({ do: 'recommendations', act: 'propose', recommendation, version: 1, on: true });
      const rule = { more_than: 50, voters: 1 };
      await rapporteur.do({ do: 'recommendations', act: 'open_vote', round: 0, list: [recommendation], rule });
    },
    publishes: async () => {
      await rapporteur.do({ do: 'recommendations', act: 'close_vote', round: 1 });
      // Whoever comes in anew is told all of it.
      const { items } = await (await crew.wire(link, 'rapporteur', panel)).view<RecommendationsView>(topics.drafts);
      const version = items.find(({ r }) => r === recommendation)?.v ?? 0;
      await rapporteur.do({ do: 'recommendations', act: 'publish', list: [{ recommendation, version }] });
    },
  };
}

test('an attendee', async ({ server }) => {
  const crew = await Crew.at(server);
  const [code = ''] = await crew.badges(['A-1', 'A-2']);
  const phone = await server.phone();

  await test.step('the opening, and a word in the cloud', async () => {
    const opening = await crew.opens('افتتاح الملتقى');
    await goes(phone, 'افتتاح الملتقى');
    const poll = await crew.opensPoll(opening);
    await vote(phone).getByRole('textbox').first().fill('شراكة');
    await vote(phone).getByRole('button').last().click();
    await expect(vote(phone)).toContainText('وصل');
    await crew.reveals(opening, poll);
    await phone.keyboard.press('Escape');
  });

  const question = 'كيف يعرف أهل الحي ما صار برأيهم؟';
  await test.step('the first panel, and an answer to a question', async () => {
    const panel = await crew.opens('مشاورة، مشاركة، تمكين');
    await goes(phone, /مشاورة، مشاركة/);
    await phone.getByRole('button', { name: 'طرح سؤال' }).click();
    await phone.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' }).fill(question);
    await phone.getByRole('button', { name: say('send') }).click();
    await expect(phone.getByText('لدى فريق الأسئلة').first()).toBeVisible();
    const desk = await crew.desk(panel);
    const q = await desk.shows<WindowView, number>(topics.waiting, ({ items }) => items.at(0)?.q);
    await desk.do({ do: 'approve', question: q, version: 1 });
    await desk.do({ do: 'stage', question: q, version: 2 });
    await expect(phone.getByText('على الشاشة الآن').first()).toBeVisible();
    await desk.do({ do: 'answer', question: q, version: 3 });
    await expect(phone.getByRole('article').filter({ hasText: question })).toContainText('أُجيب عنه');
    await crew.ends(panel);
    await phone
      .getByRole('group', { name: say('rate_session') })
      .getByRole('radio')
      .nth(3)
      .press(' ');
    await expect(phone.getByText(say('rating_arrived'))).toBeVisible();
  });

  await test.step('a stand of the exhibition', async () => {
    const exhibition = await crew.opens('معرض المبادرات');
    const { stands } = await crew.asks<StandSheets>('/v1/stands');
    await phone.goto(`${server.join(exhibition.hall)}?lang=ar#stand=${stands[0]?.key}`);
    await expect(phone.getByRole('heading', { name: 'التشجير وحدائق الأحياء' })).toBeVisible();
    await expect(phone.getByText('زرت هذا الجناح')).toBeVisible();
    await phone.getByRole('radio', { name: /٥/ }).first().press(' ');
    await phone.getByLabel(say('stand_ask_what')).fill('متى تزرعون في حينا؟');
    await phone.getByRole('button', { name: say('stand_ask_send') }).click();
    await expect(phone.getByText(say('stand_fate_open'))).toBeVisible();
    expect(await faultsOf(phone)).toEqual([]);
  });

  await test.step('a workshop, and an idea on its board', async () => {
    const workshop = await crew.opens('إدارة المبادرات التطوعية');
    await crew.do(workshop, {
      do: 'ideas',
      act: 'lead',
      session: workshop.session,
      version: 1,
      phase: 'collecting',
    });
    await tab(phone, 'tab_agenda');
    await phone.getByRole('button', { name: /إدارة المبادرات التطوعية/ }).click();
    await phone.getByRole('textbox', { name: say('idea_write_what') }).fill('لقاء شهري للمتطوعين');
    await phone.getByRole('button', { name: say('idea_send') }).click();
    await expect(phone.getByText('على اللوحة').first()).toBeVisible();
  });

  // The second day, on the phone that slept in a pocket.
  const recommendation = await test.step('recommendations of the first day', () => drafted(crew, question));
  await test.step('the vote on the recommendations', async () => {
    const closing = await crew.opens('التوصيات: ما الذي نخرج به');
    await phone.goto(`${server.join(closing.hall)}?lang=ar`);
    await expect(phone.getByRole('heading', { name: /التوصيات/, level: 1 })).toBeVisible();
    await recommendation.opensVote();
    const said = phone.getByRole('group', { name: recommendation.title });
    await said.getByRole('button', { name: say('rec_agree'), exact: true }).click();
    await expect(phone.getByText('احتُسب صوتك')).toBeVisible();
    await recommendation.publishes();
    await expect(phone.getByRole('article').filter({ hasText: recommendation.title })).toBeVisible();
  });

  await test.step("the people's choice, by badge", async () => {
    const ceremony = await crew.opens('جائزة عزوة');
    await crew.begins(ceremony);
    await phone.goto(`${server.join(ceremony.hall)}?lang=ar#b${code}`);
    await expect(phone.getByRole('heading', { name: 'جائزة عزوة', level: 1 })).toBeVisible();
    await crew.opensChoice(ceremony, 0);
    await vote(phone).getByRole('radio', { name: 'تشجير الأحياء' }).check();
    await expect(vote(phone).getByText(say('vote_arrived_open'))).toBeVisible();
    await phone.keyboard.press('Escape');
  });

  await test.step('the closing, and what stays of it', async () => {
    await crew.opens('الختام');
    await goes(phone, 'الختام');
    await tab(phone, 'tab_me');
    await phone.locator('details:has(> .given) summary').press('Enter');
    const given = phone.locator('details:has(> .given)');
    for (const text of [question, 'لقاء شهري للمتطوعين', 'متى تزرعون في حينا؟', 'شراكة'])
      await expect(given).toContainText(text);
    expect(await faultsOf(phone)).toEqual([]);
    await crew.publishesRecord();
    await phone.goto(`/record/${server.forum.code}?lang=ar`);
    await expect(phone.getByText(question).first()).toBeVisible();
    await expect(phone.getByText(recommendation.title).first()).toBeVisible();
  });
});

const tablet = { viewport: { width: 820, height: 1180 }, hasTouch: true };
const laptop = { viewport: { width: 1440, height: 900 } };

test('a facilitator', async ({ server }) => {
  const crew = await Crew.at(server);
  // The first workshop's board is the example's own, with its tables.
  for (const [words, table, isPlanned, harvest] of [
    ['إدارة المبادرات التطوعية', 'الطاولة ١: استقطاب المتطوعين', true, 'يبدأ كل فريق بلقاء في الحي.'],
    ['من الفكرة إلى المبادرة', 'طاولة الأفكار', false, 'تُجرّب الفكرة أسبوعين قبل إطلاقها.'],
  ] as const)
    await test.step(words, async () => {
      const workshop = await crew.opens(words);
      const { session } = workshop;
      if (!isPlanned)
        await crew.do(workshop, { do: 'ideas', act: 'set', session, version: 0, plan: board(words, [table]) });
      await crew.do(workshop, { do: 'ideas', act: 'lead', session, version: 1, phase: 'collecting' });
      const page = await server.device(await crew.link('facilitator', table, { session, table: 0 }), tablet);
      await expect(page.getByRole('heading', { name: table })).toBeVisible();
      await page.getByRole('textbox', { name: 'فكرة من الطاولة' }).fill(`فكرة ${table}`);
      await page.getByRole('button', { name: 'إضافة إلى اللوحة' }).click();
      const phone = await server.phone({ hall: workshop.hall });
      await expect(phone.getByText(`فكرة ${table}`)).toBeVisible();
      await crew.do(workshop, { do: 'ideas', act: 'lead', session, version: 2, phase: 'voting' });
      await page.getByRole('textbox', { name: 'العنوان' }).fill(`ما وصلت إليه ${table}`);
      await page.getByRole('textbox', { name: 'ما توصلت إليه الطاولة' }).fill(harvest);
      await page.reload();
      await expect(page.getByRole('textbox', { name: 'ما توصلت إليه الطاولة' }), 'a reload loses nothing').toHaveValue(
        harvest,
      );
      await page.getByRole('button', { name: 'أنهينا' }).click();
      await expect(page.getByText('أُعلن أن الطاولة أنهت')).toBeVisible();
      expect(await faultsOf(page)).toEqual([]);
      await crew.do(workshop, { do: 'ideas', act: 'show_results', session, version: 3, on: true });
      await expect(phone.getByText(harvest)).toBeVisible();
    });
});

test('a juror', async ({ server }) => {
  const crew = await Crew.at(server);
  await crew.badges(['A-1']);
  const ceremony = crew.session('جائزة عزوة');
  const page = await server.device(await crew.link('juror', 'المحكّم الأول'), tablet);
  await test.step('the first day, before there is anything to judge', async () => {
    await expect(page.getByRole('main')).toBeVisible();
    await expect(page.getByRole('radio')).toHaveCount(0);
    await crew.begins(ceremony);
  });
  await test.step('the first track, and a nominee that is too near', async () => {
    await judge(page, 'تشجير الأحياء', '٩');
    await judge(page, 'نظافة الحدائق العامة', '٧');
    await page.getByRole('button', { name: 'مرافقة كبار السن' }).click();
    await pressTwice(page, 'التنحي عن تحكيم هذا المرشح', /تأكيد التنحي/);
    expect(await faultsOf(page)).toEqual([]);
  });
  await test.step('the second day, after a night without power', async () => {
    await page.reload();
    await expect(page.getByText('المكتمل: ٢ من ٨')).toBeVisible();
    for (const nominee of ['ممرات آمنة إلى المدارس', 'مكتبات الأحياء', 'أسواق الأسر المنتجة'])
      await judge(page, nominee, '٦');
    for (const nominee of ['رعاية الملاعب', 'تدريب المتطوعين', 'فرز النفايات وإعادة التدوير'])
      await judge(page, nominee, '٨');
    const organiser = await crew.organiser(ceremony);
    const { version } = await organiser.view<AwardView>(topics.award);
    await organiser.do({ do: 'award', act: 'seal', session: ceremony.session, version, anyway: true });
    await expect(page.getByRole('heading', { name: 'خُتم التحكيم' })).toBeVisible();
    await expect(page.getByRole('radio').first()).toBeDisabled();
  });
});

test('a rapporteur', async ({ server }) => {
  const crew = await Crew.at(server);
  const question = 'متى يكون للمتطوعين سجل واحد؟';
  const idea = 'سجل واحد تتشاركه الجهات';
  const title = 'سجل وطني للمتطوعين';
  const page = await server.device(await crew.link('rapporteur', 'مقرّر الملتقى'), laptop);
  const adds = async (at: string, text: string) => {
    await page.getByRole('combobox', { name: 'الجلسة' }).selectOption({ label: at });
    await page.getByRole('searchbox', { name: 'بحث فيما قُدّم' }).fill(text);
    await page.getByRole('button', { name: `إضافة: ${text}` }).click();
    await expect(page.getByRole('blockquote').filter({ hasText: text })).toBeVisible();
  };
  const part = (name: string) => page.getByRole('navigation').getByRole('button', { name }).click();

  await test.step('the first day: a draft that rests on a question of the panel', async () => {
    const panel = await crew.opens('مشاورة، مشاركة، تمكين');
    await crew.do(panel, { do: 'enter', session: panel.session, text: question, source: 'floor' });
    await page.getByRole('button', { name: 'توصية جديدة' }).click();
    await page.getByRole('textbox', { name: 'العنوان' }).fill(title);
    await page.getByRole('button', { name: 'إضافة التوصية' }).click();
    await page.getByText('إضافة ما تستند إليه').click();
    await adds(panel.title.ar ?? '', question);
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('a workshop of the second day: an idea beside it, and an office that answers for it', async () => {
    const workshop = await crew.opens('من الفكرة إلى المبادرة');
    const { session } = workshop;
    await crew.do(workshop, { do: 'ideas', act: 'set', session, version: 0, plan: board('كيف نحفظ التطوع؟') });
    await crew.do(workshop, { do: 'ideas', act: 'lead', session, version: 1, phase: 'collecting' });
    await crew.do(workshop, { do: 'ideas', act: 'enter', session, text: idea });
    await adds(workshop.title.ar ?? '', idea);
    await page.getByRole('textbox', { name: 'الجهة المعنية' }).first().fill('مكتب الأمانة');
    await page.getByRole('textbox', { name: 'نص التوصية' }).fill('يُنشأ سجل تتشاركه الجهات.');
    await page.getByRole('button', { name: 'حفظ', exact: true }).click();
    await expect(page.getByRole('article').getByText('محفوظة', { exact: true })).toBeVisible();
  });

  await test.step('the last panel: the room agrees, and it is published', async () => {
    const closing = await crew.opens('التوصيات: ما الذي نخرج به');
    await part('التصويت');
    await page.getByRole('checkbox', { name: title }).check();
    await page.getByRole('spinbutton', { name: 'أقل عدد للمصوّتين، ومنهم الممتنعون' }).fill('1');
    await page.getByRole('button', { name: 'فتح التصويت' }).click();
    const phone = await server.phone({ hall: closing.hall });
    await phone.getByRole('group', { name: title }).getByRole('button', { name: 'أوافق', exact: true }).click();
    await expect(phone.getByText('احتُسب صوتك')).toBeVisible();
    await page.getByRole('button', { name: 'إغلاق التصويت' }).click();
    await page.getByRole('button', { name: 'هل يُغلق الآن؟' }).click();
    await part('النشر والمتابعة');
    await page.getByRole('checkbox', { name: title }).check();
    await page.getByRole('button', { name: 'نشر المحدّد' }).click();
    await page.getByRole('button', { name: 'هل تُنشر للجميع؟' }).click();
    await expect(phone.getByRole('article').filter({ hasText: title })).toContainText('يُنشأ سجل تتشاركه الجهات.');
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('what stays: the record with what it rests on', async () => {
    await crew.publishesRecord();
    const reader = await server.device(`/record/${server.forum.code}?lang=ar`, laptop);
    const chapter = reader.getByRole('article').filter({ hasText: title });
    for (const text of [question, idea]) await expect(chapter).toContainText(text);
  });
});

test('an organiser', async ({ server }) => {
  const crew = await Crew.at(server);
  const page = await server.device(server.link('organiser').replace('#', '?lang=ar#'), laptop);
  const part = (key: string) =>
    page
      .getByRole('navigation')
      .getByRole('button', { name: say(key), exact: true })
      .click();

  await test.step('beforehand: badges by a list, and the links of jurors and the second organiser', async () => {
    await part('badges_part');
    const list = 'الرقم,الاسم,المجموعة\nA-1,,الأعضاء\nA-2,,الأعضاء\n';
    const file = { name: 'حضور.csv', mimeType: 'text/csv', buffer: Buffer.from(list) };
    await page.getByLabel(say('badges_file')).setInputFiles(file);
    await page.getByRole('button', { name: say('badges_take'), exact: true }).click();
    await expect(page.getByRole('heading', { name: /A-2/ })).toBeVisible();
    await part('organise_part_print');
    await expect(page.locator('.sheets > article').first()).toBeVisible();
  });

  const ceremony = crew.session('جائزة عزوة');
  const otherLink = await crew.link('organiser', 'المنظم الثاني');
  const juror = await crew.link('juror', 'المحكّم');

  await test.step('the first day: a session runs late, and the rest of the day with it', async () => {
    await crew.opens('افتتاح الملتقى');
    const panel = page.getByRole('main').getByRole('button').filter({ hasText: 'مشاورة، مشاركة، تمكين' });
    await part('tab_agenda');
    await expect(panel.first()).toContainText('٩:٣٠');
    const { version } = (await crew.now<AgendaView>(ceremony, topics.agenda)).halls.find(({ hall }) => hall === 1) ?? {
      version: 0,
    };
    await crew.do(ceremony, { do: 'delay', hall: 1, version, minutes: 5 });
    await expect(panel.first()).toContainText('٩:٣٥');
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('the second day: the award is judged, sealed, and opened by two', async () => {
    await part('organise_part_award');
    await pressTwice(page, 'بدء التحكيم', /تأكيد: لا تتغير القواعد/);
    await expect(page.getByText('التحكيم جارٍ')).toBeVisible();
    const judging = await crew.wire(juror, 'juror', ceremony);
    for (const [track, nominee] of [0, 1, 2].flatMap((track) =>
      [0, 1, 2].map((nominee) => [track, nominee] as const),
    )) {
      const marks = [9 - nominee, 9 - nominee, 9 - nominee];
      await judging.do({ do: 'award', act: 'score', session: ceremony.session, track, nominee, marks, seq: 1 });
    }
    await crew.opens('جائزة عزوة');
    for (const track of [0, 1, 2]) {
      const poll = await crew.opensChoice(ceremony, track);
      await crew.closes(ceremony, poll);
    }
    await page.getByRole('button', { name: 'ختم رغم نقص النصاب' }).click();
    await page.getByRole('button', { name: /تأكيد الختم/ }).click();
    await pressTwice(page, 'طلب فتح النتائج', /تأكيد الطلب/);
    const other = await server.device(otherLink.replace('#', '?lang=ar#'), laptop);
    await other.getByRole('navigation').getByRole('button', { name: 'الجائزة' }).click();
    await pressTwice(other, 'تأكيد فتح النتائج', /تأكيد نهائي/);
    await expect(page.getByText('فُتحت النتائج')).toBeVisible();
    expect(await faultsOf(page)).toEqual([]);
  });

  await test.step('afterwards: the record for everyone, and the tables for the office', async () => {
    await part('organise_part_record');
    await page.getByLabel('تمهيد بالعربية').fill('شكرًا لمن حضر.');
    await page.getByRole('button', { name: 'نشر السجل' }).click();
    await expect(page.getByText('السجل منشور للجميع')).toBeVisible();
    const reader = await server.device(`/record/${server.forum.code}?lang=ar`, laptop);
    await expect(reader.getByText('شكرًا لمن حضر.')).toBeVisible();
    await part('organise_part_exports');
    const kept = page.waitForEvent('download');
    await page
      .getByRole('link', { name: /XLSX|Excel/ })
      .or(page.getByRole('button', { name: /XLSX|Excel/ }))
      .first()
      .click();
    expect((await kept).suggestedFilename()).toMatch(/\.xlsx$/);
  });
});
