import { m } from '$lib/i18n/language.svelte';
import type { RecommendationItem, RecommendationsVote } from '$lib/protocol/generated/protocol';
import type { Recommendations } from '$lib/protocol/views';
import { shareFor } from '$lib/recommendations/outcome';
import { titleOf } from '$lib/recommendations/words';
import type { Block, Line } from './idea-columns';

/** What walls show of recommendations at a time. */
interface Standing {
  readonly what: 'vote' | 'outcome' | 'published';
  readonly vote: RecommendationsVote | undefined;
  readonly items: readonly RecommendationItem[];
}

/** The open vote; then what it came to, until something is published after it; then what the forum recommends. */
export function standing({ head, items }: Recommendations): Standing {
  const { vote } = head;
  const of = (numbers: readonly number[]) => numbers.flatMap((no) => items.get(no) ?? []);
  if (vote && vote.closed === undefined) return { what: 'vote', vote, items: of(vote.list) };
  const published = of(head.order).filter(({ stage }) => stage === 'published');
  const latest = Math.max(0, ...published.map(({ published: at = 0 }) => at));
  const voted = of(vote?.list ?? []).filter(({ outcome }) => outcome && outcome.round === vote?.round);
  if (vote?.closed !== undefined && voted.length > 0 && latest <= vote.closed) {
    return { what: 'outcome', vote, items: voted };
  }
  return { what: 'published', vote, items: published };
}

/** What stands on the wall, one below the other; what a vote came to under what that is. */
export function blocksOf({ what, items }: Standing): Block[] {
  if (what === 'outcome') {
    const isAgreed = ({ outcome }: RecommendationItem) => outcome?.agreed ?? false;
    return [
      ...group('agreed', m.rec_agreed(), items.filter(isAgreed)),
      ...group(
        'not',
        m.rec_not_agreed(),
        items.filter((item) => !isAgreed(item)),
      ),
    ];
  }
  return items.map((item) => {
    const head = lineOf(item);
    const isAnyway = what === 'published' && item.anyway;
    const line: Line = { key: `${head.key}-anyway`, text: m.rec_was_anyway(), dir: 'auto' };
    return { key: head.key, head, lines: isAnyway ? [line] : [] };
  });
}

/** Those of one outcome, the most agreed first, each with its share. */
function group(key: string, text: string, items: readonly RecommendationItem[]): Block[] {
  if (items.length === 0) return [];
  const lines = items.map((item): Line => ({ ...lineOf(item), n: percentOf(item) }));
  lines.sort((a, b) => (b.n ?? 0) - (a.n ?? 0));
  return [{ key, head: { key, text, dir: 'auto' }, lines, soft: key === 'not' }];
}

/** Whole percent of those for it, of those for and against. */
function percentOf({ outcome }: RecommendationItem): number {
  return outcome ? Math.round(shareFor(outcome) * 100) : 0;
}

function lineOf(item: RecommendationItem): Line {
  return { key: `r${item.r}`, text: titleOf(item), dir: item.dir };
}
