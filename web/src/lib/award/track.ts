import type { Nominee, ShownStep, Track } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import { type Missed, missedOf } from './missed';
import type { Place } from './place';

/** A place that was told, with who has it. */
export interface ToldPlace {
  readonly place: Place;
  readonly nominees: readonly Nominee[];
  /** The one that was told last: it stands in front. */
  readonly isLatest: boolean;
}

/** A track of an award as a wall tells it. */
export interface AwardTrack {
  readonly track: Track;
  /** Where it stands among the award's tracks. */
  readonly at: number;
  /** The places that were told, the highest first; the people's own prize at the end. Empty before the first one. */
  readonly told: readonly ToldPlace[];
  /** All was told and nobody has a place: whose quorum was missed. */
  readonly missed: Missed | undefined;
}

/** A track with what was revealed of it; none where the award has no such track. */
export function trackOf(award: Award | undefined, at: number): AwardTrack | undefined {
  const track = award?.plan.tracks[at];
  if (!award || !track) return undefined;
  const shown = award.tracks[at];
  const steps = shown?.steps ?? [];
  const told = steps.map((step) => toldPlace(step, track, step === steps.at(-1)));
  const missed = missedOf(shown, award.plan);
  return { track, at, told: told.sort((a, b) => (a.place ?? last) - (b.place ?? last)), missed };
}

/** Behind every place. */
const last = 4;

function toldPlace({ place, nominees }: ShownStep, track: Track, isLatest: boolean): ToldPlace {
  return { place, nominees: nominees.flatMap(({ nominee }) => track.nominees[nominee] ?? []), isLatest };
}
