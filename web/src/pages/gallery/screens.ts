import PairScreen from '$lib/screens/PairScreen.svelte';
import { PairDraft } from '$lib/screens/pair-draft.svelte';
import { draftOf } from '$lib/screens/profile-draft';
import WallDrawing from '$lib/screens/WallDrawing.svelte';
import WallProfileForm from '$lib/screens/WallProfileForm.svelte';
import { type Exhibit, exhibit } from './exhibit';
import { agenda } from './hall';
import ProfileForm from './ProfileForm.svelte';
import { texts } from './texts';

const nothing = async () => undefined;

function paired(): PairDraft {
  const draft = new PairDraft();
  draft.paired = texts.german;
  return draft;
}

/** The forms with which a wall is paired, and told what it is like. */
export function screens(): Exhibit[] {
  const { halls } = agenda;
  const two = [...halls, { hall: 2, name: { ar: texts.mixed, en: texts.german }, code: '471235', version: 1 }];
  const far = { measures: { height: 2_000, distance: 16_700 }, strip_at_bottom: true };
  return [
    exhibit('WallDrawing', WallDrawing, { top: { atBottom: false }, bottom: { atBottom: true } }),
    exhibit('ProfileForm', ProfileForm, {
      empty: { draft: draftOf(undefined) },
      'far, strip below': { draft: draftOf(far) },
      overlay: { draft: draftOf({ overlay: true }) },
    }),
    exhibit('WallProfileForm', WallProfileForm, {
      folded: { told: { link: 1, version: 1, profile: far }, onsave: nothing },
    }),
    exhibit('PairScreen', PairScreen, {
      'one hall': { halls, draft: new PairDraft(), onpair: nothing },
      'two halls, paired': { halls: two, draft: paired(), onpair: nothing },
    }),
  ];
}
