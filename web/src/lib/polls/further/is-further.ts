import type { PollView } from '$lib/protocol/generated/protocol';

/** The kinds whose ballots and results are loaded once such a poll is there. */
export function isFurther({ answer }: Pick<PollView, 'answer'>): boolean {
  const isCounted = answer.kind === 'ranking' && answer.method !== undefined && answer.method !== 'borda';
  return answer.kind === 'likert' || answer.kind === 'points' || isCounted;
}
