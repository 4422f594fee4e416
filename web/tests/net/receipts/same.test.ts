import { expect, it } from 'vitest';
import { meansTheSame, whatIsNotThere } from '$lib/net/receipts/same';
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

it.each<Command>([
  { do: 'approve', question: 12, version: 1 },
  { do: 'merge', question: 13, version: 1, into: 12 },
  { do: 'next', session: 4, version: 1, question: 12, answered: true },
])("a crew's decision is of a question that waits or is listed: $do", (decision) => {
  const agenda = { sessions: [{ session: 4 }] } as AgendaView;
  const items = (at: number) => new Map([12, 13].map((q) => [q, question(q, { at: q === 12 ? at : 0 })]));
  const waiting = (at: number): Views => ({ ...nothing, agenda, waiting: { total: 2, items: items(at) } });
  expect(whatIsNotThere(decision, waiting(5), waiting(5))).toBeUndefined();
  expect(whatIsNotThere(decision, waiting(5), waiting(6))).toBe('unknown_question');
});

it.each<Command>([
  { do: 'open_poll', poll: 7, version: 1 },
  { do: 'set_scene', hall: 1, version: 1, scene: { scene: 'poll', poll: 7 } },
])("a crew's decision is of a poll: $do", (decision) => {
  const polls = (title: string): Views => ({
    ...nothing,
    polls: new Map([[7, poll(7, { ar: title }, { kind: 'single' })]]),
  });
  expect(whatIsNotThere(decision, polls('بم نبدأ؟'), polls('بم نبدأ؟'))).toBeUndefined();
  expect(whatIsNotThere(decision, polls('بم نبدأ؟'), polls('بم نختم؟'))).toBe('unknown_poll');
});

it('what names an act, a word or a link is decided anew', () => {
  expect(whatIsNotThere({ do: 'undo', act: 3 }, nothing, nothing)).toBe('changed');
  expect(whatIsNotThere({ do: 'revoke_link', link: 3 }, nothing, nothing)).toBe('changed');
});
