/** How many characters a reader counts: مُشَارَكَةٌ has six, though eleven code units. The server's limits count the same. */
export function graphemes(text: string): number {
  if (!('Segmenter' in Intl)) return [...text.replace(/\p{M}/gu, '')].length;
  return [...new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(text)].length;
}
