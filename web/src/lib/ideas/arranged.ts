import type { BoardView, ClusterView, IdeaItem, Spot } from '$lib/protocol/generated/protocol';
import { dotsOn } from './spots';

/** A group with those of its ideas whose texts are here, in their order. */
export interface Group {
  readonly cluster: ClusterView;
  readonly ideas: readonly IdeaItem[];
}

/** A board by its groups, and what lies in none of them, the newest first. */
export interface Arranged {
  readonly groups: readonly Group[];
  readonly loose: readonly IdeaItem[];
}

/** What dots may lie on. */
export interface Place {
  readonly on: Spot;
  readonly group: Group | undefined;
  /** The idea of a place that is no group. */
  readonly idea: IdeaItem | undefined;
}

/** Where the ideas that are on the board lie. A number whose text has not come yet shows nothing. */
export function arranged(board: BoardView, ideas: Iterable<IdeaItem>): Arranged {
  const listed = new Map([...ideas].filter(({ status }) => isListed(status)).map((idea) => [idea.i, idea]));
  const groups = board.clusters.map((cluster) => ({
    cluster,
    ideas: cluster.ideas.flatMap((no) => listed.get(no) ?? []),
  }));
  const grouped = new Set(board.clusters.flatMap(({ ideas }) => ideas));
  const loose = [...listed.values()].filter(({ i }) => !grouped.has(i)).sort((a, b) => b.i - a.i);
  return { groups, loose };
}

/** Whether everyone sees an idea of that status. */
export function isListed(status: IdeaItem['status']): boolean {
  return status === undefined || status === 'listed';
}

/** What dots may lie on, groups in their order first. */
export function placesOf({ groups, loose }: Arranged): Place[] {
  return [
    ...groups.map((group): Place => ({ on: { cluster: group.cluster.c }, group, idea: undefined })),
    ...loose.map((idea): Place => ({ on: { idea: idea.i }, group: undefined, idea })),
  ];
}

/** What has dots, the most first; among equals in the board's order. */
export function rankedOf(board: BoardView, arranged: Arranged): (Place & { n: number })[] {
  const dots = board.tally.n ?? [];
  const counted = placesOf(arranged).map((place) => ({ ...place, n: dotsOn(dots, place.on) }));
  return counted.filter(({ n }) => n > 0).sort((a, b) => b.n - a.n);
}
