import { forget, keep, kept, keysUnder, seenPrefix as prefix } from '$lib/net/storage';
import type { Views } from '$lib/protocol/views';

/** What a page last saw of a forum. */
export interface Seen {
  readonly views: Views;
  /** When the server was heard last, by its own clock, in milliseconds since 1970. */
  readonly at: number;
  /** How far that clock was ahead of the device's. */
  readonly ahead: number;
}

/** How a map is written in JSON, which knows none. */
interface Written {
  readonly $map: [unknown, unknown][];
}

/**
 * Keeps on the device what was seen last, so that a page opens without a network, and asks only for what is new with
 * one. What a build keeps is for builds of the same protocol: to others its views may lack what they read. It is that of
 * the forum where the device was last: what was seen of another one goes.
 */
export class SeenBefore {
  readonly #key: string;
  readonly #storage: Storage;

  constructor(owner: string, storage: Storage) {
    this.#key = prefix + owner;
    this.#storage = storage;
  }

  read(): Seen | undefined {
    const found = kept<{ shape: string; seen: string }>(this.#storage, this.#key);
    return found?.shape === PROTOCOL_SHAPE ? JSON.parse(found.seen, mapOf) : undefined;
  }

  write(seen: Seen): void {
    for (const key of keysUnder(this.#storage, prefix)) if (key !== this.#key) forget(this.#storage, key);
    keep(this.#storage, this.#key, { shape: PROTOCOL_SHAPE, seen: JSON.stringify(seen, written) });
  }
}

function written(_key: string, value: unknown): unknown {
  return value instanceof Map ? ({ $map: [...value] } satisfies Written) : value;
}

function mapOf(_key: string, value: unknown): unknown {
  const entries = (value as Written | null)?.$map;
  return Array.isArray(entries) ? new Map(entries) : value;
}
