import type { PollView } from '$lib/protocol/generated/protocol';

/** The kinds whose ballots and results are loaded once such a poll is there. */
export function isFurther({ answer, settings }: Pick<PollView, 'answer' | 'settings'>): boolean {
  const isCounted = answer.kind === 'ranking' && answer.method !== undefined && answer.method !== 'borda';
  const isShown = settings.by_group === true || settings.after !== undefined;
  return answer.kind === 'likert' || answer.kind === 'points' || isCounted || isShown;
}
