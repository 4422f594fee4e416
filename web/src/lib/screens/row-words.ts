import { language, m } from '$lib/i18n/language.svelte';
import { farthestRow, nearestRow } from '$lib/wall/look';

/** How far away the last row may sit, whatever the picture's height. */
export function usualRows(): string {
  const { number } = language.formats;
  return m.wall_rows_usual({ nearest: number(nearestRow), farthest: number(farthestRow) });
}
