import { type Catalogue, language } from '$lib/i18n/language.svelte';
import type { Locale } from '$lib/i18n/locale';

const catalogue: Catalogue = {
  ar: () => import('../../generated/messages/ar.js'),
  en: () => import('../../generated/messages/en.js'),
};

/** Gives the messages of a language to what is mounted next, as if the address had asked for it. */
export async function speak(locale: Locale): Promise<void> {
  localStorage.clear();
  history.replaceState(null, '', `/?lang=${locale}`);
  await language.begin(catalogue);
}
