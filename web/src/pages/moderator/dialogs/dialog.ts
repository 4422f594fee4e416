import type { Evidence, PollNo, QuestionItem } from '$lib/protocol/generated/protocol';

/** The dialog that is open over the desk, with what it is about. */
export type DeskDialog =
  | { kind: 'edit' | 'shorten' | 'reply'; question: QuestionItem }
  | { kind: 'merge' | 'move' | 'label'; questions: readonly QuestionItem[] }
  /** An idea of the board is moved. */
  | { kind: 'place'; idea: number }
  /** A recommendation is to rest on what was given. */
  | { kind: 'recommend'; evidence: Evidence; text: string }
  /** A ballot is entered for somebody in that poll. */
  | { kind: 'assist'; poll: PollNo }
  /** `scene`: the walls show nothing else then. */
  | { kind: 'announce'; scene?: true }
  | { kind: 'floor' | 'pause' | 'note' | 'board' | 'end' | 'keys' };
