const digit = /\p{Nd}/u;

/** The value of a digit of any script. The digits of a script stand together, in tens, from nought up. */
export function digitOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  let first = code;
  while (digit.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

/** What a person typed, in Latin digits: those of any script; spaces and hyphens are overlooked. None where there is anything else. */
export function digitsIn(typed: string): string | undefined {
  const chars = [...typed.replace(/[\s\p{Pd}]/gu, '')];
  return chars.every((char) => digit.test(char)) ? chars.map(digitOf).join('') : undefined;
}

/** A join code as a person typed it, in Latin digits: there are six. */
export function joinCode(typed: string): string | undefined {
  const digits = digitsIn(typed);
  return digits?.length === 6 ? digits : undefined;
}
