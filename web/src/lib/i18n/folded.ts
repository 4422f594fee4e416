import { digitOf } from './digits';

/**
 * A text as it is looked for, however it is spelled: without marks, which fall away with the decomposition (vowels, and the
 * hamzas and maddas of alef, waw and ya), and with one form of each letter and digit.
 */
export function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFKD')
    .replace(/[\p{M}\u0640\u200c\u200d]/gu, '')
    .replace(/[ىی]/g, 'ي')
    .replace(/ة/g, 'ه')
    .replace(/ک/g, 'ك')
    .replace(/ٱ/g, 'ا')
    .replace(/\p{Nd}/gu, (digit) => String(digitOf(digit)));
}
