import type { RecommendationItem, Title } from '$lib/protocol/generated/protocol';

/** What rapporteurs write of a recommendation. */
export interface Fields {
  readonly title: string;
  readonly text: string;
  readonly label: Title;
  readonly owner: Title;
  /** A day as 2027-03-01; empty is none. */
  readonly due: string;
}

export type Field = keyof Fields;
export const fieldNames: readonly Field[] = ['title', 'text', 'label', 'owner', 'due'];

/** Those that do not change any more once the recommendation is put to the vote. */
export const wordFields: readonly Field[] = ['title', 'text', 'label'];

/** What was written, and the state that it was begun on. */
export interface Written {
  readonly base: Fields;
  readonly own: Fields;
}

export const noFields: Fields = { title: '', text: '', label: {}, owner: {}, due: '' };

/** The fields as the server has them. */
export function fieldsOf({ title, text = '', label = {}, owner = {}, due = '' }: RecommendationItem): Fields {
  return { title, text, label, owner, due };
}

/** Whether a field says the same in both, but for spaces around it. */
export function isSame(field: Field, one: Fields, other: Fields): boolean {
  return said(one[field]) === said(other[field]);
}

/** A text of an organiser as it is sent: without what is empty. */
export function trimmed({ ar = '', en = '' }: Title): Title {
  const [arabic, english] = [ar.trim(), en.trim()];
  return { ...(arabic && { ar: arabic }), ...(english && { en: english }) };
}

/** What stands in the form: what was written here, and of the rest what the server has. */
export function merged({ base, own }: Written, saved: Fields): Fields {
  return pick((field) => (isSame(field, own, base) ? saved : own));
}

/** Fields that two people changed, each in another way. */
export function clashesOf({ base, own }: Written, saved: Fields): Field[] {
  return fieldNames.filter(
    (field) => !isSame(field, own, base) && !isSame(field, saved, base) && !isSame(field, own, saved),
  );
}

/** What was written, begun on what the server has now wherever nothing was written. */
export function brought(written: Written, saved: Fields): Written {
  const own = merged(written, saved);
  return { own, base: pick((field) => (isSame(field, written.own, written.base) ? saved : written.base)) };
}

/** Fields, each out of one of several. */
export function pick(from: (field: Field) => Fields): Fields {
  return {
    title: from('title').title,
    text: from('text').text,
    label: from('label').label,
    owner: from('owner').owner,
    due: from('due').due,
  };
}

function said(value: Fields[Field]): string {
  if (typeof value === 'string') return value.trim();
  const { ar = '', en = '' } = trimmed(value);
  return JSON.stringify([ar, en]);
}
