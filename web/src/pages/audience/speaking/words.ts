import { language, m } from '$lib/i18n/language.svelte';
import type { SpeakerStatus } from '$lib/protocol/generated/protocol';

const fates: Record<Exclude<SpeakerStatus, 'waiting'>, () => string> = {
  speaking: () => m.sp_your_turn(),
  done: () => m.sp_own_done(),
  absent: () => m.sp_own_absent(),
  dismissed: () => m.sp_own_dismissed(),
  cleared: () => m.sp_own_cleared(),
};

/** What became of an own request, in words. */
export function fateText(status: Exclude<SpeakerStatus, 'waiting'>): string {
  return fates[status]();
}

/** Up to so many places are told exactly; from then on one is rounded up to tens. */
const exactTo = 5;

/** Which place somebody who waits has. */
export function placeText(place: number): string {
  const n = language.formats.number(place);
  if (place === 1) return m.sp_place_next();
  return place > exactTo ? m.sp_place_within({ n }) : m.sp_place({ n });
}
