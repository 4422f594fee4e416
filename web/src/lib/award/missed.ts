import { m } from '$lib/i18n/language.svelte';
import type { AwardPlan, TrackView } from '$lib/protocol/generated/protocol';

/** Whose quorum was missed where nobody won a track. */
export type Missed = 'jury' | 'people';

/** Why nobody won a track, once all was told and no place was among it: where the people decide alone, theirs. */
export function missedOf(shown: TrackView | undefined, { people }: Pick<AwardPlan, 'people'>): Missed | undefined {
  if (!shown || shown.more || shown.steps.some(({ place }) => place !== null)) return undefined;
  return people?.weight === 100 ? 'people' : 'jury';
}

/** That nobody won a track, in words. */
export function missedText(missed: Missed): string {
  return missed === 'people' ? m.award_no_winner_people() : m.award_no_winner_jury();
}
