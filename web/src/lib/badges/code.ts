import { digitsIn } from '$lib/i18n/digits';
import { bounds } from '$lib/protocol/generated/bounds';
import { slipDigits } from './slip';

/** A badge's are read and printed by fours. */
const groupLength = 4;
/** A slip's by threes. */
const slipGroupLength = 3;

/** How far what was typed is a code. */
export type Reading =
  | { readonly is: 'whole'; readonly code: string }
  /** Something other than digits, or more of them than a code has. */
  | { readonly is: 'none' }
  /** Digits are missing yet. */
  | { readonly is: 'begun'; readonly digits: string }
  /** All digits are there, and they do not belong together. */
  | { readonly is: 'mistyped'; readonly digits: string };

/** Reads a code as it is typed, pasted or scanned: digits of any script, in any spacing. */
export function readCode(typed: string): Reading {
  const digits = digitsIn(typed.replace(/\p{Cf}/gu, ''));
  if (digits === undefined || digits.length > bounds.badgeDigits) return { is: 'none' };
  if (digits.length < bounds.badgeDigits) return { is: 'begun', digits };
  return isRight(digits) ? { is: 'whole', code: digits } : { is: 'mistyped', digits };
}

/**
 * Reads the code of a badge or of a slip, whichever it comes to. All the digits of a badge that are none of a badge's may be
 * those of a slip that is not written to its end.
 */
export function readEither(typed: string): Reading {
  const digits = digitsIn(typed.replace(/\p{Cf}/gu, ''));
  if (digits === undefined || digits.length > slipDigits) return { is: 'none' };
  const isLong = digits.length === slipDigits;
  if (!isLong && digits.length !== bounds.badgeDigits) return { is: 'begun', digits };
  return isRight(digits) ? { is: 'whole', code: digits } : { is: 'mistyped', digits };
}

/** The code in what a camera read: the address on a badge or a slip, or the digits alone. */
export function codeIn(scanned: string): string | undefined {
  const reading = readEither(/#[bs](\d+)$/i.exec(scanned)?.[1] ?? scanned);
  return reading.is === 'whole' ? reading.code : undefined;
}

/** The digits in groups as they are printed: of a badge by fours, of a slip by threes. */
export function grouped(digits: string): string {
  const length = digits.length > bounds.badgeDigits ? slipGroupLength : groupLength;
  return (digits.match(new RegExp(`\\d{1,${length}}`, 'g')) ?? []).join(' ');
}

/** Whether the last digit is that of the others, by Luhn's rule (ISO/IEC 7812-1, annex B), as the server makes it. */
function isRight(digits: string): boolean {
  const sum = [...digits].reverse().reduce((all, char, at) => {
    const value = Number(char) * (at % 2 === 1 ? 2 : 1);
    return all + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}
