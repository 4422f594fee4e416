import type { Safe } from '$lib/net/safe';
import { forget, keep, kept } from '$lib/net/storage';
import type { Says } from './texts';

/** A ballot as this device keeps it: signed, so that what goes again is the very same. */
export interface KeptBallot extends Says {
  readonly poll: number;
  /** By the own key, in base64url. */
  readonly signature: string;
  /** The history in which the server said that it has it; none until then. */
  readonly epoch?: number | undefined;
  /** Why it was refused. */
  readonly code?: string | undefined;
}

/** What a device needs to vote blindly with a badge, and to find its ballots afterwards. Bytes in base64url. */
export interface KeptPaper {
  /** The award's public key that the paper is of. */
  readonly key: string;
  /** The randomness of the own key pair, and its public key. */
  readonly seed: string;
  readonly own: string;
  /** What the server signs, and what takes the blinding off. */
  readonly blinded: string;
  readonly inv: string;
  /** The signature; none until the server gave it. */
  readonly paper?: string | undefined;
  /** No ballot goes before that time of the device's clock: close to the paper it might tell whose it is. */
  readonly notBefore?: number | undefined;
  /** The last one of each round. */
  readonly ballots: readonly KeptBallot[];
}

/**
 * Where a device keeps its papers. They lie in both of its stores: the one is there at once, and for all tabs; the other is on the disk
 * before an empty battery.
 */
export class KeptPapers {
  readonly #storage: Storage;
  readonly #safe: () => Promise<Safe | undefined>;
  readonly #prefix: string;

  /** `owner` is the person in the forum. */
  constructor(storage: Storage, safe: () => Promise<Safe | undefined>, owner: string) {
    this.#storage = storage;
    this.#safe = safe;
    this.#prefix = `majlis.paper.${owner}.`;
  }

  /** Under what the paper of a badge lies. `badge` tells the badge without its code. */
  keyOf(award: number, badge: string): string {
    return `${this.#prefix}${award}.${badge}`;
  }

  /** The paper as any tab kept it last. */
  now(key: string): KeptPaper | undefined {
    return kept<KeptPaper>(this.#storage, key);
  }

  /** The same, from the disk where the other store lost it. */
  async read(key: string): Promise<KeptPaper | undefined> {
    const here = this.now(key);
    if (here) return here;
    const safe = await this.#safe();
    const found = (await safe?.under(key))?.find((entry) => entry.key === key);
    return found?.value as KeptPaper | undefined;
  }

  /** Keeps it. Says whether it outlives the page: what is only on the disk does too. */
  async keep(key: string, paper: KeptPaper): Promise<boolean> {
    const isHere = keep(this.#storage, key, paper);
    const safe = await this.#safe();
    safe?.keep(key, paper);
    return isHere || safe !== undefined;
  }

  async drop(key: string): Promise<void> {
    forget(this.#storage, key);
    (await this.#safe())?.forget(key);
  }
}
