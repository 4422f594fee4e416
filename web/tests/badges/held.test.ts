import { expect, it } from 'vitest';
import { Badge, badgeBehind } from '$lib/badges/held.svelte';
import { Passing } from '$lib/net/storage';
import { forgetBadge } from '../../src/pages/audience/badge/forget-badge';

const code = '0000079927398713';

it('a code lies behind the # of an address, and nothing else is taken for one', () => {
  expect([badgeBehind(`b${code}`), badgeBehind(`B${code}`)]).toEqual([code, code]);
  for (const hash of ['', code, `b${code}1`, 'b1', `p1.f.p.1.${code}`]) expect(badgeBehind(hash), hash).toBeUndefined();
});

it('a badge is held in its forum, over a reload, until it is let go', () => {
  const storage = new Passing();
  new Badge(storage, 'f').hold({ code, label: 'A-104' });
  expect(new Badge(storage, 'f').held).toEqual({ code, label: 'A-104' });
  expect(new Badge(storage, 'g').held).toBeUndefined();
  new Badge(storage, 'f').hold(undefined);
  expect([new Badge(storage, 'f').held, storage.length]).toEqual([undefined, 0]);
});

it('with a badge goes what the device remembers to have voted for it, and for no other', () => {
  const storage = new Passing();
  const badge = new Badge(storage, 'f');
  badge.hold({ code });
  const ballot = (poll: number, of: object) =>
    storage.setItem(`majlis.ballot.f.p.${poll}.1`, JSON.stringify({ options: [1], seq: 1, ...of }));
  ballot(7, { badge: code });
  ballot(8, {});
  ballot(9, { badge: '1' });
  const said = (id: string, of: object) =>
    storage.setItem(
      `majlis.done.f.p.${id}`,
      JSON.stringify({ at: 1, command: { do: 'ask', session: 1, text: 'ت', ...of } }),
    );
  said('1', { badge: code });
  said('2', {});
  forgetBadge(storage, { badge, joined: { forum: 'f', person: 'p', token: 'p1.f.p.1.s' } as never });
  const left = Array.from({ length: storage.length }, (_, at) => storage.key(at));
  expect(left).toEqual(['majlis.ballot.f.p.8.1', 'majlis.ballot.f.p.9.1', 'majlis.done.f.p.2']);
});
