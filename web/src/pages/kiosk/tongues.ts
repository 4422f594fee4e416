import { catalogue } from 'virtual:messages/kiosk';
import type { Messages } from '$lib/i18n/language.svelte';
import { type Locale, locales } from '$lib/i18n/locale';

/** A language of the forum, with its words. */
export interface Tongue {
  readonly locale: Locale;
  readonly m: Messages;
}

/** The words of all languages of the forum, the first one first: the welcome greets in each. */
export async function tonguesOf(languages: readonly string[]): Promise<Tongue[]> {
  const spoken = languages.flatMap((tag) => locales.filter((locale) => locale === tag));
  return Promise.all(spoken.map(async (locale) => ({ locale, m: (await catalogue[locale]()) as unknown as Messages })));
}
