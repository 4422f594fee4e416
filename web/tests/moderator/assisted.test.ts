import { beforeEach, expect, it } from 'vitest';
import type { PollView } from '$lib/protocol/generated/protocol';
import { poll } from '../../e2e/support/hall';
import { AssistedBallot } from '../../src/pages/moderator/dialogs/assisted-ballot.svelte';
import { FakeLive } from '../support/fake-live.svelte';
import { speak } from '../support/language';

const code = '0000079927398713';
const options = [{ ar: 'أ' }, { ar: 'ب' }, { ar: 'ت' }];
const single = poll(7, { ar: 'بم نبدأ؟' }, { kind: 'single' }, options);
let live: FakeLive;
let ballot: AssistedBallot;

beforeEach(async () => {
  await speak('ar');
  live = new FakeLive();
  ballot = new AssistedBallot(live);
  ballot.typed = '0000 0799 2739 8713';
  ballot.choose({ options: [1] });
});

it('is cast by the code of a badge, and both are forgotten once it is in', async () => {
  const sending = ballot.send(single);
  live.answer({ done: true, rev: 5 });
  await sending;
  expect(live.given).toEqual([{ do: 'vote', poll: 7, round: 1, choice: { options: [1] }, seq: 1, badge: code }]);
  expect([ballot.typed, ballot.choice, ballot.isDone]).toEqual(['', undefined, true]);
});

it('comes above what the badge has cast before, at once however often that was', async () => {
  const sending = ballot.send(single);
  live.answer({ done: false, code: 'stale', limit: 41 });
  await Promise.resolve();
  await Promise.resolve();
  live.answer({ done: true, rev: 5 });
  await sending;
  expect(live.given.map((command) => 'seq' in command && command.seq)).toEqual([1, 42]);
});

it('that is refused stays to be corrected, with the reason at the code', async () => {
  const sending = ballot.send(single);
  live.answer({ done: false, code: 'not_your_group' });
  await sending;
  expect([ballot.choice, ballot.isDone]).toEqual([{ options: [1] }, false]);
  expect(ballot.refusal).toContain('لفئات أخرى');
});

it('is whole with a code that was not mistyped and a choice that the poll takes', () => {
  const of = (answer: PollView['answer']) => ballot.isWhole({ ...single, answer });
  expect(of({ kind: 'single' })).toBe(true);
  expect([of({ kind: 'multiple', min: 2, max: 3 }), of({ kind: 'ranking' }), of({ kind: 'rating', max: 5 })]).toEqual([
    false,
    false,
    false,
  ]);
  ballot.choose({ options: [2, 0, 1] });
  expect([of({ kind: 'ranking' }), of({ kind: 'single' })]).toEqual([true, false]);
  ballot.choose({ stars: 4 });
  expect(of({ kind: 'rating', max: 5 })).toBe(true);
  ballot.typed = '0000 0799 2739 8714';
  expect(of({ kind: 'rating', max: 5 })).toBe(false);
});
