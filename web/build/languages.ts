import { readFileSync } from 'node:fs';
import { type Direction, scriptDirection } from '../src/lib/i18n/script.ts';

/** What there is to say of a language before its messages are there. */
export interface Spoken {
  /** What it calls itself: العربية, English. */
  readonly name: string;
  readonly dir: Direction;
}

/** The languages that there are catalogues of, by tag. A phone takes longer to look this up than to draw a screen. */
export function languages(settings: string): Record<string, Spoken> {
  const { locales }: { locales: string[] } = JSON.parse(readFileSync(settings, 'utf8'));
  return Object.fromEntries(locales.map((tag) => [tag, { name: ownName(tag), dir: scriptDirection(tag) }]));
}

function ownName(tag: string): string {
  return new Intl.DisplayNames([tag], { type: 'language' }).of(tag) ?? tag;
}
