import { describe, expect, it } from 'vitest';
import { type BlockFit, fitBlock } from '$lib/wall/fit-block';
import { fitAsShown, fitText, howManyFit, linesIn, type Measured, type Room, whichFit } from '$lib/wall/fit-text';
import { measure, wordSpacing } from '$lib/wall/measure';

/** So many words of five characters that are half as wide as they are high. */
const words = (count: number): Measured => ({
  words: Array.from({ length: count }, () => 2.5),
  space: 0.5,
  characters: count * 6 - 1,
});

const room: Room = { width: 160, height: 70, most: 9, floor: 5.5, lineHeight: 1.4, characters: 48 };

describe('lines', () => {
  it.each([
    [1, 10, 1],
    [3, 8.5, 1],
    [3, 8.4, 2],
    [4, 2.5, 4],
  ])('%i words in a width of %d are %i', (count, width, lines) => {
    expect(linesIn(words(count), width)).toBe(lines);
  });

  it('break inside a word that is wider than they are', () => {
    expect(linesIn({ words: [1, 10, 1], space: 0.5, characters: 14 }, 4)).toBe(4);
  });
});

describe('a text', () => {
  it('is as large as it may be where there is room', () => {
    expect(fitText(words(3), room)).toMatchObject({ size: 9, lines: 1 });
  });

  it('gets smaller with its length, and never below the floor while it fits there', () => {
    const sizes = [10, 30, 45, 50].map((count) => fitText(words(count), room).size);
    expect(sizes).toEqual([...sizes].sort((a, b) => b - a));
    for (const size of sizes) expect(size).toBeGreaterThanOrEqual(room.floor);
    expect(sizes.at(-1)).toBeLessThan(9);
  });

  it('has at most 48 characters a line', () => {
    const wide = { ...room, width: 1_000, height: 1_000 };
    const { size, width } = fitText(words(60), wide);
    expect(width / size).toBeLessThanOrEqual(48 * 0.5 + 1);
  });

  it('has lines about equally long: no word stands alone in the last one', () => {
    const { lines, width, size } = fitText(words(9), room);
    expect(lines).toBe(2);
    expect(linesIn(words(9), width / size)).toBe(2);
    expect(width).toBeLessThan(160 * 0.9);
  });

  it('has longer lines before it goes below the floor', () => {
    const { size, width } = fitText(words(40), { ...room, width: 400, height: 30 });
    expect(size).toBeGreaterThanOrEqual(room.floor);
    expect(width / size).toBeGreaterThan(48 * 0.5 + 1);
  });

  it('goes below the floor only where it would be cut off otherwise', () => {
    const { size, lines } = fitText(words(150), room);
    expect(size).toBeLessThan(room.floor);
    expect(lines * size * room.lineHeight).toBeLessThanOrEqual(room.height);
  });

  it('keeps a single line single', () => {
    const { size, lines } = fitText(words(9), { ...room, floor: 2, lines: 1 });
    expect(lines).toBe(1);
    expect(size * (9 * 3 - 0.5)).toBeLessThanOrEqual(room.width);
  });

  it('of nothing, or in no room, does no harm', () => {
    expect(fitText({ words: [], space: 0.5, characters: 0 }, room).lines).toBe(1);
    expect(fitText(words(3), { ...room, width: 0, height: 0 }).size).toBeGreaterThan(0);
  });
});

describe('a text whose letters take whole pixels', () => {
  /** Four words that fit on one line by what is measured large, and are a part wider at the sizes below 8. */
  const measuredAt = (size: number): Measured => {
    const { words: widths, ...rest } = words(4);
    return { ...rest, words: widths.map((width) => (size < 8 ? width * 1.1 : width)) };
  };
  const line: Room = { width: 11.5 * 7.5, height: 20, most: 9, floor: 4, lineHeight: 1.4, lines: 1 };

  it('is as large as fits where it is measured at that size', () => {
    const { size, width, lines } = fitAsShown(measuredAt, line);
    expect(lines).toBe(1);
    expect(size).toBeLessThan(7);
    expect(linesIn(measuredAt(size), width / size)).toBe(1);
    expect(linesIn(measuredAt(size), line.width / (size + 0.25))).toBe(2);
  });

  it('comes to a size in no room, and below the floor', () => {
    expect(fitAsShown(measuredAt, { ...line, width: 0, height: 0 }).size).toBeGreaterThan(0);
    const small = fitAsShown(measuredAt, { ...line, width: 30 });
    expect(linesIn(measuredAt(small.size), line.width / small.size)).toBe(1);
    expect(small.size).toBeLessThan(line.floor);
  });
});

describe('several texts', () => {
  it('stand above each other as long as there is room', () => {
    expect(howManyFit([words(5), words(5), words(5)], room, 5.5, 4)).toBe(3);
    expect(howManyFit([words(50), words(5), words(50)], room, 5.5, 4)).toBe(2);
  });

  it('give way to a shorter one where gaps are filled', () => {
    expect(whichFit([words(5), words(500), words(5)], room, 5.5, 4)).toEqual([0, 2]);
  });

  it('are at least one', () => expect(howManyFit([words(500), words(1)], room, 5.5, 4)).toBe(1));
});

describe('a block', () => {
  const tried = (overflows: (setting: BlockFit) => boolean) => fitBlock(overflows);

  it('keeps its sizes where it fits', () => expect(tried(() => false)).toEqual({ fit: 1, squeeze: 1, air: 1 }));

  it('gives way towards the floor', () => {
    const { fit, squeeze } = tried((setting) => setting.fit > 0.4);
    expect(squeeze).toBe(1);
    expect(fit).toBeGreaterThan(0.38);
    expect(fit).toBeLessThanOrEqual(0.4);
  });

  it('goes below it only where that is not enough', () => {
    const { fit, squeeze } = tried((setting) => setting.fit > 0 || setting.squeeze > 0.8);
    expect(fit).toBe(0);
    expect(squeeze).toBeLessThanOrEqual(0.8);
    expect(squeeze).toBeGreaterThan(0.77);
  });

  it('sets its lines apart with what its letters leave, and none of it before they are as large as they may be', () => {
    const { fit, air } = tried((setting) => setting.fit + setting.air * 0.5 > 1.2);
    expect(fit).toBe(1);
    expect(air).toBeGreaterThan(0.38);
    expect(air).toBeLessThanOrEqual(0.4);
    expect(tried((setting) => setting.fit > 0.4 || setting.air > 0).air).toBe(0);
  });
});

it('a text is measured word by word, whatever stands between them', () => {
  const { words, characters } = measure(' من  الحيّ\nإلى المدينة ', 600, 'sans-serif');
  expect(words).toHaveLength(4);
  expect(characters).toBe('من الحيّ إلى المدينة'.length);
});

describe('word spacing', () => {
  it('is the space of the letters between Arabic words, and closer between Latin ones', () => {
    expect(wordSpacing('كيف نشارك في Polis؟')).toBe(0);
    expect(wordSpacing('How do we take part?')).toBeLessThan(0);
    const [latin, arabic] = [measure('one two', 600, 'serif'), measure('واحد اثنان', 600, 'serif')];
    expect(latin.space).toBeLessThan(arabic.space);
  });
});
