import { m } from '$lib/i18n/language.svelte';
import type { Live } from '$lib/state/live.svelte';

/** Where what waits for a connection is: on this device, or in the page alone where a browser keeps nothing or its storage is full. */
export const savedText = ({ isKept }: Pick<Live, 'isKept'>): string => (isKept ? m.saved_here() : m.not_saved_here());

/** What has the words for what is put off, once it is there. */
interface Words {
  putOffText(live: Pick<Live, 'isKept'>): string;
}

/** How what was given and not decided stands: on its way, as `sending` says it, unless the service could not save it or is out of reach. */
export function undecidedText(
  live: Pick<Live, 'status' | 'isKept' | 'isPutOff'>,
  words: Words | undefined,
  sending: () => string,
): string {
  if (live.status !== 'live') return savedText(live);
  return (live.isPutOff && words?.putOffText(live)) || sending();
}
