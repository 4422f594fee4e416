import type { QuestionItem } from '$lib/protocol/generated/protocol';

/** The dialog that is open over the desk, with what it is about. */
export type DeskDialog =
  | { kind: 'edit' | 'shorten' | 'reply'; question: QuestionItem }
  | { kind: 'merge' | 'move' | 'label'; questions: readonly QuestionItem[] }
  | { kind: 'floor' | 'pause' | 'note' | 'announce' | 'board' | 'end' | 'keys' };
