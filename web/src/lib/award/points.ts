import { language, m } from '$lib/i18n/language.svelte';
import type { AwardPlan } from '$lib/protocol/generated/protocol';

/** How many of the award's points are one that is told, and the most of those. */
const parts = 1_000;
const most = 100;

/** Points of the award as they are told: 81250 -> 81.3. Levelled ones may lie below 0 or above 100. */
export function pointsText(points: number): string {
  return language.formats.decimal(points / parts);
}

/** The same with what they are out of, which levelled points are not. */
export function pointsOf(points: number, { normalise }: Pick<AwardPlan, 'normalise'>): string {
  const n = pointsText(points);
  if (normalise === 'by_juror') return m.award_points_levelled({ n });
  return m.award_points({ n, most: language.formats.figure(most) });
}
