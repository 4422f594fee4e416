import { forget, keep, kept } from '$lib/net/storage';

/** What a person is typing, kept on the device at every letter: a reload or an empty battery loses nothing. */
export class Drafts {
  readonly #storage: Storage;
  readonly #owner: string;

  constructor(storage: Storage, owner: string) {
    this.#storage = storage;
    this.#owner = owner;
  }

  read(of: string): string {
    return kept<string>(this.#storage, this.#key(of)) ?? '';
  }

  write(of: string, text: string): void {
    if (text === '') forget(this.#storage, this.#key(of));
    else keep(this.#storage, this.#key(of), text);
  }

  #key(of: string): string {
    return `majlis.draft.${this.#owner}.${of}`;
  }
}
