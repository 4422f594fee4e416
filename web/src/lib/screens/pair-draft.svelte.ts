import { m } from '$lib/i18n/language.svelte';
import type { HallNo, HallView, Pairing, Profile } from '$lib/protocol/generated/protocol';
import { draftOf, type ProfileDraft, profileIn } from './profile-draft';

/** A screen that is about to be paired. It outlives its form, which a change of language makes anew. */
export class PairDraft {
  code = $state('');
  /** None before one was chosen: the first. */
  hall = $state<HallNo>();
  name = $state('');
  profile: ProfileDraft = $state(draftOf(undefined));
  /** The name of the one that was paired last, until the next one is begun. */
  paired = $state<string>();

  /** What is sent; none where there is no hall. */
  pairing(halls: readonly HallView[]): Pairing | undefined {
    const hall = this.hall ?? halls[0]?.hall;
    if (hall === undefined) return undefined;
    return { code: this.code, hall, name: this.name.trim() || m.pair_screen_usual() };
  }

  told(): Profile | undefined {
    return profileIn(this.profile);
  }

  /** It was paired: the next one, in the same hall as long as nobody says otherwise, begins with nothing of it. */
  next({ name }: Pairing): void {
    this.paired = name;
    this.code = '';
    this.name = '';
    this.profile = draftOf(undefined);
  }
}
