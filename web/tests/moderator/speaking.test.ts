import { flushSync } from 'svelte';
import { beforeAll, expect, it } from 'vitest';
import SpeakingPart from '../../src/pages/moderator/speaking/SpeakingPart.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { speaker, speakers } from '../support/speaking';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeAll(() => speak('ar'));

const key = (code: string) =>
  ({ code, key: '', shiftKey: false, ctrlKey: false, altKey: false, metaKey: false, isComposing: false }) as never;

it('opens a queue that was never opened, and keeps what was set of it', () => {
  const { page, live } = desk();
  void page.speaking.set({ open: true });
  expect(live.given.at(-1)).toEqual({
    do: 'speaking',
    act: 'set',
    session: 1,
    version: 0,
    plan: { open: true, walls: false },
  });
  live.speakers = speakers();
  void page.speaking.set({ open: false });
  expect(live.given.at(-1)).toMatchObject({ version: 2, plan: { open: false, walls: true } });
  live.speakers = speakers({ session: 2 });
  expect(page.speaking.queue.items, 'of another session').toEqual([]);
});

it('calls the next one by a key, once: a second press waits for the first', async () => {
  const { page, live, notices } = desk();
  page.press(key('KeyK'));
  expect(live.given, 'nobody ever asked').toEqual([]);
  live.speakers = speakers();
  page.press(key('KeyK'));
  page.press(key('KeyK'));
  expect(live.given).toEqual([{ do: 'speaking', act: 'call', session: 1, arrangement: 7, speaker: 5 }]);
  await live.answer();
  expect(notices.shown.map(({ text }) => text)).toEqual(['الميكروفون الآن لدى \u2068A mentor\u2069']);
  live.speakers = speakers({ arrangement: 8 });
  page.press(key('KeyK'));
  expect(live.given.at(-1)).toMatchObject({ arrangement: 8 });
});

it('opens its panel by a key, in all but breaks', () => {
  const { page, live } = desk();
  page.press(key('KeyV'));
  expect(page.drawer.tab).toBe('speaking');
  page.press(key('KeyV'));
  const { agenda } = live;
  if (agenda) live.agenda = { ...agenda, sessions: agenda.sessions.map((one) => ({ ...one, kind: 'break' })) };
  page.press(key('KeyV'));
  expect([page.drawer.tab, page.drawerTabs.includes('speaking')]).toEqual([undefined, false]);
});

it('moves within the queue alone, and names what stands', () => {
  const { page, live } = desk();
  live.speakers = speakers();
  const [first, second] = page.speaking.waiting;
  if (!first || !second) throw new Error('two wait');
  void page.speaking.move(first, -1);
  void page.speaking.move(second, 1);
  expect(live.given).toEqual([]);
  void page.speaking.move(second, -1);
  void page.speaking.end(first, 'absent');
  void page.speaking.dismiss(first);
  void page.speaking.rule(second, true);
  void page.speaking.clear();
  expect(live.given).toEqual([
    { do: 'speaking', act: 'move', session: 1, arrangement: 7, speaker: 4, at: 0 },
    { do: 'speaking', act: 'end', session: 1, arrangement: 7, speaker: 5, how: 'absent' },
    { do: 'speaking', act: 'dismiss', session: 1, arrangement: 7, speaker: 5 },
    { do: 'speaking', act: 'rule', session: 1, speaker: 4, show: true },
    { do: 'speaking', act: 'clear', session: 1, arrangement: 7 },
  ]);
});

it('empties the queue so that nobody of it comes back, and blocks a device and lets it again', () => {
  const { page, live } = desk();
  live.speakers = speakers();
  const [first] = page.speaking.waiting;
  if (!first) throw new Error('somebody waits');
  void page.speaking.keepOff();
  void page.speaking.block(first);
  void page.speaking.block({ ...first, status: 'dismissed', blocked: true });
  expect(live.given).toEqual([
    { do: 'speaking', act: 'clear', session: 1, arrangement: 7, dismiss: true },
    { do: 'speaking', act: 'block', session: 1, speaker: 5, on: true },
    { do: 'speaking', act: 'block', session: 1, speaker: 5, on: false },
  ]);
  live.speakers = speakers({ items: [speaker(5, { status: 'dismissed', blocked: true })] });
  const part = mounted(WithDesk, { page, part: SpeakingPart, parts: {} });
  flushSync();
  expect(part.querySelector('summary')?.textContent).toContain('محظورة: ١');
  expect(part.textContent).toContain('الجهاز محظور');
  expect(part.textContent).toContain('رفع الحظر عن الجهاز');
});

it('shows who speaks and who waits, in words, and offers to show again what a desk alone sees', () => {
  const { page, live } = desk();
  const part = mounted(WithDesk, { page, part: SpeakingPart, parts: {} });
  const text = () => {
    flushSync();
    return part.textContent?.replace(/\s+/g, ' ');
  };
  expect(text()).toContain('لا تُقبل طلبات جديدة');
  expect(text()).not.toContain('نداء التالي');
  live.speakers = speakers();
  expect(text()).toContain('تُقبل الطلبات');
  expect(text()).toContain('متطوعة من حي النخيل');
  expect(text()).toContain('محجوب: فيه كلمة من قائمة الكلمات');
  expect(text()).toContain('إظهار الاسم والموضوع');
  expect(text()).toContain('نداء التالي ن');
});
