import { mount, tick, unmount } from 'svelte';
import { expect, it } from 'vitest';
import NoticeRegion from '$lib/components/NoticeRegion.svelte';
import { Notices } from '$lib/components/notices.svelte';
import { speak } from '../support/language';
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
    notices.mention('votes', `${vote} votes`);
    heard.add(notices.spoken);
    move(10);
  }
  expect([...heard]).toEqual(['1 votes', '500 votes', '1000 votes', '1500 votes']);
});

it('a count gives way to what happens, and is read out after it, once', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  notices.mention('votes', '1 vote');
  notices.mention('votes', '2 votes');
  notices.speak('question approved');
  move(5_000);
  expect(notices.spoken).toBe('question approved');
  move(5_000);
  expect(notices.spoken).toBe('2 votes');
  notices.speak('question merged');
  notices.mention('votes', '2 votes');
  move(5_000);
  expect(notices.spoken).toBe('question merged');
  move(5_000);
  expect(notices.spoken).toBe('');
});

it('what is told again is read out again: nothing stands between', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  notices.show('saved');
  move(5_000);
  expect(notices.spoken).toBe('');
  notices.show('saved');
  expect(notices.spoken).toBe('saved');
});

it('a count that is back where it was read out, or need not be told, is not read out', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  notices.mention('waiting', '3 wait');
  notices.mention('waiting', '4 wait');
  notices.mention('waiting', '3 wait');
  move(5_000);
  expect(notices.spoken).toBe('');
  notices.mention('waiting', '5 wait');
  notices.mention('waiting', '6 wait');
  notices.mention('waiting', undefined);
  expect(notices.spoken).toBe('5 wait');
  move(5_000);
  expect(notices.spoken).toBe('');
});

it('of two counts that go on, each is read out in its turn', () => {
  const { later, move } = standingClock();
  const notices = new Notices(later);
  const heard: string[] = [];
  for (let at = 1; at <= 4; at += 1) {
    notices.mention('votes', `${at} votes`);
    notices.mention('waiting', `${at} wait`);
    heard.push(notices.spoken);
    move(5_000);
  }
  expect(heard).toEqual(['1 votes', '1 wait', '2 votes', '3 wait']);
});

it('notices stand in the region that came last, and in the one before it when that goes', () => {
  const notices = new Notices(standingClock().later);
  const [page, dialog] = [{}, {}];
  notices.enter(page);
  const leave = notices.enter(dialog);
  expect([notices.isIn(page), notices.isIn(dialog)]).toEqual([false, true]);
  leave();
  expect(notices.isIn(page)).toBe(true);
});

it('notices stand on a page that is mounted anew before the one before it goes', async () => {
  await speak('ar');
  const notices = new Notices(standingClock().later);
  const target = document.body;
  const before = mount(NoticeRegion, { target, props: { notices } });
  await tick();
  const after = mount(NoticeRegion, { target, props: { notices } });
  await tick();
  await unmount(before);
  notices.show('saved');
  await tick();
  expect(target.querySelector('li')?.textContent).toContain('saved');
  await unmount(after);
});
