import { language, m } from '$lib/i18n/language.svelte';
import { bounds } from '$lib/protocol/generated/bounds';

/** How far away the last row may sit, whatever the picture's height. */
export function usualRows(): string {
  const { number } = language.formats;
  return m.wall_rows_usual({ nearest: number(bounds.nearestRow), farthest: number(bounds.farthestRow) });
}
