import type { Page } from '@playwright/test';
import { faultsOf } from './support/axe';
import { usualForum } from './support/forum';
import { expect, type Hall, test } from './support/test';
import { barsOf, scene } from './support/wall';

/** What is read and pressed on the way, by language. */
const words = {
  ar: {
    start: 'بدء الجلسة',
    ask: 'طرح سؤال',
    prompt: 'ما سؤالك للمتحدثين؟',
    send: 'إرسال',
    waits: 'لدى فريق الأسئلة',
    onScreen: 'على الشاشة الآن',
    kept: 'محفوظ في جهازك، ويُرسل عند عودة الاتصال',
    top: 'الأكثر تأييدًا',
    auto: 'تلقائي',
    polls: 'التصويتات',
    open: 'فتح',
    reveal: 'إظهار النتائج',
    vote: 'تصويت',
    arrived: 'وصل اختيارك، ويمكن تغييره حتى الإغلاق',
    votes: /٣\s*الأصوات/,
    poll: 'بم نبدأ؟',
    options: ['الحدائق', 'الإنارة'],
    results: [/الحدائق.*٦٧٪.*٢/, /الإنارة.*٣٣٪.*١/],
  },
  en: {
    start: 'Start session',
    ask: 'Ask a question',
    prompt: 'What would you like to ask?',
    send: 'Send',
    waits: 'With the questions team',
    onScreen: 'On screen now',
    kept: 'Saved on this phone, sent when back online',
    top: 'Top questions',
    auto: 'Auto',
    polls: 'Polls',
    open: 'Open',
    reveal: 'Reveal results',
    vote: 'Vote',
    arrived: 'Your choice has arrived; you can change it until closing',
    votes: /3\s*Votes/,
    poll: 'Where do we begin?',
    options: ['Parks', 'Lighting'],
    results: [/Parks.*67%.*2/, /Lighting.*33%.*1/],
  },
} as const;

type Lang = keyof typeof words;

const impact = 'كيف نقيس أثر المبادرات في الأحياء؟';
const team = 'كيف نسجل فريقنا في منصة التطوع؟';
const garden = 'متى تفتح الحديقة الجديدة للزوار؟';

/** The poll is prepared for the last session of the file, in the second hall: that is where the journey goes. */
const hall = 2;
const forumFile = `${usualForum}
[[sessions.polls]]
kind = "single"
title = { ar = "بم نبدأ؟", en = "Where do we begin?" }
options = [{ ar = "الحدائق", en = "Parks" }, { ar = "الإنارة", en = "Lighting" }]
`;

/** A hall at work, a device for every page. */
interface Everyone {
  phones: readonly [Page, Page, Page];
  desk: Page;
  wall: Page;
  stage: Page;
}

/** Everyone comes, and the desk starts the session. */
async function gather(server: Hall, lang: Lang): Promise<Everyone> {
  const linked = (role: 'moderator' | 'presenter' | 'screen') => {
    const link = new URL(server.link(role, hall));
    link.searchParams.set('lang', lang);
    return server.device(link.href);
  };
  const desk = await linked('moderator');
  await desk.getByRole('button', { name: words[lang].start }).click();
  const phone = () => server.phone({ hall, lang });
  const [wall, stage, ...phones] = await Promise.all([
    linked('screen'),
    linked('presenter'),
    phone(),
    phone(),
    phone(),
  ]);
  return { desk, wall, stage, phones };
}

const all = ({ phones, desk, wall, stage }: Everyone) => [...phones, desk, wall, stage];

async function reloadAll(everyone: Everyone): Promise<void> {
  await Promise.all(all(everyone).map((page) => page.reload()));
}

async function ask(phone: Page, lang: Lang, text: string): Promise<void> {
  await begin(phone, lang);
  await write(phone, lang, text);
}

/** Opens the composer: all that asking takes has come. */
async function begin(phone: Page, lang: Lang): Promise<void> {
  await phone.getByRole('button', { name: words[lang].ask }).click();
  await expect(phone.getByRole('textbox', { name: words[lang].prompt })).toBeVisible();
}

async function write(phone: Page, lang: Lang, text: string): Promise<void> {
  await phone.getByRole('textbox', { name: words[lang].prompt }).fill(text);
  await phone.getByRole('button', { name: words[lang].send }).click();
}

const waiting = (desk: Page, text: string) =>
  desk.locator('section.waiting').getByRole('row').filter({ hasText: text });
const listed = (desk: Page, text: string) => desk.locator('section.list').getByRole('row').filter({ hasText: text });
/** The own question with the questions team; its account of the questions has these words too. */
const handed = (phone: Page, lang: Lang) => phone.getByRole('paragraph').filter({ hasText: words[lang].waits });
const ballot = (phone: Page, lang: Lang) => phone.getByRole('dialog', { name: words[lang].vote });

async function approve(desk: Page, text: string): Promise<void> {
  await waiting(desk, text).focus();
  await desk.keyboard.press('a');
  await expect(listed(desk, text)).toBeVisible();
}

/** Presses a scene's button: the wall shows the way in for a session's first minute by itself. */
async function showOnWall(desk: Page, scene: string): Promise<void> {
  const button = desk.locator('section.stage').getByRole('button', { name: scene, exact: true });
  await button.click();
  await expect(button).toHaveAttribute('aria-pressed', 'true');
}

/** Nothing serious, and nothing else, stands in anybody's way on any of the pages; none is wider than its screen. */
async function expectNoFaults({ phones, desk, wall, stage }: Everyone): Promise<void> {
  const sizes = [phones[0], desk, wall, stage].map(async (page) => {
    expect(await faultsOf(page)).toEqual([]);
    const [wide, screen] = await page.evaluate(() => [document.documentElement.scrollWidth, innerWidth]);
    expect(wide).toBeLessThanOrEqual(screen ?? 0);
  });
  await Promise.all(sizes);
}

test.use({ forumFile });
test.slow();

/** A question goes from a phone by way of the desk to the wall and the stage, and outlives reloads. */
async function questions(everyone: Everyone, lang: Lang): Promise<void> {
  const { phones, desk, wall, stage } = everyone;
  const say = words[lang];
  await ask(phones[0], lang, impact);
  await expect(handed(phones[0], lang)).toBeVisible();
  await expect(waiting(desk, impact)).toBeVisible();
  await reloadAll(everyone);
  await expect(handed(phones[0], lang)).toBeVisible();
  await approve(desk, impact);
  await showOnWall(desk, say.top);
  await expect(scene(wall, 'top')).toContainText(impact);
  await expect(phones[1].getByText(impact)).toBeVisible();

  await showOnWall(desk, say.auto);
  await listed(desk, impact).focus();
  await desk.keyboard.press('w');
  await expect(scene(wall, 'spotlight')).toContainText(impact);
  await expect(stage.getByText(impact)).toBeVisible();
  await reloadAll(everyone);
  await expect(scene(wall, 'spotlight')).toContainText(impact);
  await expect(stage.getByText(impact)).toBeVisible();
  await expect(listed(desk, impact)).toContainText(say.onScreen);
  for (const phone of phones) await expect(phone.getByText(say.onScreen).first()).toBeVisible();
  await expectNoFaults(everyone);
}

/** A phone that lost the network comes back to all that happened meanwhile. */
async function absence({ phones, desk, wall }: Everyone, lang: Lang): Promise<void> {
  const [phone, other] = phones;
  const say = words[lang];
  // A page whose script is still on its way has nothing to go on with.
  await begin(phone, lang);
  await phone.context().setOffline(true);
  await write(phone, lang, team);
  await expect(phone.getByText(say.kept).first()).toBeVisible({ timeout: 15_000 });
  await ask(other, lang, garden);
  await approve(desk, garden);
  await showOnWall(desk, say.top);
  await expect(scene(wall, 'top')).toContainText(garden);
  await expect(phone.getByText(garden)).toHaveCount(0);

  await phone.context().setOffline(false);
  await expect(phone.getByText(garden)).toBeVisible({ timeout: 15_000 });
  await expect(handed(phone, lang)).toHaveCount(1);
  await expect(phone.getByText(say.kept)).toHaveCount(0);
  await approve(desk, team);
  await expect(scene(wall, 'top')).toContainText(team);
  await expect(phone.getByText(team).first()).toBeVisible();
  await showOnWall(desk, say.auto);
}

/** A poll opens, three phones vote, and the bars of the wall grow to the counts. */
async function votes(everyone: Everyone, lang: Lang): Promise<void> {
  const { phones, desk, wall } = everyone;
  const say = words[lang];
  await desk.getByRole('button', { name: say.polls }).click();
  const poll = desk.getByRole('article', { name: say.poll });
  await poll.getByRole('button', { name: say.open, exact: true }).click();
  const [first, other] = say.options;
  for (const [phone, option] of [
    [phones[0], first],
    [phones[1], other],
    [phones[2], first],
  ] as const) {
    await ballot(phone, lang).getByText(option).click();
    await expect(ballot(phone, lang)).toContainText(say.arrived);
  }
  await expect(scene(wall, 'poll')).toContainText(say.votes);
  expect(await barsOf(scene(wall, 'poll'))).toEqual([]);
  await reloadAll(everyone);
  for (const phone of phones) await expect(phone.getByText(say.arrived)).toBeVisible();

  await desk.getByRole('button', { name: say.polls }).click();
  await poll.getByRole('button', { name: say.reveal }).click();
  const grown = [67, 33].map((share) => ({ share, fromTheStart: true }));
  await expect.poll(() => barsOf(scene(wall, 'poll'))).toEqual(grown);
  await expect(scene(wall, 'poll').getByRole('listitem')).toHaveText([...say.results]);
  await wall.reload();
  await expect.poll(() => barsOf(scene(wall, 'poll'))).toEqual(grown);
  await expectNoFaults(everyone);
}

for (const lang of ['ar', 'en'] as const) {
  test(`in ${lang}, a question outlives reloads on its way to the wall and the stage, a phone that lost the network comes back to all, and three phones vote`, async ({
    server,
  }) => {
    // Six pages are opened once for all of it.
    const everyone = await gather(server, lang);
    await test.step('a question', () => questions(everyone, lang));
    await test.step('a phone without a network', () => absence(everyone, lang));
    await test.step('a poll', () => votes(everyone, lang));
  });
}
