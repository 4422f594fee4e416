import { beforeEach, expect, it } from 'vitest';
import { topics } from '$lib/protocol/generated/protocol';
import { Answers } from '../../../src/pages/audience/statements/answers.svelte';
import { scattered } from '../../../src/pages/audience/statements/scattered';
import { PlayedPhone, session } from '../../support/audience';
import { head, statement } from '../../support/opinions';

let phone: PlayedPhone;
let answers: Answers;

function tell(rev: number, ...items: ReturnType<typeof statement>[]) {
  phone.state(topics.statements, rev, { head: head({ seeds: items.length }), items });
  answers.follow();
}

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(1, 2, session());
  answers = new Answers(phone.live, 'p');
  phone.live.onDecided((kept, outcome) => answers.decided(kept, outcome));
  phone.mine(2, {});
});

it('the hardly seen ones come first, the others in an order of the own', () => {
  tell(3, statement(1, { step: 2 }), statement(2), statement(3, { step: 1 }));
  expect(answers.waiting.map(({ s }) => s)).toEqual([2, 3, 1]);
  const places = [1, 2, 3, 4].map((s) => scattered('p', s));
  expect(new Set(places).size).toBe(4);
  expect(places).toEqual([1, 2, 3, 4].map((s) => scattered('p', s)));
  expect(places).not.toEqual([1, 2, 3, 4].map((s) => scattered('q', s)));
});

it('the one under the thumb stays while others come before it', () => {
  tell(3, statement(1, { step: 2 }));
  tell(4, statement(1, { step: 2 }), statement(2));
  expect(answers.shown?.s).toBe(1);
  tell(5, statement(2));
  expect(answers.shown?.s, 'it was taken back').toBe(2);
});

it('an answer goes at once, and the next statement comes', () => {
  tell(3, statement(1), statement(2, { step: 1 }));
  expect(answers.left).toBe(2);
  answers.give('disagree');
  expect(phone.commands.at(-1)).toMatchObject({
    do: 'statements',
    act: 'vote',
    session: 1,
    statement: 1,
    vote: 'disagree',
  });
  expect([answers.shown?.s, answers.left, answers.said(1)]).toEqual([2, 1, 'disagree']);
  phone.done(5);
  expect(answers.said(1), 'before the own part has caught up').toBe('disagree');
  phone.mine(5, { said: { disagree: [1] } });
  expect([answers.said(1), answers.left]).toEqual(['disagree', 1]);
});

it('the last answer is taken back, and its statement stands there again', () => {
  tell(3, statement(1), statement(2, { step: 1 }));
  answers.give('agree');
  phone.done(5);
  answers.undo();
  expect(phone.commands.at(-1)).toMatchObject({ act: 'vote', statement: 1, vote: null });
  expect([answers.shown?.s, answers.said(1), answers.last]).toEqual([1, undefined, undefined]);
  phone.done(6);
  expect(answers.said(1)).toBeUndefined();
});

it('answers of another device are not asked for again', () => {
  tell(3, statement(1), statement(2), statement(3));
  phone.mine(4, { said: { agree: [1], pass: [3] } });
  expect([answers.shown?.s, answers.left]).toEqual([2, 1]);
});

it('a statement without words is not shown, nor waited for', () => {
  tell(3, statement(1, { text: '' }));
  expect([answers.shown, answers.left]).toEqual([undefined, 0]);
});

it('nothing is left once the last answer is acknowledged, also where the own part has not come', () => {
  tell(3, statement(1), statement(2));
  answers.give('agree');
  phone.done(5);
  answers.give('pass');
  phone.done(6);
  expect([answers.waiting.length, answers.left]).toEqual([0, 0]);
});

it('where all in front are answered and there are more, those are read', () => {
  phone.state(topics.statements, 3, { head: head({ seeds: 3 }), items: [statement(1)] });
  answers.follow();
  answers.give('agree');
  answers.follow();
  expect(phone.device.socket.of('page').at(-1)).toMatchObject({ topic: topics.statements, after: 0 });
  phone.device.socket.says({ t: 'statements', rev: 3, items: [statement(2), statement(3)], next: null });
});

it('nothing is given once voting is over', () => {
  phone.state(topics.statements, 3, { head: head({ stage: 'closed', seeds: 1 }), items: [statement(1)] });
  answers.give('agree');
  expect(phone.commands).toEqual([]);
});
