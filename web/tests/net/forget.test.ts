import { describe, expect, it } from 'vitest';
import { forgetPerson, holdsGiven } from '$lib/net/forget';
import { isForgotten } from '$lib/net/join';
import { keep, keysUnder, Passing } from '$lib/net/storage';

it('a person is forgotten with all that lies under its name, and nothing else is', () => {
  const storage = new Passing();
  const own = [
    'token.f',
    'badge.f',
    'seen.f.p',
    'seq.f.p',
    'outbox.f.p.1',
    'done.f.p.1',
    'refused.f.p.1',
    'draft.f.p.name',
    'ballot.f.p.7.1',
    'count.f.p.7.1',
  ];
  const others = ['token.g', 'badge.g', 'token.screen', 'seen.g.p', 'draft.f.pp.name', 'language'];
  for (const key of [...own, ...others]) keep(storage, `majlis.${key}`, 'x');
  keep(storage, 'majlis.joined.471234', { forum: 'f' });
  keep(storage, 'majlis.joined.471235', { forum: 'g' });
  keep(storage, 'majlis.latest', { forum: 'f' });
  keep(storage, 'majlis.look', { page: '/j/471234' });
  forgetPerson(storage, { forum: 'f', person: 'p' });
  expect(keysUnder(storage, 'majlis.').sort()).toEqual(
    [...others, 'joined.471235'].map((key) => `majlis.${key}`).sort(),
  );
});

it('another tab knows it by the token that is gone, and by no other change', () => {
  const by = (key: string, newValue: string | null) => isForgotten('f', { key, newValue });
  expect(by('majlis.token.f', null)).toBe(true);
  expect([by('majlis.token.f', '"p1.f.q"'), by('majlis.token.g', null), by('majlis.seen.f.p', null)]).toEqual([
    false,
    false,
    false,
  ]);
});

describe('what may have to be given again', () => {
  const now = 1_795_683_600_000;
  const day = 24 * 60 * 60_000;

  it.each<[string, string, unknown, boolean]>([
    ['was not sent', 'outbox.f.p.1', { at: 1, command: {} }, true],
    ['was acknowledged within a day', 'done.f.p.1', { at: now - day + 1, command: {} }, true],
    ['was acknowledged long ago', 'done.f.p.1', { at: now - day, command: {} }, false],
    ['was cast in secret', 'ballot.f.p.7.1', { options: [0] }, true],
    ['is of another person', 'outbox.f.pp.1', { at: now, command: {} }, false],
    ['was only seen', 'seen.f.p', {}, false],
  ])('is what %s: %s', (_, key, value, holds) => {
    const storage = new Passing();
    keep(storage, `majlis.${key}`, value);
    expect(holdsGiven(storage, 'f.p', now)).toBe(holds);
  });
});
