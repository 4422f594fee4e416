import type { HeldBadge } from '$lib/badges/held.svelte';
import { notices } from '$lib/components/notices.svelte';
import { beside } from '$lib/i18n/beside';
import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import { requestText } from '$lib/i18n/requests';
import { titleIn } from '$lib/i18n/title';
import { ask, HttpRefusal } from '$lib/net/http';
import type { BadgeHeld } from '$lib/protocol/generated/protocol';
import type { AudiencePage } from '../audience.svelte';

/** After these no badge has this code any more, or never had. */
const worthless = ['unknown_badge', 'badge_ended', 'malformed'];

/** Asks the server whose a code is. Throws an `HttpRefusal`. */
export async function lookUp(code: string, token: string): Promise<HeldBadge> {
  const { label, group, name } = await ask<BadgeHeld>('/v1/badge', { method: 'POST', token, body: { badge: code } });
  return { code, label, group, name };
}

/** What tells a badge from others: its number and group, or where it has neither the end of its code. */
export function badgeText({ code, label, group }: HeldBadge): string {
  const told = [label, group ? titleIn(group, language.locale).text : undefined].filter((text) => text);
  return told.length > 0 ? beside(...told.map((text) => isolated(text ?? ''))) : isolated(`… ${code.slice(-4)}`);
}

/**
 * Looks at the badge that an address brought along, and says in a line that it is there, or why it is not. Without a network
 * it is kept, and looked at later.
 */
export async function greetBadge(page: Pick<AudiencePage, 'badge' | 'joined'>): Promise<void> {
  const { badge, joined } = page;
  const code = badge.held?.code;
  if (code === undefined) return;
  try {
    const held = await lookUp(code, joined.token);
    if (badge.held?.code !== code) return;
    badge.hold(held);
    notices.show(m.badge_is_here({ badge: badgeText(held) }));
  } catch (why) {
    if (!(why instanceof HttpRefusal)) throw why;
    if (badge.held?.code !== code) return;
    if (!worthless.includes(why.code)) {
      setTimeout(() => void greetBadge(page), why.againMs);
      return;
    }
    badge.hold(undefined);
    notices.show(requestText(why.code));
  }
}
