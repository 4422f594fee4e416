import { m } from '$lib/i18n/language.svelte';
import type { AwardStep } from '$lib/protocol/generated/protocol';

/** A place that is told in a step: none is the people's own prize. */
export type Place = number | null;

/** What a place is called; nobody tells of one past the third. */
export function placeName(place: Place): string {
  if (place === null) return m.award_peoples_prize();
  if (place === 1) return m.award_first();
  return place === 2 ? m.award_second() : m.award_third();
}

/** What a step tells of. */
export function stepText(step: AwardStep): string {
  if (step === 'nobody') return m.award_next_nobody();
  return placeName(step === 'people' ? null : step.place);
}
