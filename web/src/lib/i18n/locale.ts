/** The languages the pages speak. Another one is another catalogue and a line here. */
export const locales = ['ar', 'en'] as const;

export type Locale = (typeof locales)[number];

/** The way a language is written across the page. */
export type Direction = 'rtl' | 'ltr';

/** Which digits numbers are shown in: ٠١٢ or 012. */
export type Digits = 'arab' | 'latn';

export function direction(locale: Locale): Direction {
  return locale === 'ar' ? 'rtl' : 'ltr';
}

export function defaultDigits(locale: Locale): Digits {
  return locale === 'ar' ? 'arab' : 'latn';
}

/** The first of the given language tags (`ar-SA`, `en`, ...) that the pages speak. */
export function firstSpoken(tags: readonly string[]): Locale | undefined {
  return tags
    .map((tag) => tag.toLowerCase().split('-')[0])
    .flatMap((language) => locales.filter((locale) => locale === language))
    .at(0);
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

/** The language to show: the address's, else the person's, else the forum's first, else the browser's, else Arabic. */
export function chooseLocale({ address, stored, forum, browser }: Wishes): Locale {
  const own = [address, stored].filter((tag) => tag !== null);
  return firstSpoken(own) ?? firstSpoken(forum) ?? firstSpoken(browser) ?? 'ar';
}
