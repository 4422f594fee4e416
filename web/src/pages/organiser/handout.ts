import type { HallEntry, MadeForum, Role } from '$lib/protocol/generated/protocol';
import { addressOf } from './role-address';

/** A link that was just made: its token is told this once. */
export interface FreshLink {
  name: string;
  role: Role;
  address: string;
}

/** Everything of a forum to hand out. */
export interface Handout {
  code: string;
  halls: readonly HallEntry[];
  links: readonly FreshLink[];
}

export function handoutOf({ code, halls, links }: MadeForum): Handout {
  return {
    code,
    halls,
    links: links.map(({ role, name, token }) => ({ role, name, address: addressOf(role, token) })),
  };
}

/** Links as a text to send or to keep: each name with its address under it. */
export function asText(links: readonly FreshLink[]): string {
  return links.map(({ name, address }) => `${name}\n${address}\n`).join('\n');
}
