import type { Measured } from './fit-text';

/** The size that letters are measured at; large, so that rounding does not add up. */
const measuredAt = 100;

/** The width of a character where there is nothing to measure with, as a part of its size. */
const guessed = 0.55;

/** Room that letters take beyond what is measured: the browser rounds each word up. */
const slack = 1.01;

let canvas: CanvasRenderingContext2D | null | undefined;

/** Measures a text's words in a font, shaped as they will be shown. Nothing is laid out by it. */
export function measure(text: string, weight: number, family: string): Measured {
  const words = text.split(/\s+/u).filter((word) => word !== '');
  canvas ??= document.createElement('canvas').getContext('2d');
  if (canvas) canvas.font = `${weight} ${measuredAt}px ${family}`;
  const widthOf = (word: string) =>
    canvas ? (canvas.measureText(word).width / measuredAt) * slack : [...word].length * guessed;
  return { words: words.map(widthOf), space: widthOf(' '), characters: [...words.join(' ')].length };
}
