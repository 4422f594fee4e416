import { language, m } from '$lib/i18n/language.svelte';

/** Up to so many are told exactly; from then on a count is rounded up to tens, so that it is told as a bound. */
const exactTo = 5;

/** How many wait, as the hall is told. */
export function waitingText(count: number): string {
  const n = language.formats.number(count);
  return count > exactTo ? m.sp_waiting_to({ n }) : m.sp_waiting({ n });
}
