import { language, m } from '$lib/i18n/language.svelte';

/** How long a poll may be open, in seconds, as it is offered; 0 is until closed by hand. */
const offered: readonly number[] = [0, 30, 60, 90, 120, 180, 300];

/** What is offered, with a length of its own among them. */
export function lengths(own: number): readonly number[] {
  return offered.includes(own) ? offered : [...offered, own].sort((a, b) => a - b);
}

/** A length in words. */
export function lengthText(seconds: number): string {
  if (seconds === 0) return m.poll_no_time();
  const isMinutes = seconds % 60 === 0;
  const n = language.formats.number(isMinutes ? seconds / 60 : seconds);
  return isMinutes ? m.minutes_n({ n }) : m.seconds_n({ n });
}
