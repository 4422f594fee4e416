import { language, m } from '$lib/i18n/language.svelte';
import { isBorda, type Part, partOf, partsOf } from '$lib/polls/results';
import type { CloudItem, PollView } from '$lib/protocol/generated/protocol';
import { usualFloor } from './frame.svelte';

/** One option's part of a result. */
export interface Result extends Part {
  /** Whether its share is told: points are not, they say little. */
  readonly hasShare: boolean;
}

/** Most words of a cloud on a wall. */
const cloudWords = 25;

/** The results by option or star; none until they are revealed, whatever the view holds. */
export function resultsOf(poll: PollView): readonly Result[] | undefined {
  if (!poll.revealed || !(poll.tally.n ?? poll.tally.ranked)) return undefined;
  const hasShare = !isBorda(poll);
  return partsOf(poll).map((part) => ({ ...part, hasShare }));
}

/** Whether people vote; a quiz, stars and words they answer. */
export function isVote({ answer }: PollView): boolean {
  return !['quiz', 'rating', 'likert', 'cloud', 'open'].includes(answer.kind);
}

/** How many took part of those who were here while it was open, or of the badges that may, from 0 to 1; none where that is not told. */
export function turnoutOf({ tally, electors }: PollView): number | undefined {
  const most = tally.here ?? electors?.badges;
  return most ? partOf(tally.v, most) : undefined;
}

/** How many took part, in a poll for badges out of how many. */
export function countText({ tally, electors }: PollView, count: number): string {
  const { number } = language.formats;
  return electors ? m.n_of_most({ n: number(count), most: number(tally.here ?? electors.badges) }) : number(count);
}

/** Most options beside whose list there is room, and the lines that fit there at the usual floor, of so many characters. */
const besideOptions = 5;
const besideLines = 8;
const besideCharacters = 36;

/** Whether how a poll stands has room beside what it asks, and need not go below. */
export function hasRoomBeside(title: string, options: readonly string[], floor: number): boolean {
  const smaller = Math.min(1, usualFloor / floor);
  const linesOf = (text: string) => Math.ceil(text.length / (besideCharacters * smaller));
  const lines = [title, ...options].reduce((all, text) => all + linesOf(text), 0);
  return options.length <= besideOptions && lines <= besideLines * smaller;
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

/** A number of 32 bits for each number, neighbours far apart: the number times 2^32 divided by the golden ratio, as it wraps around. */
export function scattered(no: number): number {
  return Math.imul(no, 2_654_435_769) >>> 0;
}

/** By the square root, since few words are sent by many. */
function weightOf(ofMost: number): Weight {
  const part = Math.sqrt(ofMost);
  if (part > 0.7) return 'heavy';
  return part > 0.4 ? 'middle' : 'light';
}
