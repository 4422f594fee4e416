import { joinCode } from '$lib/i18n/digits';
import { Identities } from '$lib/net/join';
import { deviceStorage } from '$lib/net/storage';
import { AudiencePage } from './audience.svelte';
import { Entrance } from './entrance.svelte';

/** Ends that a new join mends by itself: the token is worth nothing any more, or the session is gone. */
const mended = ['token_expired', 'bad_token', 'unknown_session'];

/** A visit at an address `/j/<code>`: the way in, and the page behind it. */
export class Visit {
  readonly #identities = new Identities(deviceStorage());
  readonly entrance: Entrance;
  #page = $state.raw<AudiencePage>();
  #mended = false;

  constructor(address: URL | Location) {
    const code = decodeURIComponent(address.pathname.split('/').at(-1) ?? '');
    this.entrance = new Entrance(joinCode(code) ?? code, this.#identities);
  }

  get page(): AudiencePage | undefined {
    return this.#page;
  }

  /** Comes in, as the person whose token the address brought along from another device, where it did. */
  async begin(): Promise<void> {
    const brought = location.hash.slice(1);
    if (brought) {
      this.#identities.adopt(brought);
      history.replaceState(history.state, '', location.pathname + location.search);
    }
    await this.entrance.enter();
  }

  /** To be run whenever what it reads changes: opens the page once the way is free. */
  follow(): void {
    const { joined } = this.entrance;
    if (!joined || this.#page?.joined === joined) return;
    this.#page?.live.stop();
    this.#page = new AudiencePage(joined);
    this.#page.start();
  }

  /** To be run whenever what it reads changes: joins anew where that mends the end of a connection, once. */
  mend(): void {
    const ended = this.#page?.live.ended;
    if (ended === undefined || this.#mended || !mended.includes(ended)) return;
    this.#mended = true;
    void this.again();
  }

  /** Joins anew. */
  async again(): Promise<void> {
    await this.entrance.again();
  }
}
