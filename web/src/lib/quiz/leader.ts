import { language, m } from '$lib/i18n/language.svelte';
import type { Leader } from '$lib/protocol/generated/protocol';

/**
 * The alias of a place on the leaderboard: two words of the language's lists, by nothing but the place's number. No two
 * numbers have the same one; past all pairs they are numbered.
 */
export function aliasOf(number: number): string {
  const nouns = m.quiz_alias_nouns().split(' ');
  const adjectives = m.quiz_alias_adjectives().split(' ');
  const at = number % nouns.length;
  const turn = Math.floor(number / nouns.length);
  // Neighbours differ in both words, and every pair comes once before one comes again.
  const words = {
    noun: nouns[at] ?? '',
    adjective: adjectives[(turn + at) % adjectives.length] ?? '',
  };
  const again = Math.floor(turn / adjectives.length);
  return again === 0 ? m.quiz_alias(words) : m.quiz_alias_again({ ...words, n: language.formats.number(again + 1) });
}

/** Under what somebody stands on the leaderboard: the name given for it where it is shown, else the alias. */
export function nameOf({ name, held, alias }: Leader): string {
  return name !== undefined && !held ? name : aliasOf(alias);
}
