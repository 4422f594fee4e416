import type { Notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { requestText } from '$lib/i18n/requests';
import { ask, HttpRefusal } from '$lib/net/http';
import type { Paired, Pairing, Profile, WallProfile } from '$lib/protocol/generated/protocol';
import type { Live, Outcome } from '$lib/state/live.svelte';
import { usualRows } from './row-words';

/**
 * Gives the screen that shows the code a role link of its own, with an organiser's or a moderator's token. Why it was not,
 * in words. What it is like is told once it is a wall; where that is refused it stands as usual, which a notice tells.
 */
export async function pairScreen(
  { live, token, notices }: { live: Pick<Live, 'do'>; token: string; notices: Notices },
  pairing: Pairing,
  profile: Profile | undefined,
): Promise<string | undefined> {
  try {
    const { link } = await ask<Paired>('/v1/screens/pair', { method: 'POST', token, body: pairing });
    if (profile) {
      void setProfile(live, { link, version: 0 }, profile).then((outcome) => {
        if (!outcome.done) notices.show(m.pair_screen_as_usual({ why: whyNot(outcome) }));
      });
    }
    return undefined;
  } catch (why) {
    if (!(why instanceof HttpRefusal)) throw why;
    return requestText(why.code);
  }
}

/** Tells what a wall is like, as an organiser or a moderator, and how that went. */
export async function describeWall(
  live: Pick<Live, 'do'>,
  told: WallProfile,
  profile: Profile | undefined,
  notices: Notices,
): Promise<Outcome> {
  const outcome = await setProfile(live, told, profile);
  notices.show(outcome.done ? m.wall_profile_saved() : whyNot(outcome));
  return outcome;
}

function setProfile(live: Pick<Live, 'do'>, { link, version }: WallProfile, profile: Profile | undefined) {
  return live.do({ do: 'set_profile', link, version, profile: profile ?? null });
}

/** Of a profile, what is out of range is either its lengths or, with a limit, how many walls have one. */
function whyNot({ code, limit }: Extract<Outcome, { done: false }>): string {
  if (code !== 'out_of_range') return refusalText(code, limit);
  return limit ? m.wall_profiles_full() : usualRows();
}
