import { type SpokenText, type Title, titleIn } from './title';

/**
 * A title as most of its letters go, from the right where they are even, as `domain/text/direction.rs` tells it of
 * questions; without letters as its field does. For what many read: a phone's start has no room for it.
 */
export function titleByLetters(title: Title, locale: string): SpokenText {
  const spoken = titleIn(title, locale);
  const all = spoken.text.replace(/\P{L}/gu, '');
  if (!all) return spoken;
  const isLtr = all.replace(/[\u0590-\u08ff\ufb1d-\ufefc]/g, '').length * 2 > all.length;
  return { ...spoken, dir: isLtr ? 'ltr' : 'rtl' };
}
