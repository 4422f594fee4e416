import type { Page, Route } from '@playwright/test';
import type { GivenView, PollDraft } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { Line } from './support/line';
import { expect, test } from './support/test';

const open: PollDraft = {
  title: { ar: 'ما اقتراحك للحي؟', en: 'What do you suggest?' },
  answer: { kind: 'open' },
  options: [],
  settings: { changeable: true, hidden: true, secret: false },
};

/** The part of the page with all that its person gave. */
const given = (page: Page) => page.locator('details:has(> .given)');
const erase = (page: Page) => given(page).getByRole('button');

async function ask(page: Page, text: string) {
  await page.getByRole('button', { name: 'طرح سؤال' }).click();
  await page.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' }).fill(text);
  await page.getByRole('button', { name: 'إرسال' }).click();
}

/** Goes there by keyboard. */
async function look(page: Page, me = 'مشاركاتي') {
  await page.getByRole('navigation').getByRole('button', { name: me }).click();
  await given(page).locator('summary').focus();
  await page.keyboard.press('Enter');
}

test('a person sees all that it gave, and has what it wrote erased: what waits is withdrawn, what counts stays', async ({
  page,
  server,
}) => {
  const desk = await Desk.at(server);
  await desk.begin();
  await page.goto(`${server.join(1)}?lang=ar`);
  await ask(page, 'اسمي ورقم هاتفي');
  await expect(page.getByText('لدى فريق الأسئلة').first()).toBeVisible();
  await desk.do({ do: 'approve', question: 1, version: 1 });
  const other = await server.phone();
  await other.getByRole('article').filter({ hasText: 'اسمي' }).getByRole('button', { name: /تأييد/ }).click();
  await ask(page, 'سؤال ينتظر');
  await expect(page.getByText('سؤال ينتظر')).toBeVisible();
  const poll = await desk.openPoll(open);
  const sheet = page.getByRole('dialog', { name: 'تصويت' });
  await sheet.getByRole('textbox').fill('حديقة قرب بيتي');
  await sheet
    .getByRole('button', { name: /إرسال|تصويت/ })
    .last()
    .click();
  await expect(sheet).toContainText('وصل');
  await page.keyboard.press('Escape');

  await look(page);
  await expect(given(page).getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();
  await expect(given(page)).toContainText('اسمي ورقم هاتفي');
  await expect(given(page)).toContainText('سؤال ينتظر');
  await expect(given(page)).toContainText('حديقة قرب بيتي');
  expect(await faultsOf(page)).toEqual([]);
  await erase(page).focus();
  await page.keyboard.press('Enter');
  await expect(erase(page)).toHaveText('هل يُمحى نهائيًا؟');
  await page.keyboard.press('Enter');
  await expect(given(page)).toContainText('لا نص لك ولا اسم في هذا الملتقى');
  for (const text of ['اسمي', 'سؤال ينتظر', 'حديقة']) await expect(given(page)).not.toContainText(text);
  await expect(given(page)).toContainText(/مرات التصويت: ١/);

  const listed = other.getByRole('article').filter({ hasText: 'مُحي نص هذا السؤال' });
  await expect(listed.getByRole('button', { name: /تأييد|أؤيّده/ })).toContainText('١');
  await desk.closePoll(poll, true);
  await page.reload();
  await expect(page.getByText('حديقة قرب بيتي')).toHaveCount(0);
});

test('erasing without a connection is kept, also over a reload, said so, and done when it is back', async ({
  page,
  server,
}) => {
  const line = await Line.of(page);
  await page.goto(`${server.join(1)}?lang=ar`);
  await ask(page, 'متى تُعلن النتائج؟');
  await expect(page.getByText('لدى فريق الأسئلة').first()).toBeVisible();
  await look(page);
  await expect(given(page)).toContainText('متى تُعلن النتائج؟');
  await page.route('**/v1/mine', (route) => route.abort());
  await line.cut();
  await expect(given(page)).toContainText('المعروض كما كان');
  await erase(page).last().click();
  await erase(page).last().click();
  await expect(given(page)).toContainText('طلب المحو محفوظ في جهازك، ويُنفّذ عند عودة الاتصال');
  expect(await faultsOf(page)).toEqual([]);
  await page.reload();
  await page.unroute('**/v1/mine');
  line.mend();
  await look(page);
  await expect(given(page)).toContainText('لا نص لك ولا اسم في هذا الملتقى', { timeout: 15_000 });
  await expect(given(page)).toContainText('سُحب');
});

const many: GivenView = {
  upto: 900,
  left_out: 12,
  parts: [1, 2].map((session) => ({
    session,
    questions: Array.from({ length: 150 }, (_, at) => ({
      q: session * 1000 + at,
      v: 1,
      text: at % 7 === 0 ? '' : `كيف نقيس أثر المبادرة رقم ${at} في الأحياء التي لم تصلها الخدمات بعد؟`,
      dir: 'rtl' as const,
      at: 0,
      n: at,
      status: (['pending', 'listed', 'answered', 'withdrawn'] as const)[at % 4] ?? 'listed',
      ...(at % 5 === 0 ? { name: 'سارة' } : {}),
    })),
    answers: [{ poll: 4, round: 1, title: open.title, choice: { words: ['تطوع', 'أمل'] } }],
    rating: { stars: 4, comment: 'شكرًا'.repeat(40) },
    name: 'سارة',
    supports: 31,
    ballots: 4,
  })),
};

/** What becomes of the request for what one gave, as long as nobody says to let go of it. */
const states: Record<string, (route: Route, letGo: Promise<void>) => Promise<unknown>> = {
  'three hundred questions': (route) => route.fulfill({ json: many }),
  nothing: (route) => route.fulfill({ json: { upto: 0, parts: [] } }),
  'a failure': (route) => route.abort(),
  waiting: async (route, letGo) => {
    await letGo;
    await route.abort();
  },
};

for (const [lang, me] of [
  ['ar', 'مشاركاتي'],
  ['en', 'Me'],
] as const) {
  test(`what one gave is accessible in every state, and never wider than the phone, in ${lang}`, async ({
    page,
    server,
  }) => {
    await page.setViewportSize({ width: 320, height: 640 });
    await page.goto(`${server.join(1)}?lang=${lang}`);
    for (const [name, answers] of Object.entries(states)) {
      let letGo = () => {};
      const isLetGo = new Promise<void>((resolve) => {
        letGo = resolve;
      });
      const held: Promise<unknown>[] = [];
      const answer = (route: Route) => void held.push(answers(route, isLetGo));
      await page.route('**/v1/mine', answer);
      await page.evaluate(() => {
        for (const key of Object.keys(localStorage)) if (key.startsWith('majlis.given.')) localStorage.removeItem(key);
      });
      await page.getByRole('navigation').getByRole('button').first().click();
      await look(page, me);
      await expect(given(page).locator('p, li').first(), name).toBeVisible();
      expect(await faultsOf(page), name).toEqual([]);
      expect(await page.evaluate(() => document.documentElement.scrollWidth), name).toBeLessThanOrEqual(320);
      // A request that is held when its route is taken away would be held for ever.
      letGo();
      await Promise.all(held);
      await page.unroute('**/v1/mine', answer);
    }
  });
}
