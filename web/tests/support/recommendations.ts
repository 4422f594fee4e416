import type { RecommendationItem, RecommendationsHead, RecommendationsVote } from '$lib/protocol/generated/protocol';
import type { Recommendations } from '$lib/protocol/views';

/** A draft by its number. */
export function draft(r: number, of: Partial<RecommendationItem> = {}): RecommendationItem {
  const evidence: RecommendationItem['evidence'] = [
    { kind: 'question', question: r, on: 1, text: 'متى يبدأ السجل؟', dir: 'rtl', n: 52 },
  ];
  return { r, v: 1, stage: 'draft', title: `توصية ${r}`, text: 'نص', dir: 'rtl', pieces: 1, evidence, ...of };
}

export function vote(of: Partial<RecommendationsVote> = {}): RecommendationsVote {
  return { round: 1, list: [1, 2], rule: { more_than: 50, voters: 1 }, opened: 1, voted: 0, ...of };
}

/** Recommendations in the order in which they are given. */
export function told(items: readonly RecommendationItem[], head: Partial<RecommendationsHead> = {}): Recommendations {
  return {
    head: { order: items.map(({ r }) => r), ...head },
    items: new Map(items.map((item) => [item.r, item])),
  };
}
