import type { QuestionItem } from '$lib/protocol/generated/protocol';

/** The orders in which a list of questions can be read. */
export const orders = ['support', 'newest', 'answered'] as const;

export type Order = (typeof orders)[number];

/** Whether its words were erased: it stands for its supports alone, and there is nothing of it to show, to change or to answer. */
export function isErased({ text }: Pick<QuestionItem, 'text'>): boolean {
  return text === '';
}

type Compare = (a: QuestionItem, b: QuestionItem) => number;

const bySupport: Compare = (a, b) => b.n - a.n || a.q - b.q;
const byAge: Compare = (a, b) => b.q - a.q;

/** Questions in an order; `answered` holds those alone that were answered, the latest first. */
export function inOrder(items: Iterable<QuestionItem>, order: Order): QuestionItem[] {
  const all = [...items];
  if (order === 'answered') return all.filter(({ status }) => status === 'answered').sort(byAge);
  return all.sort(order === 'support' ? bySupport : byAge);
}

/** The most supported ones that are still to be answered, and behind them all others, the newest first. */
export function foremost(items: Iterable<QuestionItem>, most: number): QuestionItem[] {
  const all = [...items];
  const front = all
    .filter(({ status, n }) => status === 'listed' && n > 0)
    .sort(bySupport)
    .slice(0, most);
  return [...front, ...inOrder(all, 'newest').filter((item) => !front.includes(item))];
}
