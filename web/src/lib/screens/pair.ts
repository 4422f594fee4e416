import type { Notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import { requestText } from '$lib/i18n/requests';
import { ask, HttpRefusal } from '$lib/net/http';
import type { Pairing } from '$lib/protocol/generated/protocol';

/**
 * Gives the screen that shows the code a role link of its own, with an organiser's or a moderator's token, and tells how
 * it went. Whether the screen was found.
 */
export async function pairScreen(token: string, pairing: Pairing, notices: Notices): Promise<boolean> {
  try {
    await ask('/v1/screens/pair', { method: 'POST', token, body: pairing });
    notices.show(m.pair_screen_done());
    return true;
  } catch (why) {
    if (!(why instanceof HttpRefusal)) throw why;
    notices.show(requestText(why.code));
    return false;
  }
}
