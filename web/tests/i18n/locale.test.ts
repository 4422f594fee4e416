import { describe, expect, it } from 'vitest';
import { chooseLocale, type Direction, direction, locales, ownName, type Wishes } from '$lib/i18n/locale';

const nothing: Wishes = { address: null, stored: null, forum: [], browser: [] };

describe('the language', () => {
  it.each<[string, Partial<Wishes>, string]>([
    ['the address wins', { address: 'en', stored: 'ar', forum: ['ar'], browser: ['ar'] }, 'en'],
    ['then what the person chose', { stored: 'en', forum: ['ar'], browser: ['ar'] }, 'en'],
    ["then the forum's first, where the browser asks for it too", { forum: ['ar', 'en'], browser: ['en', 'ar'] }, 'ar'],
    ["or for none of the pages' languages", { forum: ['en', 'ar'], browser: ['fr'] }, 'en'],
    ['or for none at all', { forum: ['en', 'ar'] }, 'en'],
    ['a browser that asks for English alone has English', { forum: ['ar', 'en'], browser: ['en-GB', 'en'] }, 'en'],
    ['also in a forum of Arabic alone, whose pages have both', { forum: ['ar'], browser: ['fr', 'en'] }, 'en'],
    ['what was chosen before wins over that', { stored: 'ar', forum: ['ar'], browser: ['en'] }, 'ar'],
    ["then the browser's", { browser: ['en-US', 'ar'] }, 'en'],
    ['else Arabic', {}, 'ar'],
    ['a region does not matter', { browser: ['ar-SA'] }, 'ar'],
    ['what is not spoken is passed over', { address: 'xx', browser: ['fr', 'en-GB'] }, 'en'],
  ])('%s', (_name, wishes, locale) => {
    expect(chooseLocale({ ...nothing, ...wishes })).toBe(locale);
  });
});

describe('what is known of a language by its tag', () => {
  it.each<[string, Direction]>([
    ['ar', 'rtl'],
    ['fa', 'rtl'],
    ['he', 'rtl'],
    ['en', 'ltr'],
    ['fr', 'ltr'],
  ])('%s is written %s', (tag, way) => {
    expect(direction(tag)).toBe(way);
  });

  it('is its own name', () => {
    expect(locales.map(ownName)).toEqual(['العربية', 'English']);
  });
});
