import { graphemes } from '$lib/i18n/graphemes';
import { isSame } from '$lib/ideas/spots';
import { forget, keep, kept } from '$lib/net/storage';
import { bounds } from '$lib/protocol/generated/bounds';
import type { Spot } from '$lib/protocol/generated/protocol';
import type { TablePage } from './table-page.svelte';

/** What a table comes to, as it is being written, and the version of the result that it was begun on. */
interface Draft {
  readonly version: number;
  readonly title: string;
  readonly text: string;
  readonly rests: readonly Spot[];
}

/** A result rests on so many at most. */
const mostRests = 20;

/** So many bytes a title and a text have together at most: marks and pictures take more than letters do. */
const mostBytes = 4500;

/** What of the page it needs. */
type Held = Pick<TablePage, 'board' | 'table' | 'result' | 'owner' | 'isWriting' | 'give'>;

/** What the table came to. It lies on this device at every letter, and goes to the server when it is saved. */
export class Harvest {
  readonly #page: Held;
  readonly #storage: Storage;
  /** What was written here since the page was opened; none where nothing differs from what the server has. */
  #written = $state.raw<{ owner: string; draft: Draft | undefined }>();
  /** It is on its way. */
  isSaving = $state(false);

  constructor(page: Held, storage: Storage) {
    this.#page = page;
    this.#storage = storage;
  }

  /** What stands in the form. */
  get draft(): Draft {
    return this.#own ?? this.#saved;
  }

  /** Whether something was written that the server does not have. */
  get isUnsaved(): boolean {
    const [own, saved] = [this.#own, this.#saved];
    return own !== undefined && !says(own, saved);
  }

  /** Whether somebody else wrote another result since this one was begun. */
  get hasClash(): boolean {
    return this.isUnsaved && !this.isSaving && this.draft.version !== this.#saved.version;
  }

  get isDone(): boolean {
    return this.#page.result?.done ?? false;
  }

  get isTooLong(): boolean {
    const { title, text } = this.draft;
    const bytes = new TextEncoder().encode(title.trim() + text.trim()).length;
    return graphemes(title) > bounds.resultTitle || graphemes(text) > bounds.resultText || bytes > mostBytes;
  }

  set title(title: string) {
    this.#write({ ...this.draft, title });
  }

  set text(text: string) {
    this.#write({ ...this.draft, text });
  }

  restsOn(spot: Spot): boolean {
    return this.draft.rests.some((one) => isSame(one, spot));
  }

  /** Whether one more may be named. */
  get hasRoom(): boolean {
    return this.draft.rests.length < mostRests;
  }

  rest(spot: Spot, on: boolean): void {
    const others = this.draft.rests.filter((one) => !isSame(one, spot));
    this.#write({ ...this.draft, rests: on ? [...others, spot] : others });
  }

  /** Lets go of what was written here for what the server has. */
  takeTheirs(): void {
    this.#keep(undefined);
  }

  /** Goes on with what was written here, over what the server has. */
  keepOwn(): void {
    this.#keep({ ...this.draft, version: this.#saved.version });
  }

  /** Sends what stands in the form, and whether the table is done; says whether the server has it. */
  async save(done = this.isDone): Promise<boolean> {
    const { board, table } = this.#page;
    if (!board || table === undefined || this.isTooLong) return false;
    const { version, title, text, rests } = this.draft;
    const [heading, words] = [title.trim(), text.trim()];
    this.isSaving = true;
    const outcome = await this.#page.give({
      act: 'harvest',
      session: board.session,
      table,
      version,
      title: heading === '' ? null : heading,
      text: words === '' ? null : words,
      rests: [...rests],
      done,
    });
    this.isSaving = false;
    if (!outcome?.done) return false;
    // What was written on meanwhile is a change of what is there now.
    const now = this.draft;
    const isSame = now.title === title && now.text === text && now.rests === rests;
    this.#keep(
      isSame ? { version: version + 1, title: heading, text: words, rests } : { ...now, version: version + 1 },
    );
    return true;
  }

  /** To be run whenever what it reads changes: what the server has is not kept here, too. */
  follow(): void {
    const own = this.#own;
    if (own && says(own, this.#saved)) this.#keep(undefined);
  }

  get #saved(): Draft {
    const { v = 0, title = '', text = '', rests = [] } = this.#page.result ?? {};
    return { version: v, title, text, rests };
  }

  get #own(): Draft | undefined {
    const { owner } = this.#page;
    if (this.#written?.owner === owner) return this.#written.draft;
    return kept<Draft>(this.#storage, this.#key) ?? undefined;
  }

  #write(draft: Draft): void {
    if (this.#page.isWriting) this.#keep(draft);
  }

  #keep(draft: Draft | undefined): void {
    this.#written = { owner: this.#page.owner, draft };
    if (draft) keep(this.#storage, this.#key, draft);
    else forget(this.#storage, this.#key);
  }

  get #key(): string {
    return `majlis.draft.${this.#page.owner}.table-result`;
  }
}

function says(one: Draft, other: Draft): boolean {
  const rests =
    one.rests.length === other.rests.length && one.rests.every((spot, at) => isSame(spot, other.rests[at] ?? spot));
  return one.title.trim() === other.title && one.text.trim() === other.text && rests && other.version >= one.version;
}
