import { expect, it } from 'vitest';
import type { QuestionItem, StatusView } from '$lib/protocol/generated/protocol';
import { foremost, inOrder } from '$lib/state/questions';

const item = (q: number, n: number, status: StatusView = 'listed'): QuestionItem => ({
  q,
  v: 1,
  text: '',
  dir: 'rtl',
  at: q,
  n,
  status,
});
const board = [item(1, 2), item(2, 9, 'answered'), item(3, 7), item(4, 0), item(5, 7)];
const numbers = (items: QuestionItem[]) => items.map(({ q }) => q);

it('the most supported come first, older ones first among equals', () => {
  expect(numbers(inOrder(board, 'support'))).toEqual([2, 3, 5, 1, 4]);
});

it('the newest come first', () => {
  expect(numbers(inOrder(board, 'newest'))).toEqual([5, 4, 3, 2, 1]);
});

it('the answered ones stand alone', () => {
  expect(numbers(inOrder(board, 'answered'))).toEqual([2]);
});

it('in front are the most supported that wait for an answer, then the newest', () => {
  expect(numbers(foremost(board, 3))).toEqual([3, 5, 1, 4, 2]);
  expect(numbers(foremost(board, 1))).toEqual([3, 5, 4, 2, 1]);
});

it('nobody is in front without a support', () => {
  expect(numbers(foremost([item(1, 0), item(2, 0)], 3))).toEqual([2, 1]);
});
