import { language } from './language.svelte';

type Parts = readonly (string | false | undefined)[];

const joined = (parts: Parts, between: string) => parts.filter((part) => part).join(between);

/** Sets names of different things beside each other, those that are empty left out: names have commas of their own. */
export function namesBeside(...names: Parts): string {
  return joined(names, ' | ');
}

/** Sets parts of a line beside each other, those that are empty left out. */
export function beside(...parts: Parts): string {
  return joined(parts, language.formats.between);
}
