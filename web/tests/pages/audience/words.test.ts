import { beforeEach, describe, expect, it } from 'vitest';
import type { Counts, QuestionItem } from '$lib/protocol/generated/protocol';
import { byDay } from '$lib/state/days';
import { accountLines } from '../../../src/pages/audience/account';
import { browserTrouble } from '../../../src/pages/audience/browser';
import { Fates } from '../../../src/pages/audience/fates';
import { fateText } from '../../../src/pages/audience/own';
import { question } from '../../support/audience';
import { speak } from '../../support/language';

beforeEach(() => speak('ar'));

describe('an own question says what became of it', () => {
  it.each<[Partial<QuestionItem>, string]>([
    [{ status: 'pending' }, 'لدى فريق الأسئلة'],
    [{ status: 'listed' }, 'في القائمة'],
    [{ status: 'listed', stage: 'on' }, 'على الشاشة الآن'],
    [{ status: 'answered' }, 'أُجيب عنه'],
    [{ status: 'merged', into: 2 }, 'دُمج مع سؤال مشابه'],
    [{ status: 'dismissed', reason: 'personal' }, 'لم يُنشر: يمسّ شخصًا'],
    [{ status: 'withdrawn' }, 'سُحب'],
    [{ status: 'listed', session: 2 }, 'نُقل إلى جلسته'],
  ])('%j', (of, text) => {
    expect(fateText(question(1, of), of.stage === 'on' ? 'screen' : undefined)).toBe(text);
  });
});

it('an own question on stage is not said to be on a screen that shows a poll', () => {
  expect(fateText(question(1, { status: 'listed', stage: 'on' }), 'stage')).toBe('على المنصة الآن');
});

it('a turn of an own question is news once, and so is that the server has it', () => {
  const fates = new Fates();
  const news = (questions: QuestionItem[]) => fates.news(1, questions).map(({ q }) => q);
  expect(news([question(1, { status: 'pending' })])).toEqual([]);
  expect(news([question(1), question(2, { status: 'pending' })])).toEqual([1, 2]);
  expect(news([question(1, { n: 5 }), question(2, { status: 'pending' })])).toEqual([]);
});

it('own questions of another session are no news when it is looked at', () => {
  const fates = new Fates();
  expect(fates.news(1, [question(1)])).toEqual([]);
  expect(fates.news(2, [question(2)])).toEqual([]);
  expect(fates.news(1, [question(1, { status: 'answered' })])).toEqual([]);
});

it('the account names what happened, and nothing else', () => {
  const counts: Counts = {
    received: 9,
    pending: 1,
    listed: 4,
    answered: 0,
    merged: 1,
    moved: 0,
    withdrawn: 0,
    dismissed: [2, 0, 0, 0, 0, 1],
  };
  const lines = accountLines(counts);
  expect(lines.map(({ label }) => label)).toEqual([
    'لدى فريق الأسئلة',
    'في القائمة',
    'دُمج',
    'لم يُنشر: خارج الموضوع',
    'لم يُنشر: سبب آخر',
  ]);
  expect(lines.reduce((sum, { count }) => sum + count, 0)).toBe(counts.received);
});

it.each([
  ['Mozilla/5.0 (Linux; Android 12; SM-A52; wv) AppleWebKit', true, 'inside_app'],
  ['Mozilla/5.0 (iPhone) [FBAN/FBIOS;FBAV/400]', true, 'inside_app'],
  ['Mozilla/5.0 (iPhone) Version/15.4 Safari/604.1', true, undefined],
  ['Mozilla/5.0 (iPhone) Version/15.4 Safari/604.1', false, 'keeps_nothing'],
])('a browser that loses who one is is told: %s', (agent, keeps, trouble) => {
  expect(browserTrouble(agent, keeps)).toBe(trouble);
});

it('the agenda is cut into days', () => {
  const entries = [1, 2, 11].map((starts) => ({ session: starts, starts }) as never);
  const days = byDay(entries, (ms) => `${Math.floor(ms / 10)}`);
  expect(days.map(({ name, sessions }) => [name, sessions.length])).toEqual([
    ['0', 2],
    ['1', 1],
  ]);
});
