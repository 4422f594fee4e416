import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { ElectorsView } from '$lib/protocol/generated/protocol';

/** Whose badges vote, in a few words: every badge's holder, or some groups by name. */
export function votersText({ groups }: ElectorsView): string {
  if (groups.length === 0) return m.poll_voters_badges();
  const names = groups.map((group) => isolated(titleIn(group, language.locale).text));
  return m.badges_of({ groups: language.formats.list(names) });
}
