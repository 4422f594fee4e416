import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
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
    return { code: this.code, hall, name: this.name.trim() || usualName(halls, hall) };
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

/** With its hall, where there are several: in the list of links they would all be called the same. */
function usualName(halls: readonly HallView[], hall: HallNo): string {
  const usual = m.pair_screen_usual();
  const there = halls.length > 1 && halls.find((other) => other.hall === hall);
  return there ? `${usual}: ${titleIn(there.name, language.locale).text}` : usual;
}
