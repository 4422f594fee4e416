import type { RecommendationOutcome } from '$lib/protocol/generated/protocol';

/** The share of those for it among those for and against, from 0 to 1: what the rule goes by. */
export function shareFor({ agree, disagree }: Pick<RecommendationOutcome, 'agree' | 'disagree'>): number {
  return agree + disagree === 0 ? 0 : agree / (agree + disagree);
}
