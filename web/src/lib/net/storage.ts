/** A storage that lasts as long as the page, where the browser allows no other. */
export class Passing implements Storage {
  readonly #items = new Map<string, string>();

  get length(): number {
    return this.#items.size;
  }

  clear(): void {
    this.#items.clear();
  }

  getItem(key: string): string | null {
    return this.#items.get(key) ?? null;
  }

  key(at: number): string | null {
    return [...this.#items.keys()][at] ?? null;
  }

  removeItem(key: string): void {
    this.#items.delete(key);
  }

  setItem(key: string, value: string): void {
    this.#items.set(key, value);
  }
}

let storage: Storage | undefined;

/** The storage of this device, shared by its tabs. Private windows and embedded browsers may refuse one. */
export function deviceStorage(): Storage {
  storage ??= working() ?? new Passing();
  return storage;
}

/** The storage of this tab; none where the browser refuses one. */
export function tabStorage(): Storage | undefined {
  try {
    return sessionStorage;
  } catch {
    return undefined;
  }
}

/** Whether what is kept outlives the page. */
export function keepsThings(): boolean {
  return !(deviceStorage() instanceof Passing);
}

function working(): Storage | undefined {
  try {
    localStorage.setItem('majlis.probe', '1');
    localStorage.removeItem('majlis.probe');
    return localStorage;
  } catch {
    return undefined;
  }
}

/** Keeps a value as JSON; says whether it could. A storage that is full keeps nothing more; what is in memory still holds. */
export function keep(storage: Storage, key: string, value: unknown): boolean {
  try {
    storage.setItem(key, JSON.stringify(value));
    return true;
  } catch {
    // Full, or refused since the page began.
    return false;
  }
}

/** What a page that opens without a network shows lies under this, by whose it is. */
export const seenPrefix = 'majlis.seen.';

/** Gives up what can be asked for again, for what cannot; says whether there was any. */
export function makeRoom(storage: Storage): boolean {
  const keys = keysUnder(storage, seenPrefix);
  for (const key of keys) forget(storage, key);
  return keys.length > 0;
}

/** Keeps a value for this tab, and for those that are opened later: a machine may drive two walls. */
export function keepHere(key: string, value: unknown): void {
  for (const storage of [tabStorage(), deviceStorage()]) if (storage) keep(storage, key, value);
}

/** The value that this tab kept under a key; else the one that was kept last on the device. */
export function keptHere<T>(key: string): T | undefined {
  const tab = tabStorage();
  return (tab && kept<T>(tab, key)) ?? kept<T>(deviceStorage(), key);
}

/** Keeps nothing under a key any more, where the storage lets go of it. */
export function forget(storage: Storage, key: string): void {
  try {
    storage.removeItem(key);
  } catch {
    // Refused since the page began.
  }
}

/** The value kept under a key; nothing where there is none or somebody else wrote it. */
export function kept<T>(storage: Storage, key: string): T | undefined {
  try {
    const text = storage.getItem(key);
    return text === null ? undefined : (JSON.parse(text) as T);
  } catch {
    return undefined;
  }
}

/** The keys that begin so; none where the storage has come to refuse. */
export function keysUnder(storage: Storage, prefix: string): string[] {
  try {
    const keys = Array.from({ length: storage.length }, (_, at) => storage.key(at) ?? '');
    return keys.filter((key) => key.startsWith(prefix));
  } catch {
    return [];
  }
}
