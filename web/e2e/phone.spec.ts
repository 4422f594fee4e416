import type { Locator, Page } from '@playwright/test';
import { type PollDraft, type SessionView, topics } from '../src/lib/protocol/generated/protocol';
import { faultsOf } from './support/axe';
import { Desk } from './support/desk';
import { Line } from './support/line';
import { expect, type Hall, test } from './support/test';

async function ask(page: Page, text: string) {
  await page.getByRole('button', { name: 'طرح سؤال' }).click();
  await page.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' }).fill(text);
  await page.getByRole('button', { name: 'إرسال' }).click();
}

/** The own questions with what became of each. */
const own = (page: Page) => page.locator('section', { has: page.getByRole('heading', { name: 'أسئلتك' }) });
const waiting = (page: Page) => own(page).getByText('لدى فريق الأسئلة');
const person = (page: Page) =>
  page.evaluate(
    () =>
      Object.entries(localStorage)
        .find(([key]) => key.startsWith('majlis.token.'))?.[1]
        ?.split('.')[2],
  );

/** A poll of two options with a title, in the forum's first language. */
const single = (title: string): PollDraft => ({
  answer: { kind: 'single' },
  title: { ar: title },
  options: [{ ar: 'الحدائق' }, { ar: 'الإنارة' }],
  settings: { changeable: true, hidden: true, secret: false },
});

test('a phone types the code in its own digits, asks, and sees what became of it; a reload keeps who it is', async ({
  page,
  server,
}) => {
  const code = server.forum.halls[0]?.code ?? '';
  const arabic = [...code].map((digit) => '٠١٢٣٤٥٦٧٨٩'[Number(digit)]).join('');
  await page.goto('/?lang=ar');
  await page.getByRole('textbox', { name: 'رمز القاعة، ستة أرقام' }).fill(`${arabic.slice(0, 3)} ${arabic.slice(3)}`);
  await page.getByRole('button', { name: 'دخول' }).click();
  await expect(page.getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();

  await ask(page, 'كيف نقيس أثر المبادرات؟');
  await expect(own(page)).toContainText('كيف نقيس أثر المبادرات؟');
  await expect(waiting(page)).toBeVisible();
  const before = await person(page);
  await page.reload();
  await expect(waiting(page)).toBeVisible();
  expect(await person(page)).toBe(before);
});

test('a wrong code is told in words', async ({ page, server }) => {
  const wrong = server.forum.halls.some(({ code }) => code === '000000') ? '000001' : '000000';
  await page.goto('/?lang=ar');
  await page.getByRole('textbox', { name: 'رمز القاعة، ستة أرقام' }).fill(wrong);
  await page.getByRole('button', { name: 'دخول' }).click();
  await expect(page.getByRole('alert')).toContainText('لا قاعة بهذا الرمز');
});

test('what is asked without a connection is kept, also over a reload, and each question is sent once', async ({
  page,
  server,
}) => {
  const line = await Line.of(page);
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(page.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  await line.cut();
  await ask(page, 'متى تُعلن النتائج؟');
  await expect(own(page)).toContainText('محفوظ في جهازك، ويُرسل عند عودة الاتصال');
  await ask(page, 'ومن يعلنها؟');
  await page.reload();
  line.mend();
  await expect(waiting(page)).toHaveCount(2, { timeout: 15_000 });
  await expect(own(page)).not.toContainText('محفوظ في جهازك');
  await expect(page.locator('dl')).toContainText('وصل');
  await expect(page.locator('dl .sum dd')).toHaveText('٢');
});

test('two tabs are one person', async ({ page, context, server }) => {
  await page.goto(server.join(1));
  await expect(page.getByRole('navigation')).toBeVisible();
  const second = await context.newPage();
  await second.goto(server.join(2));
  await expect(second.getByRole('navigation')).toBeVisible();
  expect(await person(second)).toBe(await person(page));
});

test("the forum's code offers its halls, and a press goes into one", async ({ page, server }) => {
  await page.goto(`${server.join()}?lang=ar`);
  await page.getByRole('button', { name: 'قاعة الورش' }).click();
  await expect(page.getByRole('heading', { name: 'تصميم المبادرات' })).toBeVisible();
});

test('the capitals of a QR code lead to the same place', async ({ page, server }) => {
  await page.goto(`/J/${server.forum.halls[0]?.code}?lang=en`);
  await expect(page.getByRole('heading', { name: 'From initiative to impact' })).toBeVisible();
});

test('a browser that asks for English has English at the address of a code, and what its person chose before wins', async ({
  server,
}) => {
  const phone = await server.device(server.join(1), { locale: 'en-GB' });
  await expect(phone.getByRole('button', { name: 'Ask a question' })).toBeVisible();
  await phone.getByRole('button', { name: 'العربية' }).click();
  await phone.reload();
  await expect(phone.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  const wall = await server.device(server.link('screen', 1), { locale: 'en-GB' });
  await expect(wall.locator('html')).toHaveAttribute('lang', 'ar');
  await expect(wall.getByText('القاعة الكبرى').first()).toBeVisible();
});

test('a draft survives a reload, and so does the language', async ({ page, server }) => {
  await page.goto(server.join(1));
  await page.getByRole('button', { name: 'English' }).click();
  await page.getByRole('button', { name: 'Ask a question' }).click();
  await page.getByRole('textbox', { name: 'What would you like to ask?' }).fill('How will you');
  await page.reload();
  await page.getByRole('button', { name: 'Continue your question' }).click();
  await expect(page.getByRole('textbox', { name: 'What would you like to ask?' })).toHaveValue('How will you');
});

test('a phone whose language is changed, and changed back, goes on following the hall', async ({ server }) => {
  const desk = await Desk.at(server);
  await desk.begin();
  const phone = await server.phone();
  const faults: string[] = [];
  phone.on('console', (message) => {
    if (!message.text().includes('Service Worker registration blocked')) faults.push(message.text());
  });
  for (const [other, ballot, arrived, whole] of [
    ['English', 'Vote', 'Your choice has arrived', '100%'],
    ['العربية', 'تصويت', 'وصل اختيارك', '١٠٠٪'],
  ] as const) {
    await phone.getByRole('button', { name: other }).click();
    const question = (await desk.do({ do: 'enter', session: 1, text: `${other}?`, source: 'floor' })) ?? 0;
    await desk.do({ do: 'approve', question, version: 1 });
    await expect(phone.getByRole('article').filter({ hasText: `${other}?` })).toBeVisible();
    for (const title of ['بم نبدأ؟', 'وماذا بعد؟']) {
      const poll = await desk.openPoll(single(title));
      const sheet = phone.getByRole('dialog', { name: ballot });
      await sheet.getByText('الحدائق', { exact: true }).click();
      await expect(sheet.getByText(arrived)).toBeVisible();
      await desk.closePoll(poll, true);
      await expect(sheet.locator('.bars')).toContainText(whole);
      await phone.keyboard.press('Escape');
    }
  }
  expect(faults).toEqual([]);
});

test('the personal code moves who one is to another device', async ({ server }) => {
  const [old, fresh] = [await server.phone(), await server.phone()];
  await expect(old.getByRole('navigation')).toBeVisible();
  await expect(fresh.getByRole('navigation')).toBeVisible();
  expect(await person(fresh)).not.toBe(await person(old));
  const token = await old.evaluate(() =>
    JSON.parse(localStorage[`majlis.token.${JSON.parse(localStorage['majlis.latest']).forum}`]),
  );
  await fresh.goto('about:blank');
  await fresh.goto(`${server.join(1)}#${token}`);
  await fresh.getByRole('button', { name: 'متابعة مشاركات الجهاز الآخر' }).click();
  await expect(fresh.getByRole('navigation')).toBeVisible();
  expect(await person(fresh)).toBe(await person(old));
  expect(fresh.url()).not.toContain('#');
});

test('the word beside the triangle goes with the first support, and the lines of a question stay as they are', async ({
  server,
}) => {
  const desk = await Desk.at(server);
  await desk.do({ do: 'enter', session: 1, text: 'How is the effect measured in a neighbourhood?', source: 'floor' });
  const phone = await server.phone({ lang: 'en' });
  const triangle = phone.getByRole('article').getByRole('button', { name: /^Support/ });
  const width = () => triangle.evaluate((button) => button.getBoundingClientRect().width);
  await expect(triangle).toHaveText('Support');
  const before = await width();
  await triangle.click();
  await expect(triangle).toHaveText('1');
  expect(await width()).toBe(before);
});

test('a long list is made a screen of rows at once, and the others a few a frame', async ({ page, server }) => {
  const desk = await Desk.at(server);
  for (let at = 1; at <= 30; at += 1)
    await desk.do({ do: 'enter', session: 1, text: `كيف نقيس الأثر في الحي ${at}؟`, source: 'floor' });
  await page.addInitScript(() => {
    const seen = { most: 0 };
    Object.assign(window, { seen });
    let before = 0;
    const count = () => {
      const rows = document.querySelectorAll('article').length;
      seen.most = Math.max(seen.most, rows - before);
      before = rows;
      requestAnimationFrame(count);
    };
    requestAnimationFrame(count);
  });
  await page.goto(`${server.join(1)}?lang=ar`);
  await expect(page.getByRole('article')).toHaveCount(30);
  expect(await page.evaluate(() => (window as unknown as { seen: { most: number } }).seen.most)).toBeLessThan(13);
});

/** Opens a phone twice, of a session with questions and one on stage, and waits for something on it each time. Sums up how far anything jumped. */
async function jumps(
  page: Page,
  server: Pick<Hall, 'join'>,
  desk: Desk,
  until: () => Locator,
): Promise<{ sum: number; of: string }[]> {
  await page.setViewportSize({ width: 390, height: 844 });
  const enter = (text: string) => desk.do({ do: 'enter', session: 1, text, source: 'floor' });
  const question = (await enter('كيف نقيس الأثر؟')) ?? 0;
  for (let at = 0; at < 6; at += 1) await enter('كيف نقيس أثر المبادرات في الأحياء بعد الملتقى؟ '.repeat(5));
  await desk.do({ do: 'stage', question, version: 1 });
  await page.addInitScript(() => {
    const shifts: object[] = [];
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries() as (PerformanceEntry & { value: number; sources: { node?: Node }[] })[]) {
        shifts.push({
          value: entry.value,
          of: entry.sources.map(({ node }) => node?.parentElement?.outerHTML.slice(0, 80)),
        });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
  const shifts = () => page.evaluate(() => (window as unknown as { shifts: { value: number }[] }).shifts);
  const all = [];
  for (const open of [() => page.goto(`${server.join(1)}?lang=ar`), () => page.reload()]) {
    await open();
    await expect(until()).toBeVisible();
    const seen = await shifts();
    all.push({ sum: seen.reduce((sum, { value }) => sum + value, 0), of: JSON.stringify(seen) });
  }
  return all;
}

test('nothing on a phone jumps while the page opens, also over what was seen before', async ({ page, server }) => {
  const desk = await Desk.at(server);
  await desk.openPoll(single('بم نبدأ؟'));
  const seen = await jumps(page, server, desk, () => page.getByRole('dialog').getByText('الحدائق'));
  for (const { sum, of } of seen) expect(sum, of).toBeLessThan(0.02);
});

test('nothing on a phone jumps where the session is to be rated, whose stars come after the first view', async ({
  page,
  server,
}) => {
  const desk = await Desk.at(server);
  const { version } = await desk.view<SessionView>(topics.session);
  await desk.do({ do: 'set_feedback', session: 1, version, open: true });
  const seen = await jumps(page, server, desk, () => page.getByRole('radio', { name: /التقييم: ٥/ }));
  for (const { sum, of } of seen) expect(sum, of).toBeLessThan(0.02);
});

for (const lang of ['ar', 'en'] as const) {
  test(`every part of a phone is accessible in ${lang}`, async ({ page, server }) => {
    await page.goto(`${server.join(1)}?lang=${lang}`);
    await page.getByRole('button', { name: { ar: 'طرح سؤال', en: 'Ask a question' }[lang] }).click();
    expect(await faultsOf(page)).toEqual([]);
    await page.keyboard.press('Escape');
    for (const tab of await page.getByRole('navigation').getByRole('button').all()) {
      await tab.click();
      expect(await faultsOf(page)).toEqual([]);
    }
  });
}
