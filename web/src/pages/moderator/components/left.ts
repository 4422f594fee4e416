import { language } from '$lib/i18n/language.svelte';

const dayMs = 24 * 60 * 60_000;
const farMs = 14 * dayMs;

/** Whether what is ahead is so far off that its date says more than the days until then. */
export function isFar(ms: number): boolean {
  return ms >= farMs;
}

/** What is left, counted down; in days where it is more than one: hundreds of hours say nothing to anybody. */
export function leftText(ms: number): string {
  if (ms < dayMs) return language.formats.countdown(ms);
  const { locale, digits } = language;
  const days = { style: 'unit', unit: 'day', unitDisplay: 'long', maximumFractionDigits: 0 } as const;
  return new Intl.NumberFormat(`${locale}-u-nu-${digits}`, days).format(Math.floor(ms / dayMs));
}
