const digit = /\p{Nd}/u;

/** The value of a digit of any script. The digits of a script stand together, in tens, from nought up. */
export function digitOf(char: string): number {
  const code = char.codePointAt(0) ?? 0;
  let first = code;
  while (digit.test(String.fromCodePoint(first - 1))) first -= 1;
  return (code - first) % 10;
}

/** A join code as a person typed it, in Latin digits: six digits of any script; spaces and hyphens are overlooked. */
export function joinCode(typed: string): string | undefined {
  const plain = typed.replace(/[\s\p{Pd}]/gu, '');
  const chars = [...plain];
  const isCode = chars.length === 6 && chars.every((char) => digit.test(char));
  return isCode ? chars.map(digitOf).join('') : undefined;
}
