import type { Measured } from './fit-text';

/** The size that letters are measured at where theirs is not known yet; large, so that rounding does not add up. */
const usually = 100;

/** The width of a character where there is nothing to measure with, as a part of its size. */
const guessed = 0.55;

/** Room that letters take beyond what is measured: the browser rounds each word up. */
const slack = 1.01;

/**
 * What is put between Latin words beyond the space of the wall's letters, as a part of their size: that space is made
 * for Arabic words, a third of the size where Latin ones stand a quarter apart.
 */
const betweenLatinWords = -0.08;

let canvas: CanvasRenderingContext2D | null | undefined;

/** What is put between the words of a text beyond the space of its letters, as a part of their size. */
export function wordSpacing(text: string): number {
  return /\p{Script=Arabic}/u.test(text) ? 0 : betweenLatinWords;
}

/**
 * Measures a text's words in a font, shaped as they will be shown at a size in pixels: where a browser places letters on
 * whole pixels, no size is a multiple of another. Nothing is laid out by it.
 */
export function measure(text: string, weight: number, family: string, size = usually): Measured {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas) canvas.font = `${weight} ${size}px ${family}`;
  const widthOf = (word: string) =>
    canvas ? (canvas.measureText(word).width / size) * slack : [...word].length * guessed;
  return {
    words: words.map(widthOf),
    space: widthOf(' ') + wordSpacing(text),
    characters: [...words.join(' ')].length,
  };
}
