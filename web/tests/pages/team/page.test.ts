import { beforeAll, beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { Passing } from '$lib/net/storage';
import { TeamPage } from '../../../src/pages/team/team-page.svelte';
import { AssistingLive } from '../../support/assisted.svelte';
import { speak } from '../../support/language';
import { head, remark } from '../../support/stands';

const item = remark(5, { v: 2 });
let live: AssistingLive;
let page: TeamPage;

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new AssistingLive();
  live.stands = { head: head([3]), items: new Map(), gone: [], since: 1 } as never;
  page = new TeamPage(live.asLive, new Passing());
  notices.shown = [];
});

it('an answer lies on the device together with its publishing until the server has both', () => {
  page.write(item, 'في الربيع');
  void page.answer(item, true);
  expect(live.given).toEqual([
    { do: 'stands', act: 'answer', session: 1, stand: 3, remark: 5, version: 2, text: 'في الربيع' },
    { do: 'stands', act: 'publish', session: 1, stand: 3, remark: 5, version: 3, on: true },
  ]);
  expect(page.isUnderway(item)).toBe(true);
});

it('an answer for the visitor alone is not published', () => {
  page.write(item, 'في الربيع');
  void page.answer(item, false);
  expect(live.given).toHaveLength(1);
});

it('an answer that is refused is told once, and stays in its field', async () => {
  page.write(item, 'في الربيع');
  void page.answer(item, true);
  await live.decide({ done: false, code: 'changed' });
  await live.decide({ done: false, code: 'wrong_state' });
  expect([notices.shown.length, page.textOf(item)]).toEqual([1, 'في الربيع']);
  // What is published later on its own is told of.
  void page.publish({ ...item, v: 4 }, true);
  await live.decide({ done: false, code: 'changed' });
  expect(notices.shown).toHaveLength(2);
});
