import { language } from '$lib/i18n/language.svelte';

/** How many of the award's points are one that is told. */
const parts = 1_000;

/** Points of the award as they are told: 81250 -> 81.3, out of 100. */
export function pointsText(points: number): string {
  return language.formats.decimal(points / parts);
}
