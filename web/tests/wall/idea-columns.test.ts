import { describe, expect, it } from 'vitest';
import { type Block, columnsOf, inLetters, type Line, layOut } from '$lib/wall/idea-columns';

/** Each letter is one wide, and words do not matter. */
const measure = (text: string) => ({ words: [text.length], space: 1, characters: text.length });
const line = (key: string, n?: number): Line => ({ key, text: key, dir: 'rtl', n });
const block = (key: string, lines: number): Block => ({
  key,
  head: line(key),
  lines: Array.from({ length: lines }, (_, at) => line(`${key}${at}`)),
});
const room = { width: 100, height: 10, size: 1 };
const shape = (columns: ReturnType<typeof columnsOf>) =>
  columns.map((pieces) => pieces.map(({ key, lines, goesOn }) => `${key}${lines.length}${goesOn ? '+' : ''}`));

describe('a board in columns', () => {
  it('fills them from the top, and a group goes on in the next one under its heading', () => {
    // A heading takes 1.3, each idea 1.65: five of them to a column of 10.
    expect(shape(columnsOf([block('a', 7)], room, measure))).toEqual([['a5', 'a2+']].flatMap(([a, b]) => [[a], [b]]));
  });

  it('leaves no heading alone at the foot', () => {
    const [first, second] = columnsOf([block('a', 4), block('b', 2)], room, measure);
    expect(first?.map(({ key }) => key)).toEqual(['a']);
    expect(second?.map(({ key, lines }) => [key, lines.length])).toEqual([['b', 2]]);
  });

  it('keeps a group without ideas, and what has no heading', () => {
    const empty: Block = { key: 'e', head: line('e'), lines: [] };
    const loose: Block = { key: 'l', head: undefined, lines: [line('x')] };
    expect(shape(columnsOf([empty, loose], room, measure))).toEqual([['e0', 'l1']]);
  });

  it('counts the bar of dots', () => {
    const tall = (n?: number) =>
      columnsOf([{ key: 'a', head: line('a', n), lines: [] }, block('b', 4)], { ...room, height: 10.3 }, measure);
    expect(inLetters.bar).toBeGreaterThan(0);
    expect(tall()).toHaveLength(1);
    expect(tall(3)).toHaveLength(2);
  });
});

describe('the letters of a board', () => {
  it('are as large as all stands on one page with', () => {
    expect(layOut([block('a', 1)], room, 2, measure).scale).toBeGreaterThan(1);
  });

  it('are the least where it takes turns, and no idea is left out', () => {
    const blocks = [block('a', 9), block('b', 9), block('c', 3)];
    const { scale, pages } = layOut(blocks, room, 2, measure);
    expect(scale).toBe(1);
    expect(pages.length).toBeGreaterThan(1);
    expect(pages.flat(2).flatMap(({ lines }) => lines)).toHaveLength(21);
  });
});
