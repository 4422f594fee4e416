import { m } from '$lib/i18n/language.svelte';
import type { PaperState } from './blind-votes.svelte';

const states: Record<Extract<PaperState, string>, () => string> = {
  insecure: () => m.blind_insecure(),
  no_badge: () => m.blind_no_badge(),
  taking: () => m.blind_taking(),
  again: () => m.blind_again(),
  unkept: () => m.blind_unkept_first(),
  ready: () => m.blind_ready(),
  wrong_signature: () => m.blind_wrong_signature(),
  wrong_key: () => m.blind_wrong_key(),
};

/** How the voting paper stands, in words. */
export function paperText(state: PaperState, refusalText: (code: string) => string): string {
  return typeof state === 'string' ? states[state]() : refusalText(state.refused);
}

/** In which tone. */
export function paperTone(state: PaperState): 'soft' | 'good' | 'live' | 'refused' {
  if (state === 'ready') return 'good';
  if (state === 'taking' || state === 'again') return 'soft';
  return state === 'insecure' || state === 'no_badge' || state === 'unkept' ? 'live' : 'refused';
}
