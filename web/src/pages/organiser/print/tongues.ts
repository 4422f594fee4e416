import { catalogue } from 'virtual:messages/organiser';
import type { Messages } from '$lib/i18n/language.svelte';
import { type Locale, locales } from '$lib/i18n/locale';
import type { Tongue } from './sheets';

/** The words of a sheet: it speaks the languages of the forum, the first one first, whichever the page is in. */
export async function wordsIn(languages: readonly string[]): Promise<Pick<Tongue, 'locale' | 'm'>[]> {
  const spoken = languages.flatMap((tag) => locales.filter((locale) => locale === tag));
  return Promise.all(spoken.map(wordsOf));
}

async function wordsOf(locale: Locale): Promise<Pick<Tongue, 'locale' | 'm'>> {
  return { locale, m: (await catalogue[locale]()) as unknown as Messages };
}
