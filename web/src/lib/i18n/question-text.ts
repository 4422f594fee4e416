import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { m } from './language.svelte';

/** What a question says, or that its words were erased: nowhere is one without any. */
export function questionText({ text }: Pick<QuestionItem, 'text'>): string {
  return text || m.text_erased();
}

/** The same in the shorter text that the desk gave it for the wall, where it gave one. */
export function wallText({ wall, text }: Pick<QuestionItem, 'wall' | 'text'>): string {
  return wall || questionText({ text });
}
