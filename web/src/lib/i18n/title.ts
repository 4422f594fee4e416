import type { Title } from '$lib/protocol/generated/protocol';
import { type Direction, direction } from './locale';

export type { Title };

/** The languages that an organiser's text may be in: those that the protocol has room for, whatever else the pages speak. */
export const titleLanguages = ['ar', 'en'] as const satisfies readonly (keyof Title)[];

/** A text with the language and the direction it is in. */
export interface SpokenText {
  text: string;
  lang: string;
  dir: Direction;
}

/** The language in which somebody who reads a page in `locale` is taken to write such a text: that one, where it may be. */
export function titleLanguage(locale: string): keyof Title {
  return titleLanguages.find((language) => language === locale) ?? titleLanguages[0];
}

/** The text in a language, or in the first of the others that it was given in. */
export function titleIn(title: Title, locale: string): SpokenText {
  const given = titleLanguages.filter((language) => title[language]);
  const lang = given.find((language) => language === locale) ?? given[0];
  return lang
    ? { text: title[lang] ?? '', lang, dir: direction(lang) }
    : { text: '', lang: locale, dir: direction(locale) };
}
