import { beside } from '$lib/i18n/beside';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { HallEntry, MadeForum, Role, Title } from '$lib/protocol/generated/protocol';
import { addressOf } from './role-address';
import { besideName } from './words';

/** A link that was just made: its token is told this once. */
export interface FreshLink {
  name: string;
  role: Role;
  /** The name of its hall; of the whole forum without one. */
  hall?: Title | undefined;
  address: string;
}

/** The codes with which phones join: the forum's, and each hall's. */
export interface JoinCodes {
  code: string;
  halls: readonly HallEntry[];
}

/** Everything of a forum to hand out. */
export interface Handout extends JoinCodes {
  links: readonly FreshLink[];
}

export function handoutOf({ code, halls, links }: MadeForum): Handout {
  return {
    code,
    halls,
    links: links.map(({ role, hall, name, token }) => ({
      role,
      name,
      hall: halls.find((one) => one.hall === hall)?.name,
      address: addressOf(role, token),
    })),
  };
}

/** Links as a text to send or to keep: each name, what it leaves unsaid in the reader's language, and its address. */
export function asText(links: readonly FreshLink[]): string {
  const lines = (link: FreshLink) =>
    [link.name, beside(...besideName(link)), link.address].filter((line) => line !== '');
  return links.map((link) => `${lines(link).join('\n')}\n`).join('\n');
}

/** All that is handed out as a text to keep: each code with the address that phones open, then the links. */
export function asWholeText({ code, halls, links }: Handout): string {
  const named = halls.map((hall) => ({ name: titleIn(hall.name, language.locale).text, code: hall.code }));
  const codes = [...named, { name: m.organise_forum_code(), code }];
  const joins = codes.map(({ name, code }) => `${name}: ${code}\n${location.origin}/j/${code}\n`);
  return [`${m.organise_codes()}\n`, ...joins, `${m.organise_links()}\n`, asText(links)].join('\n');
}
