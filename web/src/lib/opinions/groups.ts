import { language } from '$lib/i18n/language.svelte';

/** What a group is marked with, besides its letter and its colour: nobody has to tell colours apart. */
export const shapes = ['circle', 'square', 'diamond', 'cross', 'pentagon'] as const;
export type Shape = (typeof shapes)[number];

const arabic = ['أ', 'ب', 'ج', 'د', 'هـ', 'و', 'ز', 'ح'];
const latin = ['A', 'B', 'C', 'D', 'E', 'F', 'G', 'H'];

/** The letter of a group, by its number from 0; past the letters its number. */
export function letterOf(group: number): string {
  return (language.locale === 'ar' ? arabic : latin)[group] ?? language.formats.number(group + 1);
}

/** How far each Arabic letter stands above the middle of its mark, in parts of its size: many reach below their line, one above. */
const rises = [-0.04, 0.06, 0.14, 0, 0.02, 0.12, 0.12, 0.14];

export function riseOf(group: number): number {
  return language.locale === 'ar' ? (rises[group] ?? 0) : 0;
}

export function shapeOf(group: number): Shape {
  return shapes[group % shapes.length] ?? 'circle';
}

/** The line around a shape whose middle is there and whose circle would have that radius, as a path of an SVG. */
export function outline(shape: Shape, x: number, y: number, r: number): string {
  switch (shape) {
    case 'circle':
      return `M${at(x - r)} ${at(y)}a${at(r)} ${at(r)} 0 1 0 ${at(2 * r)} 0a${at(r)} ${at(r)} 0 1 0 ${at(-2 * r)} 0z`;
    case 'square':
      return polygon(x, y, r * 0.9, [-1, -1, 1, -1, 1, 1, -1, 1]);
    case 'diamond':
      return polygon(x, y, r * 1.28, [0, -1, 1, 0, 0, 1, -1, 0]);
    case 'cross':
      return polygon(x, y, r * 1.15, cross);
    case 'pentagon':
      return polygon(x, y, r * 1.15, [0, -1, 0.95, -0.31, 0.7, 0.81, -0.7, 0.81, -0.95, -0.31]);
  }
}

/** Half the width of a cross's arms: a letter stands where they meet. */
const arm = 0.5;
const cross = [
  arm,
  -1,
  arm,
  -arm,
  1,
  -arm,
  1,
  arm,
  arm,
  arm,
  arm,
  1,
  -arm,
  1,
  -arm,
  arm,
  -1,
  arm,
  -1,
  -arm,
  -arm,
  -arm,
  -arm,
  -1,
];

function polygon(x: number, y: number, r: number, corners: readonly number[]): string {
  const points = corners.flatMap((along, place) => {
    const up = corners[place + 1];
    return place % 2 === 0 && up !== undefined ? [`${at(x + along * r)} ${at(y + up * r)}`] : [];
  });
  return `M${points.join('L')}z`;
}

/** A hundredth is less than anybody sees. */
const at = (length: number) => `${Math.round(length * 100) / 100}`;
