import { type AwardPlan, type AwardView, topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Crew } from './support/crew';
import { expect, type Hall, test } from './support/test';
import { wordsIn } from './support/words';

const say = wordsIn('ar');

const forum = `
slug = "blind"
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
  criteria: [{ title: { ar: 'الأثر' }, weight: 1 }],
  scale: 5,
  normalise: 'none',
  quorum_jury: 1,
  people: { groups: [0], weight: 0, quorum: 1, blind: true },
  ties: ['lot'],
};

const small = { viewport: { width: 390, height: 780 }, hasTouch: true };

/** A phone that comes with a badge. */
const phoneOf = (server: Hall, code: string) => server.device(`${server.join(1)}?lang=ar#b${code}`, small);

test.use({ forumFile: forum });

test('a phone takes its paper, votes, changes its vote and finds it in the published list', async ({ server }) => {
  test.slow();
  const crew = await Crew.at(server);
  const ceremony = crew.session('حفل الجائزة');
  const { session } = ceremony;
  const version = async () => (await crew.now<AwardView>(ceremony, topics.award)).version;
  const [first = '', second = ''] = await crew.badges(['A-1', 'A-2']);
  await crew.plans({ do: 'award', act: 'plan', session, version: 0, plan });
  const juror = await crew.wire(await crew.link('juror', 'المحكّم'), 'juror', ceremony);
  const otherLink = await crew.link('organiser', 'المنظم الثاني');
  const organiser = await crew.organiser(ceremony);
  // The award's key is made a second or so after the plan.
  await expect(async () => {
    await organiser.do({ do: 'award', act: 'begin', session, version: await version() });
  }).toPass({ timeout: 10_000 });
  for (const nominee of names.keys())
    await juror.do({ do: 'award', act: 'score', session, track: 0, nominee, marks: [5 - nominee], seq: nominee + 1 });

  const phone = await phoneOf(server, first);
  await expect(phone.getByText('ورقة التصويت محفوظة في هذا الجهاز')).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
  const poll = await crew.opensChoice(ceremony, 0);
  const sheet = phone.getByRole('dialog', { name: 'تصويت' });
  await sheet.getByRole('radio', { name: 'جسر الجيران' }).check();
  const isIn = 'وصل الصوت، ويمكن تغييره حتى الإغلاق';
  await expect(sheet.getByText(isIn)).toBeVisible({ timeout: 30_000 });
  await sheet.getByRole('radio', { name: 'نافذة العطاء' }).check();
  await expect(sheet.getByText(isIn)).toBeVisible({ timeout: 30_000 });
  expect(await faultsOf(phone)).toEqual([]);
  await phone.reload();
  await phone.getByRole('button', { name: 'تغيير الاختيار' }).click();
  await expect(sheet.getByRole('radio', { name: 'نافذة العطاء' })).toBeChecked();
  await expect(sheet.getByText(isIn)).toBeVisible();
  await sheet.getByText('إيصال هذا الجهاز').click();

  const another = await phoneOf(server, second);
  const itsSheet = another.getByRole('dialog', { name: 'تصويت' });
  await itsSheet.getByRole('radio', { name: 'نافذة العطاء' }).check();
  await expect(itsSheet.getByText(isIn)).toBeVisible({ timeout: 30_000 });

  const desk = await server.device(server.link('moderator', 1).replace('#', '?lang=ar#'), {
    viewport: { width: 1280, height: 800 },
  });
  await desk.keyboard.press('Escape');
  await desk
    .getByRole('button', { name: say('tab_award') })
    .first()
    .click();
  await expect(desk.getByText('أوراق التصويت المعطاة: ٢')).toBeVisible();
  expect(await faultsOf(desk)).toEqual([]);

  await crew.closes(ceremony, poll);
  const { url } = server;
  const list = async () =>
    (await (await fetch(`${url}/v1/awards/${server.forum.forum}/${session}/ballots`)).text()).trim().split('\n');
  expect(await list(), 'before the opening there is no ballot in it').toHaveLength(1);
  await organiser.do({ do: 'award', act: 'seal', session, version: await version() });
  await organiser.do({ do: 'award', act: 'open', session, version: await version() });
  const other = await crew.wire(otherLink, 'organiser', ceremony);
  await other.do({ do: 'award', act: 'open', session, version: await version() });
  // The people's prize, and three places.
  for (let step = 0; step < 4; step++)
    await crew.do(ceremony, { do: 'award', act: 'reveal', session, version: await version(), track: 0 });
  const [head = '', ...ballots] = await list();
  expect(JSON.parse(head)).toMatchObject({ papers: 2, tracks: [{ ballots: 2, votes: [0, 0, 0, 2] }] });
  expect(ballots).toHaveLength(2);

  await phone.keyboard.press('Escape');
  await phone.getByRole('button', { name: 'إخفاء', exact: true }).click();
  await phone.getByRole('button', { name: 'البحث عن صوتي' }).click();
  await expect(phone.getByText('صوتي في القائمة كما أُرسل')).toBeVisible();
  await expect(phone.getByText('اختياري: نافذة العطاء')).toBeVisible();
  await phone.getByRole('button', { name: 'عدّ القائمة كلها في هذا الجهاز' }).click();
  await expect(phone.getByText('عُدّت القائمة في هذا الجهاز، والنتائج مطابقة. الأصوات: ٢')).toBeVisible();
  expect(await faultsOf(phone)).toEqual([]);
});
