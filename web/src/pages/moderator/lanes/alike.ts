import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { stems } from './words';

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
  if (few.size === 0) return 0;
  let shared = 0;
  for (const word of few) if (many.has(word)) shared += 1;
  return (2 * shared) / (few.size + many.size);
}

type Words = ReadonlySet<string>;

/** Folds each question into the first one before it that is like it. The order of the heads is that of the questions. */
export function folded(questions: readonly QuestionItem[]): Fold[] {
  const folds: Fold[] = [];
  for (const question of questions) {
    const fold = folds.find(({ head }) => likeness(head.text, question.text) >= foldedFrom);
    if (fold) fold.alike.push(question);
    else folds.push({ head: question, alike: [] });
  }
  return folds;
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
