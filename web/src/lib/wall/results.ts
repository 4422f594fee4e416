import type { CloudItem, PollView } from '$lib/protocol/generated/protocol';

/** One option's part of a result. */
export interface Result {
  /** Votes, or points in a ranking. */
  readonly count: number;
  /** Of the votes, or of the voters where each may give several; none where points are counted. */
  readonly share: number | undefined;
  /** How far its bar is filled, from 0 to 1. */
  readonly length: number;
  readonly winning: boolean;
}

/** Most words of a cloud on a wall. */
const cloudWords = 25;

/** The results by option or star; none until they are revealed, whatever the view holds. */
export function resultsOf({ answer, tally, revealed, phase, options }: PollView): readonly Result[] | undefined {
  const counts = revealed ? tally.n : undefined;
  if (!counts) return undefined;
  const most = Math.max(0, ...counts);
  const votes = counts.reduce((sum, count) => sum + count, 0);
  const whole = answer.kind === 'multiple' ? tally.v : votes;
  const settled = phase === 'closed' && most > 0;
  return counts.map((count) => {
    const winning = settled && count === most;
    if (answer.kind === 'ranking')
      return { count, share: undefined, length: part(count, borda(options.length, tally.v)), winning };
    const share = part(count, whole);
    return { count, share, length: share, winning };
  });
}

/** What an option gets that everyone puts first. */
function borda(options: number, voters: number): number {
  return (options - 1) * voters;
}

function part(count: number, whole: number): number {
  return whole > 0 ? Math.min(1, count / whole) : 0;
}

/** The average of stars, of which there are so many of each number from 1 on; none without any. */
export function average(counts: readonly number[]): number | undefined {
  const people = counts.reduce((sum, count) => sum + count, 0);
  const stars = counts.reduce((sum, count, at) => sum + count * (at + 1), 0);
  return people > 0 ? stars / people : undefined;
}

/** How heavy a word of a cloud is set. */
export type Weight = 'light' | 'middle' | 'heavy';

export interface CloudWord {
  readonly w: number;
  readonly text: string;
  readonly weight: Weight;
}

/**
 * The words of a cloud, those that most people sent. Their order is settled by their numbers, scattered: a word keeps
 * its place beside the others while weights change, and the first ones, often the heaviest, do not stand together.
 */
export function cloudOf(words: readonly CloudItem[]): readonly CloudWord[] {
  const shown = words.filter(({ text, show }) => text !== '' && show !== false).slice(0, cloudWords);
  const most = Math.max(1, ...shown.map(({ n }) => n));
  return shown
    .sort((a, b) => scattered(a.w) - scattered(b.w))
    .map(({ w, text, n }) => ({ w, text, weight: weightOf(n / most) }));
}

/** Neighbours come far apart: the number times 2^32 divided by the golden ratio, as it wraps around. */
function scattered(no: number): number {
  return Math.imul(no, 2_654_435_769) >>> 0;
}

/** By the square root, since few words are sent by many. */
function weightOf(ofMost: number): Weight {
  const part = Math.sqrt(ofMost);
  if (part > 0.7) return 'heavy';
  return part > 0.4 ? 'middle' : 'light';
}
