import { m } from '$lib/i18n/language.svelte';
import type { Live } from '$lib/state/live.svelte';

/** Where what waits for a connection is: on this device, or in the page alone where a browser keeps nothing or its storage is full. */
export const savedText = ({ isKept }: Pick<Live, 'isKept'>): string => (isKept ? m.saved_here() : m.not_saved_here());
