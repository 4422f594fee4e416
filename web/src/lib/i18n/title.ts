import { direction, type Locale, locales } from './locale';

/** A text of the organiser in the languages that it was given in. */
export type Title = Partial<Record<Locale, string>>;

/** A text with the language and the direction it is in. */
export interface SpokenText {
  text: string;
  lang: Locale;
  dir: 'rtl' | 'ltr';
}

/** The text in a language, or in the other one where it was not given in this. */
export function titleIn(title: Title, locale: Locale): SpokenText {
  const lang = [locale, ...locales].find((spoken) => title[spoken]) ?? locale;
  return { text: title[lang] ?? '', lang, dir: direction(lang) };
}
