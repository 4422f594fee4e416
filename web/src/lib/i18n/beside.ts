import { language } from './language.svelte';

/**
 * Sets parts of a line beside each other, those that are empty left out. A middle dot looks like the Arabic zero, and after a digit
 * reads as one: in Arabic a comma stands there.
 */
export function beside(...parts: readonly (string | undefined)[]): string {
  return parts.filter((part) => part).join(language.locale === 'ar' ? '، ' : ' · ');
}
