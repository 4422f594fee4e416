import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { isErased } from '$lib/state/questions';
import { m } from './language.svelte';

/** What a question says, or that its words were erased: nowhere is one without any. */
export function questionText(question: Pick<QuestionItem, 'text'>): string {
  return isErased(question) ? m.text_erased() : question.text;
}

/** The same in the shorter text that the desk gave it for the wall, where it gave one. */
export function wallText({ wall, text }: Pick<QuestionItem, 'wall' | 'text'>): string {
  return wall || questionText({ text });
}
