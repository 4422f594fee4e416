import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { numbersIn, stems } from './words';

/** From this likeness on two questions are folded together. */
const foldedFrom = 0.6;
/** From this likeness on a question is suggested as the one to merge into. */
const suggestedFrom = 0.3;
const suggestedAtMost = 5;

/** A question and the later ones that ask the same, oldest first. */
export interface Fold {
  head: QuestionItem;
  alike: QuestionItem[];
}

/** How alike two texts are, from 0 to 1: the words they share, of the words they have. */
export function likeness(one: string, other: string): number {
  const [few, many] = [stems(one), stems(other)].sort((a, b) => a.size - b.size) as [Words, Words];
  let shared = 0;
  for (const word of few) if (many.has(word)) shared += 1;
  return likenessOf(shared, few, many);
}

function likenessOf(shared: number, one: Words, other: Words): number {
  return shared === 0 ? 0 : (2 * shared) / (one.size + other.size);
}

type Words = ReadonlySet<string>;

/**
 * Folds each question into the first one before it that is like it. The order of the heads is that of the questions.
 *
 * A question is compared with those heads alone that have its numbers and share a word with it: thousands wait in a lane, and each that comes
 * folds all of them anew.
 */
export function folded(questions: readonly QuestionItem[]): Fold[] {
  const folds: Fold[] = [];
  const headsOf = new Map<string, Map<string, number[]>>();
  for (const question of questions) {
    const words = stems(question.text);
    const numbers = numbersIn(words);
    const headsWith = headsOf.get(numbers) ?? new Map<string, number[]>();
    headsOf.set(numbers, headsWith);
    const fold = firstAlike(folds, headsWith, words);
    if (fold) fold.alike.push(question);
    else {
      for (const word of words) headsWith.get(word)?.push(folds.length) ?? headsWith.set(word, [folds.length]);
      folds.push({ head: question, alike: [] });
    }
  }
  return folds;
}

function firstAlike(folds: readonly Fold[], headsWith: ReadonlyMap<string, number[]>, words: Words): Fold | undefined {
  const shared = new Map<number, number>();
  for (const word of words) for (const at of headsWith.get(word) ?? []) shared.set(at, (shared.get(at) ?? 0) + 1);
  const alike = [...shared].filter(([at, count]) => {
    const head = folds[at]?.head;
    return head && likenessOf(count, words, stems(head.text)) >= foldedFrom;
  });
  return alike.length === 0 ? undefined : folds[Math.min(...alike.map(([at]) => at))];
}

/** The questions that this one could be merged into, the most alike first. */
export function suggested(question: QuestionItem, among: Iterable<QuestionItem>): QuestionItem[] {
  return [...among]
    .filter((other) => mergeable(question, other))
    .map((other) => ({ other, like: likeness(question.text, other.text) }))
    .filter(({ like }) => like >= suggestedFrom)
    .sort((a, b) => b.like - a.like || b.other.n - a.other.n)
    .slice(0, suggestedAtMost)
    .map(({ other }) => other);
}

/** Whether the desk may merge one into the other: what is published is never taken from the list by what waits. */
export function mergeable(question: QuestionItem, into: QuestionItem): boolean {
  if (question.q === into.q) return false;
  if (into.status === 'pending') return question.status === 'pending';
  return into.status === 'listed' || into.status === 'answered';
}
