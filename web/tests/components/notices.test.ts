import { expect, it } from 'vitest';
import { Notices } from '$lib/components/notices.svelte';
import { standingClock } from '../support/standing-clock';

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
