import { beforeAll, beforeEach, expect, it } from 'vitest';
import { Passing } from '$lib/net/storage';
import type { Live } from '$lib/state/live.svelte';
import { TablePage } from '../../../src/pages/facilitator/table-page.svelte';
import { AssistingLive } from '../../support/assisted.svelte';
import { board, idea } from '../../support/ideas';
import { speak } from '../../support/language';

/** A facilitator's connection, with what the table has entered. */
class TableLive extends AssistingLive {
  mine: Live['mine'] = { questions: [], supports: [], ballots: [], seq: 1 };
}

const late = { done: false, code: 'wrong_state' } as const;
let live: TableLive;
let storage: Passing;
let page: TablePage;

const opened = () => new TablePage(live.asLive, storage);
const enter = (text: string) => {
  page.text = text;
  page.send();
};

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new TableLive();
  live.board = board();
  live.mine = { ...live.mine, ideas: { items: [idea(7, { v: 3 })], table: 0 } };
  storage = new Passing();
  page = opened();
});

it('every idea that was refused stays, over a reload too, until somebody has seen to it', async () => {
  for (const text of ['الأولى', 'الثانية', 'الثالثة']) enter(text);
  page.text = 'الرابعة';
  for (let at = 0; at < 3; at += 1) await live.decide(late);
  const again = opened();
  expect(again.refused.map(({ text, code }) => [text, code])).toEqual([
    ['الثالثة', 'wrong_state'],
    ['الثانية', 'wrong_state'],
    ['الأولى', 'wrong_state'],
  ]);
  expect(again.text).toBe('الرابعة');
  const [newest, second] = again.refused;
  if (newest) again.drop(newest);
  if (second) again.again(second);
  expect([again.text, opened().refused.map(({ text }) => text)]).toEqual(['الثانية', ['الأولى']]);
});

it('new words for an idea are seen on their way, and stay where they are refused', async () => {
  page.edit(idea(7, { v: 3 }));
  enter('أوضح');
  expect(live.given.at(-1)).toMatchObject({ act: 'reword', idea: 7, version: 3, text: 'أوضح' });
  expect(page.underway.map(({ text }) => text)).toEqual(['أوضح']);
  await live.decide({ done: false, code: 'changed' });
  live.mine = { ...live.mine, ideas: { items: [idea(7, { v: 4 })], table: 0 } };
  const again = opened();
  const [refused] = again.refused;
  if (refused) again.again(refused);
  expect([again.editing?.v, again.text, again.refused]).toEqual([4, 'أوضح', []]);
});

it('what a desk has grouped since is taken up as a new idea', async () => {
  page.edit(idea(7, { v: 3 }));
  enter('أوضح');
  await live.decide(late);
  live.board = board({ phase: 'grouping', clusters: [{ c: 1, v: 1, e: 1, title: {}, ideas: [7] }] });
  const [refused] = page.refused;
  if (refused) page.again(refused);
  expect([page.editing, page.text]).toEqual([undefined, 'أوضح']);
});
