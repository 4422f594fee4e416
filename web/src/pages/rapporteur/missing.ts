import type { RecommendationItem, RecommendationsVote } from '$lib/protocol/generated/protocol';

/** Why a recommendation cannot be published yet. */
export type Missing = 'evidence' | 'agreement' | 'vote_open';

/** What is missing; nothing where it may be published. An organiser publishes what was not agreed, too. */
export function missingOf(item: RecommendationItem, vote: RecommendationsVote | undefined): Missing[] {
  const isVoted = vote !== undefined && vote.closed === undefined && vote.list.includes(item.r);
  return [
    ...(item.pieces === 0 ? ['evidence' as const] : []),
    ...(isVoted ? ['vote_open' as const] : item.unagreed ? ['agreement' as const] : []),
  ];
}
