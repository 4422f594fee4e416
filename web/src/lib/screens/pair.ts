import type { Notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { requestText } from '$lib/i18n/requests';
import { ask, HttpRefusal } from '$lib/net/http';
import type { Pairing, Profile, WallProfile } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';

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

/** Tells what a wall is like, as an organiser or a moderator, and how that went. */
export async function describeWall(
  live: Pick<Live, 'do'>,
  { link, version }: WallProfile,
  profile: Profile | undefined,
  notices: Notices,
): Promise<void> {
  const outcome = await live.do({ do: 'set_profile', link, version, profile: profile ?? null });
  notices.show(outcome.done ? m.wall_profile_saved() : refusalText(outcome.code, outcome.limit));
}
