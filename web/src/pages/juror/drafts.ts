import { forget, keep, kept } from '$lib/net/storage';

/** A nominee of a track, both by their places. */
export interface Case {
  readonly track: number;
  readonly nominee: number;
}

/** A mark for each criterion, by its place; null where none was given yet. */
export type Marks = readonly (number | null)[];

/** Sheets that are not whole yet: the server takes whole ones, so these lie on the device, and outlive a reload. */
export class Drafts {
  readonly #prefix: string;
  readonly #storage: Storage;

  constructor(owner: string, storage: Storage) {
    this.#prefix = `majlis.draft.${owner}.sheet.`;
    this.#storage = storage;
  }

  read(session: number, { track, nominee }: Case): Marks | undefined {
    return kept<Marks>(this.#storage, this.#key(session, track, nominee));
  }

  write(session: number, { track, nominee }: Case, marks: Marks): void {
    keep(this.#storage, this.#key(session, track, nominee), marks);
  }

  forget(session: number, { track, nominee }: Case): void {
    forget(this.#storage, this.#key(session, track, nominee));
  }

  #key(session: number, track: number, nominee: number): string {
    return `${this.#prefix}${session}.${track}.${nominee}`;
  }
}
