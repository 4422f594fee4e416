import { forget, keep, kept } from '$lib/net/storage';
import type { Title } from '$lib/protocol/generated/protocol';

/** A badge that a device holds: its code, and once the server said so what is written on it. */
export interface HeldBadge {
  readonly code: string;
  /** The organiser's number for it. */
  readonly label?: string | undefined;
  readonly group?: Title | null | undefined;
  /** Whose it is, where names are by badge. */
  readonly name?: string | undefined;
}

/** Under what a device keeps its badge of a forum, beside its token. */
export const badgeKey = (forum: string): string => `majlis.badge.${forum}`;

/** The code behind the `#` of a badge's address; none in anything else. */
export function badgeBehind(hash: string): string | undefined {
  return /^b(\d{16})$/i.exec(hash)?.[1];
}

/** Under what a device keeps the slips of a forum until they were used. */
export const slipKey = (forum: string): string => `majlis.slip.${forum}`;

/** The slips that a device keeps of a forum, in the order in which they were opened. */
export function slipsHeld(storage: Storage, forum: string): readonly string[] {
  return kept<readonly string[]>(storage, slipKey(forum)) ?? [];
}

/** The code behind the `#` of a slip's address; none in anything else. */
export function slipBehind(hash: string): string | undefined {
  return /^s(\d{18})$/i.exec(hash)?.[1];
}

/** The badge that this device holds in a forum. Its code goes nowhere but with a ballot or a name, or to be looked at. */
export class Badge {
  readonly #storage: Storage;
  readonly #key: string;
  #held = $state.raw<HeldBadge>();

  constructor(storage: Storage, forum: string) {
    this.#storage = storage;
    this.#key = badgeKey(forum);
    this.#held = kept(storage, this.#key);
  }

  get held(): HeldBadge | undefined {
    return this.#held;
  }

  /** Holds a badge from now on; none lets go of it. */
  hold(badge: HeldBadge | undefined): void {
    this.#held = badge;
    if (badge) keep(this.#storage, this.#key, badge);
    else forget(this.#storage, this.#key);
  }
}
