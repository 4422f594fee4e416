import { forget, keep, kept } from '$lib/net/storage';

/** What a person is typing, kept on the device at every letter: a reload or an empty battery loses nothing. */
export class Drafts {
  readonly #storage: Storage;
  readonly #owner: string;

  /** `owner` is whose they are, as `ownerOf` says it of a token. */
  constructor(storage: Storage, owner: string) {
    this.#storage = storage;
    this.#owner = owner;
  }

  read(of: string): string {
    return kept<string>(this.#storage, this.#key(of)) ?? '';
  }

  /** Says whether it is kept; nothing to keep is. */
  write(of: string, text: string): boolean {
    if (text !== '') return keep(this.#storage, this.#key(of), text);
    forget(this.#storage, this.#key(of));
    return true;
  }

  #key(of: string): string {
    return `majlis.draft.${this.#owner}.${of}`;
  }
}
