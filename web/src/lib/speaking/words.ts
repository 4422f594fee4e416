import { language, m } from '$lib/i18n/language.svelte';

/** Up to so many are told exactly; from then on a count is rounded up to tens, so that it is told as a bound. */
const exactTo = 5;

/** How many wait, as the hall is told. */
export function waitingText(n: number): string {
  const told = language.formats.number(n);
  return n > exactTo ? m.sp_waiting_to({ n: told }) : m.sp_waiting({ n: told });
}

/** Which place somebody who waits has, as the own phone is told. */
export function placeText(place: number): string {
  const told = language.formats.number(place);
  if (place === 1) return m.sp_place_next();
  return place > exactTo ? m.sp_place_within({ n: told }) : m.sp_place({ n: told });
}
