import { expect, it } from 'vitest';
import { type Later, Notices } from '$lib/components/notices.svelte';

/** A clock that stands until it is moved. */
function standingClock() {
  let now = 0;
  let calls: { at: number; run: () => void }[] = [];
  const later: Later = (run, ms) => {
    const call = { at: now + ms, run };
    calls.push(call);
    return () => {
      calls = calls.filter((other) => other !== call);
    };
  };
  const move = (ms: number) => {
    now += ms;
    const due = calls.filter(({ at }) => at <= now);
    calls = calls.filter(({ at }) => at > now);
    for (const { run } of due) run();
  };
  return { later, move };
}

it('notices are all shown, and one in five seconds is read out: the newest', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  for (const text of ['one', 'two', 'three']) notices.show(text);
  expect(notices.shown.map(({ text }) => text)).toEqual(['one', 'two', 'three']);
  expect(notices.spoken).toBe('one');
  move(4_999);
  expect(notices.spoken).toBe('one');
  move(1);
  expect(notices.spoken).toBe('three');
});

it('a notice goes by itself, later if it can be acted on', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  notices.show('saved');
  notices.show('dismissed', { label: 'undo', run: () => undefined });
  move(5_000);
  expect(notices.shown.map(({ text }) => text)).toEqual(['dismissed']);
  move(5_000);
  expect(notices.shown).toEqual([]);
});
