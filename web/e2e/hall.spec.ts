import type { Page } from '@playwright/test';
import type { FeedbackView, PollDraft, SessionView, WindowView } from '../src/lib/protocol/generated/protocol';
import { topics } from '../src/lib/protocol/generated/protocol';
import { Desk } from './support/desk';
import { Line } from './support/line';
import { expect, test } from './support/test';

const where: PollDraft = {
  title: { ar: 'أين نبدأ؟', en: 'Where do we begin?' },
  answer: { kind: 'single' },
  options: [
    { ar: 'الحي', en: 'The quarter' },
    { ar: 'المدرسة', en: 'The school' },
  ],
  settings: { changeable: true, hidden: true, secret: false },
};

const sheet = (page: Page) => page.getByRole('dialog', { name: 'تصويت' });

test('a poll that opens comes up; a choice has arrived when the server said so, and can be changed; its result is shown', async ({
  server,
}) => {
  const desk = await Desk.at(server);
  const phone = await server.phone();
  await expect(phone.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  const poll = await desk.openPoll(where);
  await sheet(phone).getByText('الحي').click();
  await expect(sheet(phone)).toContainText('وصل اختيارك، ويمكن تغييره حتى الإغلاق');
  await sheet(phone).getByText('المدرسة').click();
  await expect(sheet(phone)).toContainText('وصل اختيارك');
  await phone.reload();
  await expect(phone.getByText('وصل اختيارك، ويمكن تغييره حتى الإغلاق')).toBeVisible();

  await desk.closePoll(poll);
  await expect(phone.getByText('تظهر النتائج حين يعرضها فريق الأسئلة')).toBeVisible();
  await desk.do({
    do: 'reveal_poll',
    poll,
    version: (await desk.view<{ version: number }>(topics.polls + poll)).version,
    on: true,
  });
  const result = phone.getByRole('table');
  await expect(result.getByRole('row', { name: /المدرسة/ })).toContainText('١٠٠');
  await expect(result.getByRole('row', { name: /المدرسة/ })).toContainText('اختيارك');
});

test('who is typing is not disturbed by a poll, and finds it above what was typed', async ({ server }) => {
  const desk = await Desk.at(server);
  const phone = await server.phone();
  await phone.getByRole('button', { name: 'طرح سؤال' }).click();
  const text = phone.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' });
  await text.fill('كيف نشارك');
  await desk.openPoll(where);
  await expect(phone.getByText('تصويت مفتوح الآن')).toBeVisible();
  await expect(text).toBeFocused();
  await phone.getByRole('dialog').getByRole('button', { name: 'إلى التصويت' }).click();
  await sheet(phone).getByText('الحي').click();
  await expect(sheet(phone)).toContainText('وصل اختيارك');
  await phone.keyboard.press('Escape');
  await phone.getByRole('button', { name: 'إكمال سؤالك' }).click();
  await expect(text).toHaveValue('كيف نشارك');
});

test('a vote that comes after closing is told politely, and does not count', async ({ page, server }) => {
  const desk = await Desk.at(server);
  const line = await Line.of(page);
  await page.goto(`${server.join(1)}?lang=ar`);
  const poll = await desk.openPoll(where);
  await expect(sheet(page)).toBeVisible();
  await line.cut();
  await sheet(page).getByText('الحي').click();
  await expect(sheet(page)).toContainText('محفوظ في جهازك، ويُرسل عند عودة الاتصال');
  await desk.closePoll(poll);
  line.mend();
  await expect(sheet(page).getByText('وصل صوتك بعد الإغلاق فلم يُحتسب')).toBeVisible({ timeout: 15_000 });
  await expect(sheet(page)).toContainText('عدد المصوّتين: صفر');
});

test('a support counts once however many tabs press, and everyone sees the number', async ({
  page,
  context,
  server,
}) => {
  const desk = await Desk.at(server);
  await desk.do({ do: 'enter', session: 1, text: 'كيف نقيس الأثر؟', source: 'floor' });
  await page.goto(`${server.join(1)}?lang=ar`);
  const triangle = (of: Page) => of.getByRole('button', { name: /^تأييد:/ });
  await triangle(page).click();
  await expect(triangle(page)).toHaveAttribute('aria-pressed', 'true');
  const tab = await context.newPage();
  await tab.goto(`${server.join(1)}?lang=ar`);
  await expect(triangle(tab)).toHaveAttribute('aria-pressed', 'true');
  const other = await server.phone();
  await triangle(other).click();
  await expect(triangle(page)).toHaveAccessibleName('تأييد: تأييدان');
  await triangle(tab).click();
  await expect(triangle(page)).toHaveAttribute('aria-pressed', 'false');
  await expect(triangle(other)).toHaveAccessibleName('تأييد: تأييد واحد');
});

test('the author hears what became of the question, with the reason in words', async ({ server }) => {
  const desk = await Desk.at(server);
  const phone = await server.phone();
  await phone.getByRole('button', { name: 'طرح سؤال' }).click();
  await phone.getByRole('textbox', { name: 'ما سؤالك للمتحدثين؟' }).fill('ما رأيك في الطقس؟');
  await phone.getByRole('button', { name: 'إرسال' }).click();
  await expect(phone.getByText('لدى فريق الأسئلة').first()).toBeVisible();
  const [asked] = (await desk.view<WindowView>(topics.waiting)).items;
  if (!asked) throw new Error('no question waits');
  await desk.do({ do: 'dismiss', question: asked.q, version: asked.v, reason: 'off_topic' });
  await expect(phone.getByRole('status').filter({ hasText: 'سؤالك: لم يُنشر: خارج الموضوع' })).toHaveCount(1);
  await phone.getByRole('button', { name: 'مشاركاتي' }).click();
  await expect(phone.getByText('لم يُنشر: خارج الموضوع').first()).toBeVisible();
});

test('a pause shows its message and stops all input; going on brings it back', async ({ server }) => {
  const desk = await Desk.at(server);
  const phone = await server.phone();
  await expect(phone.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
  const { version } = await desk.view<SessionView>(topics.session);
  await desk.do({ do: 'pause', session: 1, version, on: true, message: 'نستأنف بعد كلمة الراعي' });
  await expect(phone.getByText('نستأنف بعد كلمة الراعي')).toBeVisible();
  await expect(phone.getByRole('button', { name: 'طرح سؤال' })).toHaveCount(0);
  await desk.do({ do: 'pause', session: 1, version: version + 1, on: false });
  await expect(phone.getByRole('button', { name: 'طرح سؤال' })).toBeVisible();
});

test('feedback is given in stars, and then in words', async ({ server }) => {
  const desk = await Desk.at(server);
  const phone = await server.phone();
  const { version } = await desk.view<SessionView>(topics.session);
  await desk.do({ do: 'set_feedback', session: 1, version, open: true });
  await phone.getByRole('radio', { name: 'التقييم: ٤ من ٥' }).check({ force: true });
  await expect(phone.getByText('وصل تقييمك، ويمكن تغييره')).toBeVisible();
  await phone.getByRole('textbox', { name: 'تعليق للمنظمين (اختياري)' }).fill('شكرًا على التنظيم');
  await phone.getByRole('button', { name: 'إرسال' }).click();
  await expect
    .poll(() => desk.view<FeedbackView>(topics.feedback))
    .toEqual({ stars: [0, 0, 0, 1, 0], comments: ['شكرًا على التنظيم'] });
});

test('when a session ends the page stays, with feedback, and offers what comes next', async ({ server }) => {
  const desk = await Desk.at(server);
  const phone = await server.phone();
  await expect(phone.getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();
  const { version } = await desk.view<SessionView>(topics.session);
  await desk.do({ do: 'set_phase', session: 1, version, phase: 'ended' });
  await expect(phone.getByText('انتهت هذه الجلسة')).toBeVisible();
  await expect(phone.getByText('ما تقييمك لهذه الجلسة؟')).toBeVisible();
  await expect(phone.getByRole('heading', { name: 'من المبادرة إلى الأثر' })).toBeVisible();
  await expect(phone.getByText('باب الأسئلة مغلق الآن')).toBeVisible();
});
