import { beforeAll, expect, it } from 'vitest';
import type { CueItem } from '$lib/protocol/generated/protocol';
import { cue } from '../support/cues';
import { start } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { desk } from './desk';

beforeAll(() => speak('ar'));

const holding = (items: CueItem[], head: object = {}) => {
  const it = desk();
  const next = items.find(({ came }) => !came)?.c;
  it.live.show = {
    head: { hall: 1, version: 6, ...(next === undefined ? {} : { next }), ...head },
    items: new Map(items.map((item) => [item.c, item])),
  };
  return it;
};
const key = (code: string, more: Partial<KeyboardEvent> = {}) =>
  Object.assign(new KeyboardEvent('keydown', { code, ...more }), { code });

it('a hall without a run has no panel', () => {
  const { page, press } = desk();
  expect(page.drawerTabs).not.toContain('show');
  press('KeyC');
  expect(page.drawer.tab).toBeUndefined();
});

it('the panel opens by its key, and its keys do, leave out, hold and ask about five minutes', async () => {
  const { page, live, press } = holding([cue(1, { time: start + 60_000 }), cue(2, { time: start + 90_000 })]);
  press('KeyC');
  expect(page.drawer.tab).toBe('show');
  page.show.press(key('KeyG'));
  page.show.press(key('KeyJ'));
  page.show.press(key('KeyH'));
  expect(live.given).toEqual([
    { do: 'show', act: 'now', hall: 1, cue: 1, version: 1 },
    { do: 'show', act: 'skip', hall: 1, cue: 1, version: 1 },
    { do: 'show', act: 'hold', hall: 1 },
  ]);
  // A key that is held down, or one with another, is none.
  page.show.press(key('KeyG', { repeat: true }));
  expect(page.show.press(key('KeyG', { ctrlKey: true }))).toBe(false);
  expect(live.given).toHaveLength(3);
  page.show.press(key('Equal'));
  expect(page.show.moved.map(({ item }) => item.c)).toEqual([1, 2]);
  expect(live.given).toHaveLength(3);
  page.show.withAgenda = true;
  const applied = page.show.apply();
  expect(live.given.at(-1)).toEqual({ do: 'show', act: 'shift', hall: 1, version: 6, minutes: 5, agenda: 4 });
  for (let at = 0; at < 4; at += 1) await live.answer();
  await applied;
  expect(page.show.shift).toBeUndefined();
});

it('what needs a hand is told apart from what comes and what was', () => {
  const items = [
    cue(1, { came: 'done', when: start - 5 }),
    cue(2, { came: 'failed', code: 'unknown_poll', when: start - 60_000 }),
    cue(3, { came: 'missed', when: start - 3_600_000 }),
    cue(4),
    cue(5),
  ];
  const { page } = holding(items);
  expect(page.show.trouble.map(({ c }) => c)).toEqual([2, 3]);
  expect(page.show.troubles(start)).toBe(1);
  expect(page.show.next?.c).toBe(4);
  expect(page.show.coming.map(({ c }) => c)).toEqual([5]);
  expect(page.show.over.map(({ c }) => c)).toEqual([1]);
});

it('a run that stands still says what became due meanwhile, and goes on either way', () => {
  const { page, live } = holding([cue(1, { time: start - 1_000 }), cue(2, { time: start + 1_000 })], {
    held: start - 65_000,
  });
  expect(page.show.heldMs(start)).toBe(65_000);
  expect(page.show.dueMeanwhile(start).map(({ c }) => c)).toEqual([1]);
  page.show.press(key('KeyH'));
  void page.show.goOn(false);
  expect(live.given).toEqual([
    { do: 'show', act: 'go_on', hall: 1, version: 6, later: true },
    { do: 'show', act: 'go_on', hall: 1, version: 6, later: false },
  ]);
});
