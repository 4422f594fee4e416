import { language } from './language.svelte';

/** Sets names of different things beside each other, those that are empty left out: names have commas of their own. */
export function namesBeside(...names: readonly (string | false | undefined)[]): string {
  return names.filter((name) => name).join(' | ');
}

/** Sets parts of a line beside each other, those that are empty left out. */
export function beside(...parts: readonly (string | false | undefined)[]): string {
  return parts.filter((part) => part).join(language.formats.between);
}
