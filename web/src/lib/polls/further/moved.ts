import type { BarRow } from '$lib/components/bar-row';
import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { PollView } from '$lib/protocol/generated/protocol';
import { labelsOf, partOf } from '../results';

/** What is told of a number of people: not of fewer than five, where that could tell who they are. */
export interface Cell {
  readonly label: string;
  readonly dir: BarRow['dir'];
  /** None where it is not shown. */
  readonly n: number | undefined;
  readonly share: number | undefined;
}

/** A group's results, or those of several small ones together. */
export interface Group {
  readonly name: string;
  readonly voters: number;
  readonly cells: readonly Cell[];
  /** Whether nothing of it is shown. */
  readonly isHidden: boolean;
}

/** The results by group; none where they are not told. */
export function groupsOf(poll: PollView): readonly Group[] {
  const labels = labelsOf(poll);
  const named = (title: Parameters<typeof titleIn>[0]) => titleIn(title, language.locale).text || m.groups_no_group();
  return (poll.tally.groups?.rows ?? []).map(({ names, v, n }) => ({
    name: language.formats.list(names.map((name) => isolated(named(name)))),
    voters: v,
    cells: n.map((count, place) => ({
      label: labels[place]?.label ?? '',
      dir: labels[place]?.dir,
      n: count ?? undefined,
      share: count === null ? undefined : partOf(count, v),
    })),
    isHidden: n.every((count) => count === null),
  }));
}

/** How an option stood before and stands now. */
export interface Shifted {
  readonly label: string;
  readonly dir: BarRow['dir'];
  readonly before: number;
  readonly now: number;
  /** Of who voted then, and of who did now. */
  readonly shares: { readonly before: number; readonly now: number };
  /** The difference of both as they are told, in points of percent. */
  readonly points: number;
}

/** How each option has moved; none where that is not told. */
export function shiftOf(poll: PollView): readonly Shifted[] {
  const { shift } = poll.tally;
  if (!shift) return [];
  const voters = shift.now.reduce((all, count) => all + count, 0);
  return labelsOf(poll).map(({ label, dir }, place) => {
    const [before, now] = [shift.before[place] ?? 0, shift.now[place] ?? 0];
    const shares = { before: partOf(before, shift.v), now: partOf(now, voters) };
    const points = Math.round(shares.now * 100) - Math.round(shares.before * 100);
    return { label, dir, before, now, shares, points };
  });
}

/** By how much something has moved, in a word and with its sign. */
export function pointsText(points: number): string {
  if (points === 0) return m.shift_same();
  const n = language.formats.number(Math.abs(points));
  return points > 0 ? m.shift_up({ n }) : m.shift_down({ n });
}

/** How many who answered both times kept to an option, or went from one to another. */
export interface Move {
  readonly from: string;
  readonly to: string;
  readonly n: number;
}

/** Those moves that are told, the largest first, and how many are not; none of those that nobody made. */
export function movesOf(poll: PollView): { kept: readonly Move[]; moved: readonly Move[]; hidden: number } | undefined {
  const cells = poll.tally.shift?.moved;
  if (!cells) return undefined;
  const names = labelsOf(poll).map(({ label }) => label);
  const both = cells.slice(0, names.length).map((row) => row.slice(0, names.length));
  const all = both.flatMap((row, from) =>
    row.map((n, to) => ({ from: names[from] ?? '', to: names[to] ?? '', n, kept: from === to })),
  );
  const told = all.flatMap(({ n, ...move }) => (n ? [{ ...move, n }] : [])).sort((one, other) => other.n - one.n);
  return {
    kept: told.filter(({ kept }) => kept),
    moved: told.filter(({ kept }) => !kept),
    hidden: all.filter(({ n }) => n === null).length,
  };
}
