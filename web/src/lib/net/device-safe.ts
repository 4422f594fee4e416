import type { InSafe, Safe } from './safe';

const store = 'kept';

/** Resolves with what a request finds. */
function found<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

/** Rejects where the browser has none, or keeps it from this page. */
async function open(): Promise<IDBDatabase> {
  const opening = indexedDB.open('majlis', 1);
  opening.onupgradeneeded = () => opening.result.createObjectStore(store);
  return found(opening);
}

/** The keys that begin so: no key has the highest letter there is. */
const beginning = (prefix: string) => IDBKeyRange.bound(prefix, `${prefix}\uffff`);

/**
 * IndexedDB, whose transactions can be asked to be on the disk before they are done (`strict`; browsers that do not know it do
 * as they always do). localStorage cannot: Chromium, for one, writes it five seconds later at the earliest.
 */
class DeviceSafe implements Safe {
  #opened: Promise<IDBDatabase> | undefined;

  keep(key: string, value: unknown): void {
    this.#change((kept) => kept.put(value, key));
  }

  forget(key: string): void {
    this.#change((kept) => kept.delete(key));
  }

  /** Forgets all that lies under the keys that begin so. */
  forgetUnder(prefix: string): void {
    this.#change((kept) => kept.delete(beginning(prefix)));
  }

  async under(prefix: string): Promise<InSafe[]> {
    const opened = this.#database;
    try {
      const kept = (await opened).transaction(store).objectStore(store);
      const [keys, values] = await Promise.all([
        found(kept.getAllKeys(beginning(prefix))),
        found(kept.getAll(beginning(prefix))),
      ]);
      return keys.map((key, at) => ({ key: String(key), value: values[at] }));
    } catch {
      this.#letGo(opened);
      return [];
    }
  }

  /** One after the other, as they were asked for: transactions over the same store never overtake each other. */
  #change(change: (kept: IDBObjectStore) => void, isAgain = false): void {
    const opened = this.#database;
    opened
      .then((database) => change(database.transaction(store, 'readwrite', { durability: 'strict' }).objectStore(store)))
      .catch(() => {
        this.#letGo(opened);
        if (!isAgain) this.#change(change, true);
      });
  }

  /** A browser closes what a page in the background has opened, and may be able to open later what it could not before. */
  #letGo(opened: Promise<IDBDatabase>): void {
    if (this.#opened === opened) this.#opened = undefined;
  }

  get #database(): Promise<IDBDatabase> {
    this.#opened ??= open();
    return this.#opened;
  }
}

export const deviceSafe = new DeviceSafe();
