import type { BarRow } from '$lib/components/bar-row';
import { language, m } from '$lib/i18n/language.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import { average, labelsOf, partOf } from '../results';

/** What of a poll tells how opinions have moved. */
type Asked = Pick<PollView, 'answer' | 'options' | 'tally'>;

/** How an option stood before and stands now. */
export interface Shifted {
  readonly label: string;
  readonly dir: BarRow['dir'];
  /** Of who voted then, and of who did now; from 0 to 1. */
  readonly shares: { readonly before: number; readonly now: number };
  /** The difference of both as they are told, in points of percent. */
  readonly points: number;
}

/** How many answered each time: the second time it may be another crowd. None where that is not told. */
export function answeredOf({ tally: { shift } }: Asked): { before: number; now: number } | undefined {
  return shift && { before: shift.v, now: shift.now.reduce((all, count) => all + count, 0) };
}

/** How each option has moved; none where that is not told. */
export function shiftOf(poll: Asked): readonly Shifted[] {
  const { shift } = poll.tally;
  const voters = answeredOf(poll)?.now ?? 0;
  if (!shift) return [];
  return labelsOf(poll).map(({ label, dir }, place) => {
    const shares = {
      before: partOf(shift.before[place] ?? 0, shift.v),
      now: partOf(shift.now[place] ?? 0, voters),
    };
    // Of the rounded ones: whoever reads 67 % and 50 % reckons 17, not what is behind them.
    const points = Math.round(shares.now * 100) - Math.round(shares.before * 100);
    return { label, dir, shares, points };
  });
}

/** The mean of stars then and now; none of other answers, and where nobody gave any. */
export function meansOf({ answer, tally: { shift } }: Asked): { before: number; now: number } | undefined {
  if (answer.kind !== 'rating' || !shift) return undefined;
  const [before, now] = [average(shift.before), average(shift.now)];
  return before === undefined || now === undefined ? undefined : { before, now };
}

/** A difference with its sign, as the language writes it: +17, and of a mean +0.7. Nought has none. */
export function signed(difference: number, digits = 0): string {
  const { locale, digits: numerals } = language;
  const shown = { minimumFractionDigits: digits, maximumFractionDigits: digits };
  return new Intl.NumberFormat(`${locale}-u-nu-${numerals}`, { ...shown, signDisplay: 'exceptZero' }).format(
    difference,
  );
}

/** Where some of those who had chosen something went. */
export interface Went {
  readonly to: Named;
  readonly n: number;
  /** They kept to what they had chosen. */
  readonly kept: boolean;
}

/** An option, or to have answered nothing, as it is called. */
export interface Named {
  readonly label: string;
  readonly dir?: BarRow['dir'];
}

/** Those who chose one option before, or did not answer, and what they chose now. */
export interface Origin {
  readonly from: Named;
  /** Those that are told, the largest first; where nobody went is left out. */
  readonly went: readonly Went[];
  /** Where it is not shown how many went. */
  readonly hidden: readonly Named[];
}

/** Who went where, by what they had chosen; none where nothing of it is told. From where nobody came is left out. */
export function originsOf(poll: Asked): readonly Origin[] | undefined {
  const cells = poll.tally.shift?.moved;
  if (!cells) return undefined;
  const labels: readonly Named[] = labelsOf(poll);
  const rows = [...labels, { label: m.shift_no_answer() }];
  const columns = [...labels, { label: m.shift_no_answer() }];
  const origins = rows.map((from, at) => originOf(from, at, columns, cells[at] ?? []));
  return origins.filter(({ went, hidden }) => went.length + hidden.length > 0);
}

function originOf(from: Named, at: number, columns: readonly Named[], cells: readonly (number | null)[]): Origin {
  const neither = columns.length - 1;
  const all = columns.flatMap((to, place) =>
    at === neither && place === neither ? [] : [{ to, n: cells[place] ?? null, kept: place === at }],
  );
  const told = all.flatMap(({ n, ...of }) => (n ? [{ ...of, n }] : []));
  return {
    from,
    went: told.sort((one, other) => Number(other.kept) - Number(one.kept) || other.n - one.n),
    hidden: all.filter(({ n }) => n === null).map(({ to }) => to),
  };
}
