import { Unanswered } from '$lib/net/queries';
import type { AudiencePage } from '../audience.svelte';

/**
 * Opens the page of the stand whose key was scanned, and looks at its session; or says that the key is none any more, or that it is too early. Without a network it is
 * asked for until there is one, or something else was opened here.
 */
export async function greetStand(
  page: Pick<AudiencePage, 'live' | 'stand' | 'go' | 'giving'>,
  key: string,
): Promise<void> {
  while (page.stand === 'coming') {
    try {
      const found = await page.live.queries.stand({ key });
      if (page.stand !== 'coming') return;
      if (found === 'soon' || found === null) {
        page.stand = found ?? 'ended';
      } else {
        page.go(found.session);
        page.stand = found.s;
        page.giving?.stands.pages.have(found);
      }
    } catch (why) {
      if (!(why instanceof Unanswered)) throw why;
    }
  }
}
