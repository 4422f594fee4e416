import { m } from '$lib/i18n/language.svelte';
import { type Arranged, rankedOf } from '$lib/ideas/arranged';
import { knownDots } from '$lib/ideas/spots';
import { groupName, textOf } from '$lib/ideas/words';
import type { BoardView, IdeaItem, Spot } from '$lib/protocol/generated/protocol';
import type { Block, Line } from './idea-columns';

/** While ideas come in, the latest are shown: nobody waits for the fortieth page. */
const latest = 40;

/** What a wall shows of a board: once it is closed and has dots, what has most of them first; else groups with their ideas. */
export function blocksOf(board: BoardView, lies: Arranged): Block[] {
  const dots = board.tally.n;
  if (board.phase === 'closed' && dots?.length) {
    return rankedOf(board, lies).map(({ on, group, idea, n }) => {
      const line = idea ? { ...lineOf(idea), n } : headOf(group?.cluster.title ?? {}, on, n);
      return { key: line.key, head: { ...line, n }, lines: [] };
    });
  }
  const isVoted = board.phase === 'voting' && dots !== undefined;
  const of = (spot: Spot) => (isVoted ? knownDots(board.tally, spot) : undefined);
  const groups = lies.groups.map(({ cluster, ideas }): Block => {
    const on = { cluster: cluster.c };
    return { key: `c${cluster.c}`, head: headOf(cluster.title, on, of(on)), lines: ideas.map(lineOf) };
  });
  const loose = board.phase === 'collecting' ? lies.loose.slice(0, latest) : lies.loose;
  if (loose.length === 0) return groups;
  const lines = loose.map((idea) => ({ ...lineOf(idea), n: of({ idea: idea.i }) }));
  const head: Line | undefined = groups.length > 0 ? { key: 'loose', text: m.idea_loose(), dir: 'auto' } : undefined;
  return [...groups, { key: 'loose', head, lines, soft: true }];
}

function headOf(title: BoardView['clusters'][number]['title'], on: Spot, n: number | undefined): Line {
  return { key: `c${'cluster' in on ? on.cluster : 0}`, text: groupName(title), dir: 'auto', n };
}

function lineOf(idea: IdeaItem): Line {
  return { key: `i${idea.i}`, text: textOf(idea), dir: idea.dir };
}
