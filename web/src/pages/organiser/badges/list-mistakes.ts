import { m } from '$lib/i18n/language.svelte';
import type { ListMistake } from '$lib/protocol/generated/protocol';

const words: Record<ListMistake, () => string> = {
  too_large: () => m.list_too_large(),
  kind: () => m.list_kind(),
  encoding: () => m.list_encoding(),
  damaged: () => m.list_damaged(),
  empty: () => m.list_empty(),
  no_column: () => m.list_no_column(),
  unknown_column: () => m.list_unknown_column(),
  personal_column: () => m.list_personal_column(),
  column_twice: () => m.list_column_twice(),
  no_heading: () => m.list_no_heading(),
  open_quote: () => m.list_open_quote(),
  badge_twice: () => m.list_badge_twice(),
  formula: () => m.list_formula(),
  not_text: () => m.list_not_text(),
  merged: () => m.list_merged(),
  hidden: () => m.list_hidden(),
  too_long: () => m.list_too_long(),
  no_word: () => m.list_no_word(),
  control: () => m.list_control(),
  too_many_rows: () => m.list_too_many_rows(),
  too_many_groups: () => m.list_too_many_groups(),
  more: () => m.list_more(),
};

/** What is wrong in a list of attendees, and what to do; nothing for a kind of a newer server. */
export function listMistakeText(kind: string | undefined): string | undefined {
  return words[kind as ListMistake]?.();
}
