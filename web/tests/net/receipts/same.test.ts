import { expect, it } from 'vitest';
import { meansTheSame } from '$lib/net/receipts/same';
import type { AgendaView, Command, PollView, QuestionItem } from '$lib/protocol/generated/protocol';
import { nothing, type Views } from '$lib/protocol/views';
import { poll } from '../../../e2e/support/hall';
import { question } from '../../support/audience';

const listed = (...items: QuestionItem[]): Views => ({
  ...nothing,
  questions: { total: items.length, items: new Map(items.map((item) => [item.q, item])) },
});
const own = (...questions: QuestionItem[]): Views => ({ ...nothing, mine: { ...nothing.mine, questions } });
const support: Command = { do: 'support', question: 12, on: true, seq: 1 };

it('a question is the same when it was asked at the same time, however it stands', () => {
  const was = listed(question(12, { at: 500, n: 4 }));
  expect(meansTheSame(support, was, listed(question(12, { at: 500, n: 1, text: 'كلام آخر' })))).toBe(true);
  expect(meansTheSame(support, was, listed(question(12, { at: 900, n: 4 })))).toBe(false);
  expect(meansTheSame(support, was, listed())).toBe(false);
  expect(meansTheSame(support, undefined, was)).toBe(false);
});

it('an own question need not be on the list', () => {
  const edit: Command = { do: 'edit', question: 14, version: 1, text: 'كلام' };
  expect(meansTheSame(edit, own(question(14, { at: 7 })), own(question(14, { at: 7 })))).toBe(true);
  expect(meansTheSame(edit, own(question(14, { at: 7 })), own(question(14, { at: 8 })))).toBe(false);
});

it('a poll is the same when the same is asked in the same way, however far it has come', () => {
  const polls = (of: Partial<PollView>): Views => ({
    ...nothing,
    polls: new Map([[7, { ...poll(7, { ar: 'بم نبدأ؟' }, { kind: 'single' }, [{ ar: 'أ' }, { ar: 'ب' }]), ...of }]]),
  });
  const vote: Command = { do: 'vote', poll: 7, round: 1, choice: { options: [0] }, seq: 1 };
  const was = polls({});
  expect(meansTheSame(vote, was, polls({ phase: 'closed', version: 9, tally: { v: 3 } }))).toBe(true);
  expect(meansTheSame(vote, was, polls({ title: { ar: 'بم نختم؟' } }))).toBe(false);
  expect(meansTheSame(vote, was, polls({ options: [{ ar: 'ب' }, { ar: 'أ' }] }))).toBe(false);
  expect(meansTheSame(vote, was, nothing)).toBe(false);
});

it('a session is the same when it kept its name or its place; where nothing is known of before, when it is there', () => {
  const agenda = (title: string, starts: number): Views => ({
    ...nothing,
    agenda: { sessions: [{ session: 4, hall: 1, title: { ar: title }, starts }] } as AgendaView,
  });
  const ask: Command = { do: 'ask', session: 4, text: 'متى؟' };
  const was = agenda('الافتتاح', 10);
  expect(meansTheSame(ask, was, agenda('الافتتاح', 20))).toBe(true);
  expect(meansTheSame(ask, was, agenda('كلمة الافتتاح', 10))).toBe(true);
  expect(meansTheSame(ask, was, agenda('الختام', 20))).toBe(false);
  expect(meansTheSame(ask, undefined, was)).toBe(true);
  expect(meansTheSame(ask, was, nothing)).toBe(false);
});
