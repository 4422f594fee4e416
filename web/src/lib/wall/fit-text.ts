/** A text as it is measured: at a letter size of 1, so that every size is a multiple. */
export interface Measured {
  /** The width of each word. */
  readonly words: readonly number[];
  /** The width of a space. */
  readonly space: number;
  /** How many characters there are, spaces included. */
  readonly characters: number;
}

/** Where a text has to go. Lengths in the same unit as the sizes. */
export interface Room {
  readonly width: number;
  readonly height: number;
  /** The largest size, and the one that it must not go below. */
  readonly most: number;
  readonly floor: number;
  /** Of a line, as a multiple of the size. */
  readonly lineHeight: number;
  /** Most characters of a line where there may be several; none is as many as there is room for. */
  readonly characters?: number;
  /** Most lines. */
  readonly lines?: number;
}

export interface Fitted {
  readonly size: number;
  readonly lines: number;
  /** As narrow as keeps the number of lines: so the lines are about equally long. */
  readonly width: number;
}

/** How finely sizes are tried, as a part of the range. */
const steps = 40;

/** Below the floor, where nothing else helps: a small letter is read by more people than one that is cut off. */
const leastOfFloor = 0.4;

/** How often a text is measured anew at the size that it came to: each time it is a little smaller, and once is mostly enough. */
const measures = 6;

/** How many lines the words take in a width, broken where they end; a word that is too wide is broken inside. */
export function linesIn({ words, space }: Measured, width: number): number {
  let lines = 1;
  let used = 0;
  for (const word of words) {
    const after = used === 0 ? word : used + space + word;
    if (after <= width) {
      used = after;
      continue;
    }
    if (used > 0) lines += 1;
    const whole = Math.max(0, Math.ceil(word / width) - 1);
    lines += whole;
    used = word - whole * width;
  }
  return lines;
}

/** The largest size at which a text fits its room, and how it is set then. Short lines give way before the floor does. */
export function fitText(text: Measured, room: Room): Fitted {
  const { characters: _, ...wide } = room;
  return sizedTo(text, room) ?? sizedTo(text, wide) ?? squeezed(text, wide);
}

/**
 * The same for letters whose widths are not in proportion to their size, as where each takes whole pixels: what is set was
 * measured at the very size that it is set in.
 */
export function fitAsShown(measuredAt: (size: number) => Measured, room: Room): Fitted {
  let fitted = fitText(measuredAt(room.most), room);
  for (let tried = 0; tried < measures; tried += 1) {
    const { size } = fitted;
    fitted = fitText(measuredAt(size), { ...room, most: size, floor: Math.min(room.floor, size) });
    if (fitted.size === size) break;
  }
  return fitted;
}

/** The largest size from the floor on, if there is one. */
function sizedTo(text: Measured, room: Room): Fitted | undefined {
  const size = largest(room.most, room.floor, (size) => fits(text, room, size, true));
  return size === undefined ? undefined : setAt(text, room, size);
}

function squeezed(text: Measured, room: Room): Fitted {
  const least = room.floor * leastOfFloor;
  return setAt(text, room, largest(room.floor, least, (size) => fits(text, room, size, false)) ?? least);
}

function setAt(text: Measured, room: Room, size: number): Fitted {
  return { size, ...balanced(text, lineWidth(text, room, size), size) };
}

/** How many of several texts, from the first on, fit above each other at a size. At least one. */
export function howManyFit(texts: readonly Measured[], room: Room, size: number, gap: number): number {
  const places = whichFit(texts, room, size, gap);
  const skipped = places.findIndex((place, at) => place !== at);
  return skipped < 0 ? places.length : skipped;
}

/**
 * Which of several texts, by their places, fit above each other at a size, earlier ones first. The first always does,
 * squeezed if it must.
 */
export function whichFit(texts: readonly Measured[], room: Room, size: number, gap: number): number[] {
  let left = room.height;
  return texts.flatMap((text, place) => {
    const lines = linesIn(text, lineWidth(text, room, size) / size);
    const takes = lines * room.lineHeight * size + (place > 0 ? gap : 0);
    if (place > 0 && takes > left) return [];
    left -= takes;
    return [place];
  });
}

function largest(most: number, least: number, fits: (size: number) => boolean): number | undefined {
  const sizes = Array.from({ length: steps + 1 }, (_, step) => most - ((most - least) * step) / steps);
  return sizes.find(fits);
}

function fits(text: Measured, room: Room, size: number, wholeWords: boolean): boolean {
  const width = lineWidth(text, room, size);
  if (wholeWords && Math.max(0, ...text.words) * size > width) return false;
  const lines = linesIn(text, width / size);
  return lines <= (room.lines ?? Number.POSITIVE_INFINITY) && lines * room.lineHeight * size <= room.height;
}

/** The width of a line: the room's, and no wider than so many characters of this text are. */
function lineWidth(text: Measured, room: Room, size: number): number {
  if (room.characters === undefined || room.lines === 1 || text.characters === 0) return room.width;
  const whole = text.words.reduce((sum, word) => sum + word, text.space * Math.max(0, text.words.length - 1));
  const widest = Math.max(...text.words, (whole / text.characters) * room.characters);
  return Math.min(room.width, widest * size);
}

function balanced(text: Measured, width: number, size: number): { lines: number; width: number } {
  const lines = linesIn(text, width / size);
  let narrow = Math.min(width, Math.max(0, ...text.words) * size);
  let wide = width;
  while (wide - narrow > size / 8) {
    const middle = (narrow + wide) / 2;
    if (linesIn(text, middle / size) > lines) narrow = middle;
    else wide = middle;
  }
  return { lines, width: wide };
}
