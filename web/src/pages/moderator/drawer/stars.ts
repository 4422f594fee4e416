import type { BarRow } from '$lib/components/bar-row';
import { language } from '$lib/i18n/language.svelte';

/** How many gave one to five stars, in this order. */
type Stars = readonly number[];

/** The mean to one decimal; none while nobody rated. */
export function meanStars(stars: Stars): number | undefined {
  const people = stars.reduce((sum, count) => sum + count, 0);
  if (people === 0) return undefined;
  const points = stars.reduce((sum, count, at) => sum + count * (at + 1), 0);
  return Math.round((points / people) * 10) / 10;
}

/** The ratings as bars, from one star to five. */
export function starRows(stars: Stars): BarRow[] {
  const people = stars.reduce((sum, count) => sum + count, 0);
  return stars.map((count, at) => ({
    label: `${language.formats.number(at + 1)} ★`,
    count,
    share: people > 0 ? count / people : 0,
  }));
}
