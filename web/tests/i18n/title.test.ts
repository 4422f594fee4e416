import { describe, expect, it } from 'vitest';
import { titleByLetters } from '$lib/i18n/letters';
import { titleIn } from '$lib/i18n/title';

const dirOf = (ar: string) => titleByLetters({ ar }, 'ar').dir;

describe("an organiser's text", () => {
  it('is in the language of the page, or in another that it was given in', () => {
    expect(titleIn({ ar: 'نعم', en: 'Yes' }, 'en')).toEqual({ text: 'Yes', lang: 'en', dir: 'ltr' });
    expect(titleIn({ ar: 'نعم' }, 'en')).toEqual({ text: 'نعم', lang: 'ar', dir: 'rtl' });
    expect(titleIn({}, 'en')).toEqual({ text: '', lang: 'en', dir: 'ltr' });
  });

  it('goes as most of its letters do, whatever field it was written into', () => {
    expect(dirOf('A label in English, up to sixty signs!')).toBe('ltr');
    expect(dirOf('C++')).toBe('ltr');
    expect(dirOf('Polis كيف يعمل في الملتقى؟')).toBe('rtl');
    expect(titleByLetters({ en: 'كيف يعمل؟' }, 'en').dir).toBe('rtl');
  });

  it('goes as its language does where it has no letters', () => {
    expect(dirOf('2030')).toBe('rtl');
    expect(titleByLetters({ en: '3 + 4' }, 'en').dir).toBe('ltr');
  });
});
