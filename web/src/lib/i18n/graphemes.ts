/** A text as the server will store it, as far as its length goes: at its ends and in a run, white space counts little. */
function stored(text: string): string {
  return text.normalize('NFC').trim().replace(/\s+/g, ' ');
}

let segmenter: Intl.Segmenter | undefined;

/** The length of a text in graphemes, what a reader calls letters. Older browsers count code points, which are more. */
export function graphemes(text: string): number {
  const counted = stored(text);
  if (typeof Intl.Segmenter === 'undefined') return [...counted].length;
  segmenter ??= new Intl.Segmenter('ar', { granularity: 'grapheme' });
  return [...segmenter.segment(counted)].length;
}
