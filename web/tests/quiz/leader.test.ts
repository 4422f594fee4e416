import { beforeEach, describe, expect, it } from 'vitest';
import { locales } from '$lib/i18n/locale';
import { aliasOf, nameOf } from '$lib/quiz/leader';
import { speak } from '../support/language';

describe.each(locales)('in %s', (locale) => {
  beforeEach(() => speak(locale));

  it('no two of a hall have the same alias', () => {
    const aliases = Array.from({ length: 2_000 }, (_, number) => aliasOf(number));
    expect(new Set(aliases).size).toBe(aliases.length);
  });

  it('neighbours differ in both words, and none is empty', () => {
    const words = Array.from({ length: 300 }, (_, number) => aliasOf(number).split(' '));
    for (const [at, pair] of words.entries()) {
      expect(pair.every((word) => word !== '')).toBe(true);
      expect(pair.filter((word) => words[at + 1]?.includes(word))).toEqual([]);
    }
  });
});

it('past all pairs they are numbered', async () => {
  await speak('en');
  expect([aliasOf(0), aliasOf(900), aliasOf(1_800)]).toEqual(['calm falcon', 'calm falcon 2', 'calm falcon 3']);
});

it('a name stands where there is one that everyone sees, and else the alias', async () => {
  await speak('en');
  const place = { rank: 1, points: 10, right: 1, alias: 1 };
  expect(nameOf({ ...place, name: 'سارة' })).toBe('سارة');
  expect(nameOf({ ...place, name: 'سارة', held: true })).toBe('bright eagle');
  expect(nameOf(place)).toBe('bright eagle');
});
