import { expect, it } from 'vitest';
import { allOf, byDays, placed } from '../../../src/pages/record/quarters';

const quarterMs = 15 * 60_000;
const at = (place: number) => ({ from: place * quarterMs, questions: place });

it('quarters stand on the days on which they are', () => {
  const days = byDays([at(1), at(2), at(100)], (ms) => (ms < 50 * quarterMs ? 'first' : 'second'));
  expect(days.map(({ day, quarters }) => [day, quarters.length])).toEqual([
    ['first', 2],
    ['second', 1],
  ]);
});

it('a quarter in which nothing was given leaves its place on the axis free', () => {
  const [from, until] = [2 * quarterMs, 22 * quarterMs];
  expect(placed([at(2), at(6), at(21)], quarterMs)).toEqual({ places: [0, 0.2, 0.95], width: 0.05, from, until });
});

it('the axis of a short day has room for more than its columns', () => {
  const [from, until] = [7 * quarterMs, 23 * quarterMs];
  expect(placed([at(7), at(9)], quarterMs)).toEqual({ places: [0, 0.125], width: 0.0625, from, until });
});

it('everything that was given in a quarter counts', () => {
  expect(allOf({ from: 0, questions: 1, supports: 2, ballots: 3, ideas: 4, votes: 5, ratings: 6, mood: 400 })).toBe(21);
});
