import { language } from './language.svelte';

/** Sets parts of a line beside each other, those that are empty left out. */
export function beside(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part).join(language.formats.between);
}
