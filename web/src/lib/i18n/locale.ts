import type { Locale } from '../../../generated/runtime';
import { baseLocale, locales as listed } from '../../../project.inlang/settings.json';

import { type Direction, scriptDirection } from './script';

export type { Direction, Locale };

/** The languages that there are catalogues of, in the order of `project.inlang/settings.json`, which is the one list of them. */
export const locales = listed as readonly Locale[];

/** The language of who wishes none, and the one that catalogues are checked against. */
export const firstLocale = baseLocale as Locale;

/** What is said of a language before its messages are there. Written once: each mention of a defined word is a copy of it. */
const spoken = LANGUAGES;

/** Which digits numbers are shown in: ٠١٢ or 012. */
export type Digits = 'arab' | 'latn';

/** The way a language tag is written: `ar` and `fa` from the right, `fr` from the left. */
export function direction(tag: string): Direction {
  return spoken[tag]?.dir ?? scriptDirection(tag);
}

export function defaultDigits(locale: Locale): Digits {
  return languageOf(locale) === 'ar' ? 'arab' : 'latn';
}

/** What a language calls itself: العربية, English. */
export function ownName(locale: Locale): string {
  return spoken[locale]?.name ?? locale;
}

/** The first of the given language tags (`ar-SA`, `en`, ...) that the pages speak, whatever its region. */
export function firstSpoken(tags: readonly string[]): Locale | undefined {
  return tags.flatMap((tag) => locales.filter((locale) => languageOf(locale) === languageOf(tag))).at(0);
}

function languageOf(tag: string): string | undefined {
  return tag.toLowerCase().split('-')[0];
}

/** Where a choice of language may come from, strongest first. */
export interface Wishes {
  /** `?lang=` of the address. */
  address: string | null;
  /** What this person chose on this device before. */
  stored: string | null;
  /** The forum's languages, its first one first; empty before the forum is known. */
  forum: readonly string[];
  /** The browser's languages, the preferred one first. */
  browser: readonly string[];
}

/**
 * The language to show: the address's, else the person's, else the forum's first. Only a browser that asks for others of
 * the pages' languages, and not for that one, has the first of those that it asks for.
 */
export function chooseLocale({ address, stored, forum, browser }: Wishes): Locale {
  const own = firstSpoken([address, stored].filter((tag) => tag !== null));
  const first = firstSpoken(forum);
  const asked = browser.map((tag) => firstSpoken([tag]));
  return own ?? (first && asked.includes(first) ? first : (asked.find((locale) => locale) ?? first ?? firstLocale));
}
