import type { Time } from '$lib/protocol/generated/protocol';

/** The server's clock is known as closely as a frame is quick. */
const unsureMs = 2_000;

/** A text that was given on this device, and when by its clock; where it is not on its way, no time stands there. */
interface Given {
  readonly text: string;
  readonly at?: number | undefined;
}

/** A text that the server has, and when it came in by the server's clock. */
interface Arrived {
  readonly text: string;
  readonly at?: Time;
}

/**
 * Those that the server does not tell of yet. Where a line was lost, what a command did comes before its answer, and
 * nobody is to read of one text twice. `ahead` is how far the server's clock is ahead of the device's, in milliseconds.
 */
export function notArrived<Text extends Given>(
  given: readonly Text[],
  arrived: readonly Arrived[],
  ahead: number,
): Text[] {
  const left = [...arrived];
  return given.filter(({ text, at = Number.POSITIVE_INFINITY }) => {
    const found = left.findIndex((one) => one.text === text.normalize() && (one.at ?? 0) > at + ahead - unsureMs);
    if (found >= 0) left.splice(found, 1);
    return found < 0;
  });
}
