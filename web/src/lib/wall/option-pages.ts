import { linesIn, type Measured } from './fit-text';

/** What a list of options has to go into, at the smallest letter. Lengths in pixels. */
export interface ListRoom {
  readonly width: number;
  readonly height: number;
  readonly size: number;
  /** Of a label's line, as a multiple of the size. */
  readonly lineHeight: number;
  /** What stands beside a label in its column, and below it. */
  readonly beside: number;
  readonly below: number;
  readonly betweenColumns: number;
  readonly betweenRows: number;
  /** Most columns that the wall has the width for. */
  readonly mostColumns: number;
}

/** How a list of options stands: in which columns, and how many at a time where it takes turns. */
export interface ListLayout {
  readonly columns: number;
  readonly aPage: number;
}

/** From more options than these on, a column more. */
const mostOfColumns = [5, 10];

/**
 * The fewest pages on which every option stands above the floor; in as many columns as so many options usually have, in
 * others where that saves a page. What does not fit even alone has a page of its own.
 */
export function layOutOptions(labels: readonly Measured[], room: ListRoom): ListLayout {
  for (let pages = 1; pages < labels.length; pages += 1) {
    const aPage = Math.ceil(labels.length / pages);
    const columns = columnsFor(aPage, room.mostColumns).find((columns) => fitsIn(labels, { columns, aPage }, room));
    if (columns !== undefined) return { columns, aPage };
  }
  return { columns: 1, aPage: 1 };
}

/** A list in parts of so many. */
export function pagesOf<Item>(items: readonly Item[], aPage: number): (readonly Item[])[] {
  return Array.from({ length: Math.ceil(items.length / aPage) }, (_, page) =>
    items.slice(page * aPage, (page + 1) * aPage),
  );
}

/** The usual number of columns first. */
function columnsFor(options: number, most: number): number[] {
  const usual = Math.min(most, 1 + mostOfColumns.filter((fewer) => options > fewer).length);
  const all = Array.from({ length: Math.min(most, options) }, (_, at) => at + 1);
  return [usual, ...all.filter((columns) => columns !== usual)];
}

function fitsIn(labels: readonly Measured[], { columns, aPage }: ListLayout, room: ListRoom): boolean {
  const across = (room.width - (columns - 1) * room.betweenColumns) / columns - room.beside;
  const width = across / room.size;
  if (width <= 0 || labels.some(({ words }) => Math.max(0, ...words) > width)) return false;
  const heights = labels.map((label) => linesIn(label, width) * room.lineHeight * room.size + room.below);
  return pagesOf(heights, aPage).every((page) => heightOf(page, columns, room.betweenRows) <= room.height);
}

/** Of options that fill one column after the other: each row is as high as the highest in it. */
function heightOf(heights: readonly number[], columns: number, between: number): number {
  const rows = Math.ceil(heights.length / columns);
  const highest = Array.from({ length: rows }, (_, row) => Math.max(...heights.filter((_, at) => at % rows === row)));
  return highest.reduce((sum, height) => sum + height, between * (rows - 1));
}
