import cloud from 'd3-cloud';
import { measure } from './measure';
import { type CloudWord, scattered, type Weight } from './results';

/** Where a cloud has to go, in units of the wall, and the smallest letter in it. */
export interface CloudRoom {
  readonly width: number;
  readonly height: number;
  readonly floor: number;
  /** What whoever stands at the machine made of the letters' size. */
  readonly scale: number;
  readonly family: string;
}

/** A word at its place: the middle of its base line from the middle of the room, in units. */
export interface PlacedWord extends CloudWord {
  readonly x: number;
  readonly y: number;
  readonly size: number;
}

/** The letters of each weight: how large, out of the smallest, and how heavy. */
const letters: Record<Weight, { size: number; weight: number }> = {
  light: { size: 1, weight: 400 },
  middle: { size: 1.6, weight: 600 },
  heavy: { size: 2.6, weight: 700 },
};

/** How much larger than that a cloud is tried, from the largest on; not enlarged is what always has to do. */
const enlarged = [1.7, 1.5, 1.35, 1.2, 1.1];

/** Points of the layout in a unit: so it costs the same on every wall. */
const points = 8;

/** Between words, in points. */
const apart = 10;

/** The layout counts its width in machine words. */
const machineWord = 32;

/** How often it draws for a word: where that sets out, twice, and which way it turns. */
const drawsAWord = 3;

let shared: HTMLCanvasElement | undefined;

/**
 * Lays a cloud out: every word upright and whole, no letter below the floor. The heaviest come first, so where there is
 * no room for all at the smallest size, light ones are left out.
 */
export function layOutCloud(words: readonly CloudWord[], room: CloudRoom): readonly PlacedWord[] {
  shared ??= document.createElement('canvas');
  if (!shared.getContext('2d', { willReadFrequently: true })) return [];
  const heaviestFirst = [...words].sort((a, b) => letters[b.weight].size - letters[a.weight].size || a.w - b.w);
  let placed: readonly PlacedWord[] = [];
  for (const by of [...enlarged.map((by) => by * room.scale).filter((by) => by > 1), 1]) {
    placed = placedAt(by, heaviestFirst, room, shared);
    if (placed.length === words.length) break;
  }
  return placed;
}

/** Those of the words that find a place when all are so much larger. */
function placedAt(
  by: number,
  words: readonly CloudWord[],
  room: CloudRoom,
  canvas: HTMLCanvasElement,
): readonly PlacedWord[] {
  const width = Math.floor((room.width * points) / machineWord) * machineWord;
  let placed: readonly PlacedWord[] = [];
  cloud<{ word: CloudWord; letter: number }>()
    .canvas(() => canvas)
    .size([width, Math.floor(room.height * points)])
    .words(
      words.map((word) => ({
        word,
        letter: Math.min(letters[word.weight].size * by * room.floor, widest(word, room)),
      })),
    )
    .text(({ word }) => word.text)
    .font(room.family)
    .fontWeight(({ word }) => letters[word.weight].weight)
    .fontSize(({ letter }) => letter * points)
    .rotate(0)
    .padding(apart)
    .random(startsOf(words))
    .on('end', (found) => {
      placed = found.map(({ word, letter, x = 0, y = 0 }) => ({ ...word, size: letter, x: x / points, y: y / points }));
    })
    .start();
  return placed;
}

/** How large a word may be that has the room for itself: one that is too long goes below the floor before it is left out. */
function widest({ text, weight }: CloudWord, room: CloudRoom): number {
  const { words, space } = measure(text, letters[weight].weight, room.family);
  const across = words.reduce((sum, word) => sum + word, space * (words.length - 1));
  return (room.width * 0.9) / Math.max(across, 1);
}

/** Draws by the words' numbers: a word sets out from the same place each time, and what stood stands while others come. */
function startsOf(words: readonly CloudWord[]): () => number {
  let drawn = 0;
  return () => {
    const word = words[Math.floor(drawn / drawsAWord)];
    drawn += 1;
    return scattered((word?.w ?? 0) * drawsAWord + (drawn % drawsAWord)) / 2 ** 32;
  };
}

/** How heavy the letters of a weight are. */
export function heaviness(weight: Weight): number {
  return letters[weight].weight;
}
