import { language, m } from './language.svelte';

/** Which place something has now of how many, counted from 0: said to those who listen. */
export function placeText(what: string, at: number, most: number): string {
  const { number } = language.formats;
  return `${what}: ${m.n_of_most({ n: number(at + 1), most: number(most) })}`;
}
