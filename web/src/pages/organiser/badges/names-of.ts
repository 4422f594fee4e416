import { beside } from '$lib/i18n/beside';
import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import type { BadgeEntry } from '$lib/protocol/generated/protocol';

/** What a badge is called among others: its number and name, else its place in the list. */
export function namesOf({ badge, label, name }: BadgeEntry): string {
  const told = [label, name].flatMap((text) => (text ? [isolated(text)] : []));
  return beside(...told) || m.badges_number({ n: language.formats.figure(badge) });
}
