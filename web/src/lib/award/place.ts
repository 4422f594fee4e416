import { m } from '$lib/i18n/language.svelte';

/** A place that is told in a step: none is the people's own prize. */
export type Place = number | null;

/** The places that are told of a track, in their order; before them the people's own prize, where there is one. */
const told: readonly number[] = [3, 2, 1];

/** What a place is called; nobody tells of one past the third. */
export function placeName(place: Place): string {
  if (place === null) return m.award_peoples_prize();
  if (place === 1) return m.award_first();
  return place === 2 ? m.award_second() : m.award_third();
}

/** What the next step of a track would be, of a plan whose people may have a prize of their own: one that nobody has is left out. */
export function nextPlace(shown: readonly Place[], nominees: number, hasPeoplesPrize: boolean): Place | undefined {
  if (shown.length === 0 && hasPeoplesPrize) return null;
  const last = shown.filter((place) => place !== null).at(-1) ?? Math.min(nominees, told.length) + 1;
  return told.find((place) => place < last);
}
