import { joinCode } from '$lib/i18n/digits';
import { titleLanguages } from '$lib/i18n/title';
import type { AgendaView } from '$lib/protocol/generated/protocol';

/** Whether what somebody wrote is the forum's name, in any of its languages, or its code. Spaces and letter case are overlooked. */
export function namesForum({ name, code }: Pick<AgendaView, 'name' | 'code'>, written: string): boolean {
  const said = plain(written);
  return said !== '' && (joinCode(said) === code || titleLanguages.some((language) => plain(name[language]) === said));
}

function plain(text = ''): string {
  return text.normalize('NFKC').trim().replace(/\s+/gu, ' ').toLowerCase();
}
