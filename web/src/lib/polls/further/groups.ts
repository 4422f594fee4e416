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
export function groupsOf(poll: Pick<PollView, 'answer' | 'options' | 'tally'>): readonly Group[] {
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
