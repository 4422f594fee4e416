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

it('of a hundred votes a second one count in five seconds is read out, the newest', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  const heard = new Set<string>();
  for (let vote = 1; vote <= 2_000; vote += 1) {
    notices.mention(`${vote} votes`);
    heard.add(notices.spoken);
    move(10);
  }
  expect([...heard]).toEqual(['1 votes', '500 votes', '1000 votes', '1500 votes']);
});

it('a count gives way to what happens, and is read out after it, once', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  notices.mention('1 vote');
  notices.mention('2 votes');
  notices.speak('question approved');
  move(5_000);
  expect(notices.spoken).toBe('question approved');
  move(5_000);
  expect(notices.spoken).toBe('2 votes');
  notices.speak('question merged');
  notices.mention('2 votes');
  move(5_000);
  expect(notices.spoken).toBe('question merged');
  move(5_000);
  expect(notices.spoken).toBe('question merged');
});
