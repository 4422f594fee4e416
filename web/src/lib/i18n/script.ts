/** The way a language is written across the page. */
export type Direction = 'rtl' | 'ltr';

/** The scripts in use that are written from the right, by ISO 15924. */
const fromTheRight = ['Arab', 'Hebr', 'Syrc', 'Thaa', 'Nkoo', 'Adlm', 'Rohg'];

/** The way the script of a language tag is written: `ar` and `fa` from the right, `fr` from the left. */
export function scriptDirection(tag: string): Direction {
  const { script } = new Intl.Locale(tag).maximize();
  return script !== undefined && fromTheRight.includes(script) ? 'rtl' : 'ltr';
}
