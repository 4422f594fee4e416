import { m } from '$lib/i18n/language.svelte';
import type { Composer } from './composer.svelte';

/** What the way to ask says: a question that was begun is gone on with. The device is asked anew when the sheet comes or goes. */
export function askText({ open, kept }: Pick<Composer, 'open' | 'kept'>): string {
  return !open && kept.trim() !== '' ? m.ask_on() : m.ask();
}
