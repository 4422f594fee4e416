import { graphemes } from '$lib/i18n/graphemes';
import { forget, keep, kept } from '$lib/net/storage';
import { bounds } from '$lib/protocol/generated/bounds';
import { type RecommendationCommand, type RecommendationItem, topics } from '$lib/protocol/generated/protocol';
import type { Live, Outcome } from '$lib/state/live.svelte';
import {
  brought,
  clashesOf,
  type Field,
  type Fields,
  fieldNames,
  fieldsOf,
  isSame,
  merged,
  noFields,
  pick,
  trimmed,
  type Written,
  wordFields,
} from './fields';

/** What it needs of the page. */
export interface Held {
  readonly live: Pick<Live, 'revOf'> | undefined;
  readonly isOrganiser: boolean;
  find(no: number): RecommendationItem | undefined;
  give(command: RecommendationCommand): Promise<Outcome | undefined>;
}

/** Most bytes of a text: marks and pictures take more than letters do. */
const mostBytes = 8_000;

/**
 * A recommendation as it is being written. What is written lies on this device at every letter, and goes to the server when it
 * is saved. Where somebody else saved meanwhile, only the fields that both changed are in question.
 */
export class Editing {
  readonly no: number;
  readonly #page: Held;
  readonly #storage: Storage;
  readonly #key: string;
  #written = $state.raw<Written>();
  /** What was acknowledged, until the view has it. */
  #sent: { fields: Fields; names: readonly Field[]; rev: number } | undefined;
  /** It is on its way. */
  isSaving = $state(false);
  /** The server said that somebody else had been faster. */
  wasChanged = $state(false);

  constructor(page: Held, no: number, key: string, storage: Storage) {
    this.no = no;
    this.#page = page;
    this.#key = key;
    this.#storage = storage;
    this.#written = kept<Written>(storage, key);
  }

  get item(): RecommendationItem | undefined {
    return this.#page.find(this.no);
  }

  /** What the server has. */
  get saved(): Fields {
    return this.item ? fieldsOf(this.item) : noFields;
  }

  /** What stands in the form. */
  get fields(): Fields {
    return this.#written ? merged(this.#written, this.saved) : this.saved;
  }

  /** What was written here of a field that somebody else changed, too. */
  get clashes(): readonly Field[] {
    return this.#written && !this.isSaving ? clashesOf(this.#written, this.saved) : [];
  }

  /** Whether something was written that the server does not have. */
  get isUnsaved(): boolean {
    const [own, saved] = [this.fields, this.saved];
    return fieldNames.some((field) => !isSame(field, own, saved));
  }

  /** Whether its words can change: they do not once it is put to the vote; an organiser corrects what is published. */
  get isWording(): boolean {
    const { item } = this;
    if (!item?.title) return false;
    return item.stage === 'draft' || (item.stage === 'published' && this.#page.isOrganiser);
  }

  /** Whether it is said for whom it is, and by when. */
  get isAssigning(): boolean {
    const stage = this.item?.stage;
    return stage === 'draft' || stage === 'proposed' || stage === 'published' || stage === 'unpublished';
  }

  get isTooLong(): boolean {
    const { title, text, label, owner } = this.fields;
    const isLong = (value: string | undefined, most: number) => graphemes(value ?? '') > most;
    return (
      isLong(title, bounds.recommendationTitle) ||
      isLong(text, bounds.recommendationText) ||
      new TextEncoder().encode(text).length > mostBytes ||
      [label.ar, label.en].some((part) => isLong(part, bounds.recommendationLabel)) ||
      [owner.ar, owner.en].some((part) => isLong(part, bounds.recommendationOwner))
    );
  }

  get canSave(): boolean {
    const isReady = this.isUnsaved && !this.isSaving && !this.isTooLong && this.clashes.length === 0;
    return isReady && this.fields.title.trim() !== '';
  }

  write<Name extends Field>(field: Name, value: Fields[Name]): void {
    const { saved } = this;
    const { base, own } = brought(this.#written ?? { base: saved, own: saved }, saved);
    this.#keep({ base, own: { ...own, [field]: value } });
  }

  /** Goes on with what was written here, over what somebody else saved. */
  keepMine(field: Field): void {
    const [written, saved] = [this.#written, this.saved];
    if (written) this.#keep({ ...written, base: pick((name) => (name === field ? saved : written.base)) });
  }

  /** Lets go of what was written here for what somebody else saved. */
  takeTheirs(field: Field): void {
    const [written, saved] = [this.#written, this.saved];
    const from = (of: Fields) => pick((name) => (name === field ? saved : of));
    if (written) this.#keep({ base: from(written.base), own: from(written.own) });
  }

  discard(): void {
    this.#keep(undefined);
  }

  /** Sends what was written; says whether the server has all of it. */
  async save(): Promise<boolean> {
    const { item, fields, saved } = this;
    if (!item || !this.canSave) return false;
    const changed = fieldNames.filter((field) => !isSame(field, fields, saved));
    const words = changed.filter((field) => wordFields.includes(field));
    const others = changed.filter((field) => !wordFields.includes(field));
    this.isSaving = true;
    this.wasChanged = false;
    let version = item.v;
    let isDone = true;
    if (words.length > 0 && this.isWording) {
      isDone = await this.#send(words, fields, {
        act: 'edit',
        recommendation: this.no,
        version,
        title: fields.title.trim(),
        text: fields.text.trim(),
        label: trimmed(fields.label),
      });
      version += 1;
    }
    if (isDone && others.length > 0) {
      const due = fields.due === '' ? null : fields.due;
      const owner = trimmed(fields.owner);
      isDone = await this.#send(others, fields, { act: 'assign', recommendation: this.no, version, owner, due });
    }
    this.isSaving = false;
    this.follow();
    return isDone;
  }

  /** To be run whenever what it reads changes: what the server has is not kept here, too. */
  follow(): void {
    const written = this.#written;
    if (!written || !this.item) return;
    const sent = this.#sent;
    if (sent && (this.#page.live?.revOf(topics.drafts) ?? -1) >= sent.rev) {
      this.#sent = undefined;
      this.#settle(sent);
    } else if (!this.isUnsaved && !this.isSaving) this.#keep(undefined);
  }

  async #send(names: readonly Field[], fields: Fields, command: RecommendationCommand): Promise<boolean> {
    const outcome = await this.#page.give(command);
    if (outcome && !outcome.done) this.wasChanged = outcome.code === 'changed';
    if (!outcome?.done) return false;
    this.#sent = { fields, names: [...(this.#sent?.names ?? []), ...names], rev: outcome.rev };
    return true;
  }

  /** The view has what was sent: what was written on meanwhile is a change of that. */
  #settle({ fields, names }: { fields: Fields; names: readonly Field[] }): void {
    const [written, saved] = [this.#written, this.saved];
    if (!written) return;
    const isSettled = (field: Field) => names.includes(field) && isSame(field, written.own, fields);
    const own = pick((field) => (isSettled(field) ? saved : written.own));
    const base = pick((field) => (names.includes(field) ? saved : written.base));
    this.#keep({ base, own });
    if (!this.isUnsaved) this.#keep(undefined);
  }

  #keep(written: Written | undefined): void {
    this.#written = written;
    if (written) keep(this.#storage, this.#key, written);
    else forget(this.#storage, this.#key);
  }
}
