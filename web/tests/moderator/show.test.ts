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
  const { page, live } = holding([cue(1, { time: start - 61_000 }), cue(2, { time: start - 59_000 })], {
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

it('a press that comes as another step has just become the next is asked about first', () => {
  const items = [cue(1, { time: start }), cue(2, { time: start + 1_800_000 }), cue(3, { time: start + 2_000_000 })];
  const { page, live } = holding(items);
  const next = (c: number) => {
    const { head, items } = live.show ?? { head: undefined, items: new Map() };
    if (head) live.show = { head: { ...head, next: c }, items };
    page.show.see();
  };
  page.show.see();
  next(2);
  page.show.press(key('KeyG'));
  expect(live.given).toEqual([]);
  expect(page.show.asked).toBe('now');
  // Another key asks about what that one does.
  page.show.press(key('KeyJ'));
  expect(page.show.asked).toBe('skip');
  page.show.press(key('KeyJ'));
  expect(live.given).toEqual([{ do: 'show', act: 'skip', hall: 1, cue: 2, version: 1 }]);
  // What this desk did or left out itself makes no question of the one after it.
  next(3);
  page.show.press(key('KeyG'));
  expect(live.given.at(-1)).toEqual({ do: 'show', act: 'now', hall: 1, cue: 3, version: 1 });
});

it('a question about a step is gone with that step, and none is asked once it has stood for a while', () => {
  const { page, live } = holding([cue(1), cue(2), cue(3)]);
  const next = (c: number) => {
    if (live.show) live.show = { ...live.show, head: { ...live.show.head, next: c } };
    page.show.see();
  };
  page.show.see();
  next(2);
  page.show.press(key('KeyG'));
  next(3);
  expect(page.show.asked).toBeUndefined();
  expect(page.show.unask()).toBe(false);
  live.time += 2_000;
  page.show.press(key('KeyG'));
  expect(live.given).toEqual([{ do: 'show', act: 'now', hall: 1, cue: 3, version: 1 }]);
});

it('a step that waits for its session is not counted as missed, and one that was left can be done after all for a while', () => {
  const left = cue(3, { came: 'left', when: start - 60_000 });
  const { page } = holding([cue(1, { time: start - 61_000, upon: 4 }), cue(2, { time: start - 61_000 }), left], {
    held: start - 65_000,
  });
  expect(page.show.dueMeanwhile(start).map(({ c }) => c)).toEqual([2]);
  expect(page.show.isDoneAfterAll(left, start)).toBe(true);
  expect(page.show.isDoneAfterAll(left, start + 600_000)).toBe(false);
  expect(page.show.isDoneAfterAll(cue(4, { came: 'done', when: start }), start)).toBe(false);
});
