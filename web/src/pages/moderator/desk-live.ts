import type {
  ActsView,
  AgendaView,
  ByeCode,
  Command,
  Counts,
  FeedbackView,
  PollView,
  QuestionItem,
  ScreenView,
  ServerPulse,
  SessionView,
  StageView,
  Welcome,
} from '$lib/protocol/generated/protocol';

/** What a command came to, once the server has decided. */
export type Outcome = { done: true; rev: number; no?: number } | { done: false; code: string; limit?: number };

/** A page of a list that is longer than its window. */
export interface QuestionPage {
  items: readonly QuestionItem[];
  /** Where the next page begins; none at the end. */
  next: number | undefined;
}

/** What the desk needs of a live connection. Every field is reactive; `Live` has more. */
export interface DeskLive {
  readonly status: 'connecting' | 'live' | 'reconnecting' | 'ended';
  readonly ended: ByeCode | undefined;
  readonly welcome: Welcome | undefined;
  readonly agenda: AgendaView | undefined;
  readonly session: SessionView | undefined;
  readonly questions: ReadonlyMap<number, QuestionItem>;
  readonly questionsTotal: number;
  readonly waiting: ReadonlyMap<number, QuestionItem>;
  readonly waitingTotal: number;
  readonly stage: StageView | undefined;
  readonly counts: Counts | undefined;
  readonly acts: ActsView | undefined;
  readonly feedback: FeedbackView | undefined;
  readonly screen: ScreenView | undefined;
  readonly polls: ReadonlyMap<number, PollView>;
  readonly pulse: ServerPulse;
  start(): void;
  stop(): void;
  now(): number;
  do(command: Command): Promise<Outcome>;
  watch(session: number): void;
  page(topic: number, after: number): Promise<QuestionPage>;
  find(text: string): Promise<readonly QuestionItem[]>;
  holding(question: number): void;
}
