import { describe, expect, it } from 'vitest';
import type { Measured } from '$lib/wall/fit-text';
import { type ListRoom, layOutOptions, pagesOf } from '$lib/wall/option-pages';

/** A label of so many words, each four letters wide and one apart. */
function label(words: number): Measured {
  return { words: Array(words).fill(4), space: 1, characters: words * 5 - 1 };
}

const labels = (count: number, words: number) => Array(count).fill(label(words));

/** Ten lines, forty letters wide. */
const room: ListRoom = {
  width: 400,
  height: 100,
  size: 10,
  lineHeight: 1,
  beside: 0,
  below: 0,
  betweenColumns: 20,
  betweenRows: 0,
  mostColumns: 3,
};

describe('options', () => {
  it('stand in one column to five, in two to ten and in three from there on, where all fit', () => {
    expect(layOutOptions(labels(5, 1), room)).toEqual({ columns: 1, aPage: 5 });
    expect(layOutOptions(labels(10, 1), room)).toEqual({ columns: 2, aPage: 10 });
    expect(layOutOptions(labels(20, 1), room)).toEqual({ columns: 3, aPage: 20 });
  });

  it('have no more columns than the wall has the width for', () => {
    expect(layOutOptions(labels(20, 1), { ...room, height: 300, mostColumns: 1 })).toEqual({ columns: 1, aPage: 20 });
  });

  it('stand in other columns than usual before they take turns', () => {
    const high = { ...room, below: 20 };
    expect(layOutOptions(labels(4, 1), high)).toEqual({ columns: 2, aPage: 4 });
  });

  it('take turns, as evenly as can be, where they would go below the floor', () => {
    const { columns, aPage } = layOutOptions(labels(7, 15), room);
    expect([columns, aPage]).toEqual([1, 4]);
    expect(pagesOf(labels(7, 15), aPage).map(({ length }) => length)).toEqual([4, 3]);
  });

  it('leave none out, and have the longest stand alone', () => {
    const longest = labels(3, 200);
    const { aPage } = layOutOptions(longest, room);
    expect(aPage).toBe(1);
    expect(pagesOf(longest, aPage).flat()).toHaveLength(3);
  });

  it('have columns that hold their words whole', () => {
    const word: Measured = { words: [30], space: 1, characters: 30 };
    expect(layOutOptions(Array(8).fill(word), room)).toEqual({ columns: 1, aPage: 8 });
  });

  it('give way to what stands beside them and below', () => {
    expect(layOutOptions(labels(5, 6), { ...room, beside: 300 }).aPage).toBeLessThan(5);
  });
});
