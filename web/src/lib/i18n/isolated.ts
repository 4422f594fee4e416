/** A text inside a sentence, in the direction of its own first letter: an address, a name (Unicode's FSI and PDI). */
export function isolated(text: string): string {
  return `\u2068${text}\u2069`;
}
