import type { BarRow } from '$lib/components/bar-row';
import { language } from '$lib/i18n/language.svelte';
import { bounds } from '$lib/protocol/generated/bounds';
import type { PollView } from '$lib/protocol/generated/protocol';
import { optionsOf } from './options';

/** One option's part of a result. */
export interface Part {
  /** Votes; points in a ranking by Borda and of a hundred; first choices in other rankings. */
  readonly count: number;
  /** Of the voters; of the points that an option gets which everyone puts first; of all points that were shared out. From 0 to 1. */
  readonly share: number;
  /** Once the poll is closed: what got most, or in a quiz what is right. */
  readonly winning: boolean;
}

/** The parts of a result by option or star; none where the view has no counts. */
export function partsOf(poll: PollView): Part[] {
  const { tally, phase, right } = poll;
  const counts = tally.n ?? tally.ranked?.first ?? [];
  const most = Math.max(0, ...counts);
  const whole = wholeOf(poll);
  const { places } = tally.ranked ?? {};
  const wins = (count: number, place: number) => {
    if (places && places.length > 0) return places[place] === 1 && tally.v > 0;
    return right === undefined ? count === most && most > 0 : right === place;
  };
  return counts.map((count, place) => ({
    count,
    share: partOf(count, whole),
    winning: phase === 'closed' && wins(count, place),
  }));
}

/** Whether it is a ranking that Borda's points count: those of the other methods have first choices. */
export function isBorda({ answer }: Pick<PollView, 'answer'>): boolean {
  return answer.kind === 'ranking' && (answer.method ?? 'borda') === 'borda';
}

/** What an option's count is a part of. */
function wholeOf(poll: PollView): number {
  const { answer, options, tally } = poll;
  if (isBorda(poll)) return (options.length - 1) * tally.v;
  return answer.kind === 'points' ? bounds.points * tally.v : tally.v;
}

/** The same as rows of bars. Options have their names, stars their numbers. */
export function rowsOf(poll: PollView): BarRow[] {
  const labels = labelsOf(poll);
  const points = isBorda(poll);
  const unit = poll.answer.kind === 'points' ? ({ unit: 'points' } as const) : {};
  const told = (place: number) => (poll.right === undefined ? {} : { right: poll.right === place });
  return partsOf(poll).map((part, place) => ({
    label: '',
    points,
    ...unit,
    ...labels[place],
    ...part,
    ...told(place),
  }));
}

/** What the rows are called. */
export function labelsOf(poll: Pick<PollView, 'answer' | 'options'>): Pick<BarRow, 'label' | 'dir'>[] {
  const { answer } = poll;
  if (answer.kind !== 'rating') return optionsOf(poll, language.locale).map(({ text, dir }) => ({ label: text, dir }));
  return Array.from({ length: answer.max }, (_, at) => ({ label: language.formats.number(at + 1) }));
}

/** The average of stars, of which there are so many of each number from 1 on; none where nobody gave any. */
export function average(counts: readonly number[]): number | undefined {
  const people = sum(counts);
  return people > 0 ? sum(counts.map((count, at) => count * (at + 1))) / people : undefined;
}

/** A part of a whole, from 0 to 1; nothing of nothing. */
export function partOf(count: number, whole: number): number {
  return whole > 0 ? Math.min(1, count / whole) : 0;
}

function sum(counts: readonly number[]): number {
  return counts.reduce((all, count) => all + count, 0);
}
