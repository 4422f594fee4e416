import type { BarRow } from '$lib/components/bar-row';
import { language } from '$lib/i18n/language.svelte';
import { partOf } from '$lib/polls/results';

/** How many gave one to five stars, in this order. */
type Stars = readonly number[];

/** The ratings as bars, from one star to five. */
export function starRows(stars: Stars): BarRow[] {
  const people = stars.reduce((sum, count) => sum + count, 0);
  return stars.map((count, at) => ({
    label: `${language.formats.number(at + 1)} ★`,
    count,
    share: partOf(count, people),
  }));
}
