import { digitsIn } from '$lib/i18n/digits';
import { bounds } from '$lib/protocol/generated/bounds';

/** They are read and printed by fours. */
const groupLength = 4;

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

/** The digits in groups of four, as they are printed. */
export function grouped(digits: string): string {
  return (digits.match(new RegExp(`\\d{1,${groupLength}}`, 'g')) ?? []).join(' ');
}

/** Whether the last digit is that of the others, by Luhn's rule (ISO/IEC 7812-1, annex B), as the server makes it. */
function isRight(digits: string): boolean {
  const sum = [...digits].reverse().reduce((all, char, at) => {
    const value = Number(char) * (at % 2 === 1 ? 2 : 1);
    return all + Math.floor(value / 10) + (value % 10);
  }, 0);
  return sum % 10 === 0;
}
