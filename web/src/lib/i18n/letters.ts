import type { Direction } from './script';

/**
 * The direction of most letters of a text, from the right where they are even, as `domain/text/direction.rs` tells it of
 * questions; none without letters.
 */
export function lettersDirection(text: string): Direction | undefined {
  const letters = text.match(/\p{L}/gu) ?? [];
  if (letters.length === 0) return undefined;
  const rtl = letters.filter((letter) => /[\u0590-\u08ff\ufb1d-\ufefc]/.test(letter));
  return rtl.length * 2 >= letters.length ? 'rtl' : 'ltr';
}
