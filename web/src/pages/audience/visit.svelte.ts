import { badgeBehind, badgeKey, slipBehind, slipKey, slipsHeld } from '$lib/badges/held.svelte';
import { behindHash, codeAt } from '$lib/net/address';
import { Identities, type Joined } from '$lib/net/join';
import { deviceStorage, keep } from '$lib/net/storage';
import { standBehind } from '$lib/stands/key';
import { later } from './arriving.svelte';
import { AudiencePage } from './audience.svelte';
import { Entrance } from './entrance.svelte';

/** Ends that a new join mends by itself: the token is worth nothing any more, or the session is gone. */
const mended = ['token_expired', 'bad_token', 'unknown_session'];

/** A visit at an address `/j/<code>`: the way in, and the page behind it. */
export class Visit {
  readonly #address: URL | Location;
  readonly #identities: Identities;
  readonly entrance: Entrance;
  #brought = $state<string>();
  /** The code of the badge that the address brought along. */
  #badge: string | undefined;
  /** The code of the slip that it brought along. */
  #slip: string | undefined;
  /** The key of the stand at which it was scanned. */
  #stand: string | undefined;
  #page = $state.raw<AudiencePage>();
  #mended = false;

  constructor(address: URL | Location, identities = new Identities(deviceStorage())) {
    this.#address = address;
    this.#identities = identities;
    this.entrance = new Entrance(codeAt(address), this.#identities, (joined) => this.#open(joined));
  }

  get page(): AudiencePage | undefined {
    return this.#page;
  }

  /** The address brought another device's person along, and nobody has said yet whether this device becomes that one. */
  get mustAsk(): boolean {
    return this.#brought !== undefined;
  }

  /** Comes in, or asks first: anybody can send an address that would make this device somebody else. */
  async begin(): Promise<void> {
    const brought = behindHash(this.#address);
    this.#badge = badgeBehind(brought);
    this.#slip = slipBehind(brought);
    this.#stand = standBehind(brought);
    // A badge, a slip and a stand stay there until it is known which forum's they are, and are not lost by a reload.
    if (brought !== '' && (this.#badge ?? this.#slip ?? this.#stand) === undefined) this.#clear();
    this.#brought = this.#identities.isPerson(brought) ? brought : undefined;
    if (!this.mustAsk) await this.entrance.enter();
  }

  /** Comes in as the person of the other device. */
  async becomeOther(): Promise<void> {
    if (this.#brought !== undefined) this.#identities.adopt(this.#brought);
    await this.staySame();
  }

  /** Comes in as who this device is, or as somebody new. */
  async staySame(): Promise<void> {
    this.#brought = undefined;
    await this.entrance.enter();
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

  /**
   * Opens the page. Never to be run within an effect: what is derived on the page would end with it, and a change of
   * language ends those of all components.
   */
  #open(joined: Joined): void {
    this.#page?.live.stop();
    const code = this.#badge;
    if (code !== undefined) {
      keep(deviceStorage(), badgeKey(joined.forum), { code });
      this.#clear();
    }
    if (this.#slip !== undefined) {
      const storage = deviceStorage();
      const slips = new Set(slipsHeld(storage, joined.forum)).add(this.#slip);
      keep(storage, slipKey(joined.forum), [...slips]);
      this.#clear();
    }
    const page = new AudiencePage(joined);
    this.#page = page;
    page.start();
    const stand = this.#stand;
    if (stand !== undefined) this.#visitStand(page, stand);
    if (code !== undefined) later.with(({ greetBadge }) => void greetBadge(page));
    this.#badge = undefined;
    this.#slip = undefined;
    this.#stand = undefined;
  }

  /** Says the visit before anything of the stand is known: without a network it is kept, and sent later. */
  #visitStand(page: AudiencePage, key: string): void {
    page.visitStand(key);
    this.#clear();
    later.with(({ greetStand }) => void greetStand(page, key));
  }

  /** Takes what was brought out of the address, where anybody who looks on could read it. */
  #clear(): void {
    const { pathname, search } = this.#address;
    history.replaceState(history.state, '', pathname + search);
  }
}
