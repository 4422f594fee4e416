import { linesIn, type Measured } from './fit-text';

/** A line of text on a board's wall, with the dots on it where they may be seen. */
export interface Line {
  readonly key: string;
  readonly text: string;
  readonly dir: 'rtl' | 'ltr' | 'auto';
  readonly n?: number | undefined;
}

/** A heading and what stands below it: a group with its ideas. What has no heading begins at once. */
export interface Block {
  readonly key: string;
  readonly head: Line | undefined;
  readonly lines: readonly Line[];
  /** Its heading stands back. */
  readonly soft?: boolean;
}

/** A part of a block that stands in one column; `goesOn` is whether its beginning stands in another one. */
export interface Piece extends Block {
  readonly goesOn: boolean;
}

export type Column = readonly Piece[];

/** What the columns have to go into. Lengths in pixels; `size` is that of a letter. */
export interface ColumnRoom {
  readonly width: number;
  readonly height: number;
  readonly size: number;
}

/** Measures of the columns in letters, as the scene's styles have them. */
export const inLetters = { line: 1.3, bar: 0.75, betweenLines: 0.35, betweenBlocks: 0.8, indent: 0.75 };

/** How many columns stand beside each other, and what is between them in letters. */
export const betweenColumns = 1.5;

/** Measures a text as it will be set, heavier where it is a heading. */
export type Measure = (text: string, isHead: boolean) => Measured;

/** Blocks in columns from top to bottom: a heading never stands without what is below it, and stands again where its block goes on. */
export function columnsOf(blocks: readonly Block[], room: ColumnRoom, measure: Measure): Column[] {
  const heightOf = ({ text, n }: Line, isHead: boolean) => {
    const wide = room.width / room.size - (isHead ? 0 : inLetters.indent);
    const lines = linesIn(measure(text, isHead), Math.max(1, wide));
    return room.size * (lines * inLetters.line + (n === undefined ? 0 : inLetters.bar));
  };
  const columns: Piece[][] = [];
  let left = 0;
  for (const block of blocks) {
    const head = block.head ? heightOf(block.head, true) : 0;
    let piece: { lines: Line[] } | undefined;
    const begin = (goesOn: boolean, first: number) => {
      const gap = room.size * inLetters.betweenBlocks;
      const isFresh = columns.length === 0 || left < gap + head + first;
      if (isFresh) columns.push([]);
      left = (isFresh ? room.height : left - gap) - head;
      const lines: Line[] = [];
      piece = { lines };
      columns.at(-1)?.push({ ...block, lines, goesOn });
    };
    if (block.lines.length === 0) begin(false, 0);
    for (const [at, line] of block.lines.entries()) {
      const takes = room.size * inLetters.betweenLines + heightOf(line, false);
      if (!piece || left < takes) begin(at > 0, takes);
      piece?.lines.push(line);
      left -= takes;
    }
  }
  return columns;
}

/** How a board stands: how large its letters are, as a multiple of the least, and its pages of columns. */
export interface Laid {
  readonly scale: number;
  readonly pages: readonly (readonly Column[])[];
}

/** What is tried, from the largest letters on. */
const scales = [1.6, 1.4, 1.25, 1.1, 1];

/** The largest letters with which all stands on one page; at the least ones it takes turns. `width` is that of the whole. */
export function layOut(blocks: readonly Block[], room: ColumnRoom, mostColumns: number, measure: Measure): Laid {
  const laidAt = (scale: number): Laid => {
    const size = room.size * scale;
    const width = (room.width - (mostColumns - 1) * betweenColumns * size) / mostColumns;
    const columns = columnsOf(blocks, { width, height: room.height, size }, measure);
    const pages = Array.from({ length: Math.ceil(columns.length / mostColumns) }, (_, page) =>
      columns.slice(page * mostColumns, (page + 1) * mostColumns),
    );
    return { scale, pages };
  };
  const laid = scales.map((scale) => () => laidAt(scale));
  for (const lay of laid) {
    const found = lay();
    if (found.pages.length <= 1) return found;
  }
  return laidAt(1);
}
