import type { Notices } from '$lib/components/notices.svelte';
import type { HallView, Pairing } from '$lib/protocol/generated/protocol';
import { pairScreen } from '$lib/screens/pair';
import type { DeskLive } from '../desk-live';

/** The walls, as far as a desk may have them: those of its hall, or of all. */
export class WallsDesk {
  readonly #live: DeskLive;
  readonly #token: string;
  readonly #notices: Notices;

  constructor(live: DeskLive, token: string, notices: Notices) {
    this.#live = live;
    this.#token = token;
    this.#notices = notices;
  }

  /** The halls in which it pairs screens, the one it looks at first. */
  get halls(): readonly HallView[] {
    const { agenda, session, welcome } = this.#live;
    const own = welcome?.you.hall;
    const halls = agenda?.halls.filter(({ hall }) => own === undefined || own === null || hall === own) ?? [];
    const here = halls.filter(({ hall }) => hall === session?.hall);
    return [...here, ...halls.filter((hall) => !here.includes(hall))];
  }

  pair(pairing: Pairing): Promise<boolean> {
    return pairScreen(this.#token, pairing, this.#notices);
  }
}
