import { copy } from '$lib/components/copy';
import { notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';

/** Copies a text and says so. Where nothing can be copied, what it is about stands there to be marked. */
export async function copyAndTell(text: string): Promise<void> {
  notices.show((await copy(text)) ? m.organise_copied() : m.organise_copy_by_hand());
}
