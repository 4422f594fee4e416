import { language } from '$lib/i18n/language.svelte';
import type { Place } from './plan';

/** From when to when, in words: an end on another day is told with that day. */
export function spanText({ starts, ends }: Pick<Place, 'starts' | 'ends'>): string {
  const { day, time } = language.formats;
  return `${time(starts)} – ${day(starts) === day(ends) ? '' : `${day(ends)} `}${time(ends)}`;
}
