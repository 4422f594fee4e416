import { m } from '$lib/i18n/language.svelte';
import type { Live } from '$lib/state/live.svelte';

/** What the service, which is there, did not take yet: where it is meanwhile, as long as it goes again and again. */
export const putOffText = ({ isKept }: Pick<Live, 'isKept'>): string =>
  isKept ? m.put_off_saved() : m.put_off_not_saved();
