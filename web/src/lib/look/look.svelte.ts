import { type Forum, language, type Reader } from '$lib/i18n/language.svelte';
import type { LogoView, LookView } from '$lib/protocol/generated/protocol';
import { wearAccent } from './worn';

/** A forum's logo, with the address of its picture. */
export interface Logo extends LogoView {
  readonly address: string;
}

/** How the page's forum looks. */
export class Look {
  #accent: string | undefined;
  logo = $state.raw<Logo>();

  /** The forum of that id is known, and says how it looks; none is as Majlis looks. */
  adopt(view: LookView | undefined, forum: string): void {
    const accent = JSON.stringify(view?.accent ?? null);
    if (accent !== this.#accent) void wearAccent(view?.accent);
    this.#accent = accent;
    const logo = view?.logo;
    if (logo?.hash !== this.logo?.hash) this.logo = logo && { ...logo, address: `/v1/logos/${forum}/${logo.hash}` };
  }
}

export const look = new Look();

/** The page's forum is known, and its id: it is shown in the forum's language, times and look. */
export async function adoptForum(
  forum: Forum & { readonly look?: LookView },
  id: string,
  reader?: Reader,
): Promise<void> {
  look.adopt(forum.look, id);
  await language.adopt(forum, reader);
}
