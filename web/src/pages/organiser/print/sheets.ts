import type { Messages } from '$lib/i18n/language.svelte';
import type { Digits, Locale } from '$lib/i18n/locale';
import { isTold, regional, separator } from '$lib/i18n/numbers';
import type { Title } from '$lib/i18n/title';
import type { AgendaView } from '$lib/protocol/generated/protocol';

/** What can be printed. */
export const kinds = ['a4', 'a3', 'tent'] as const;

export type Kind = (typeof kinds)[number];

/** A code to print: the whole forum's has no hall. */
export interface PrintedCode {
  readonly code: string;
  readonly hall: Title | undefined;
}

/** How a sheet speaks a language: its words, and the forum's days in it. */
export interface Tongue {
  readonly locale: Locale;
  readonly m: Messages;
  readonly days: string;
}

/** What stands on every sheet of a forum. */
export interface Printed {
  readonly agenda: AgendaView;
  /** Where phones type a code, as people read it. */
  readonly address: string;
  /** The languages of the forum, the first one first. */
  readonly tongues: readonly Tongue[];
}

/** The codes of a forum: the whole forum's, and its halls' where there are several; a hall alone has no other way in. */
export function codesOf({ code, halls }: AgendaView): PrintedCode[] {
  const forum = { code, hall: undefined };
  return halls.length > 1 ? [forum, ...halls.map((hall) => ({ code: hall.code, hall: hall.name }))] : [forum];
}

/** The days of a forum in words, from the first to the last; after Umm al-Qura beside it where the forum asks for that. */
export function daysOf({ sessions, zone, look }: AgendaView, locale: Locale, digits: Digits): string {
  const told = sessions.filter(({ starts }) => isTold(starts));
  const [first, last] = [told[0], told.at(-1)];
  if (!first || !last) return '';
  const calendars = look?.hijri ? ['gregory', 'islamic-umalqura'] : ['gregory'];
  const written = calendars.map((calendar) =>
    new Intl.DateTimeFormat(`${regional(locale)}-u-ca-${calendar}-nu-${digits}`, {
      day: 'numeric',
      month: 'long',
      year: 'numeric',
      timeZone: zone,
    }).formatRange(first.starts, last.starts),
  );
  return written.join(separator(locale, digits));
}
