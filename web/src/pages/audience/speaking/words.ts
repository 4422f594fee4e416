import { m } from '$lib/i18n/language.svelte';
import type { OwnSpeakingStatus } from '$lib/protocol/generated/protocol';

type Told = Exclude<OwnSpeakingStatus, 'waiting'>;

const fates: Record<Told, () => string> = {
  speaking: () => m.sp_your_turn(),
  done: () => m.sp_own_done(),
  absent: () => m.sp_own_absent(),
  dismissed: () => m.sp_own_dismissed(),
  cleared: () => m.sp_own_cleared(),
};

/** What became of an own request, in words. */
export function fateText(status: Told): string {
  return fates[status]();
}

/** Whether a request is over: neither waits nor speaks. */
export function isOver(status: OwnSpeakingStatus): status is Exclude<Told, 'speaking'> {
  return status !== 'waiting' && status !== 'speaking';
}
