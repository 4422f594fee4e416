import type {
  ActsView,
  AgendaView,
  AwardView,
  BadgesView,
  BoardView,
  Counts,
  FeedbackView,
  IdeaItem,
  IdeaNo,
  JuryView,
  LeadersView,
  LinksView,
  MineView,
  PollNo,
  PollView,
  QuestionItem,
  QuestionNo,
  ScreenView,
  ServerPulse,
  SessionNo,
  SessionView,
  StageView,
  Topic,
} from './generated/protocol';

/** The questions in front of a list, and how long the list is. */
export interface Window {
  readonly total: number;
  readonly items: ReadonlyMap<QuestionNo, QuestionItem>;
}

/** The ideas in front of a board by their numbers, and how many there are on it. */
export interface Ideas {
  readonly total: number;
  readonly items: ReadonlyMap<IdeaNo, IdeaItem>;
}

/** Everything that a client knows of the session it looks at. A value: `apply` makes the next one. */
export interface Views {
  /** The journal's epoch; revisions of another one say nothing. */
  readonly epoch: number | undefined;
  /** The session that is looked at. */
  readonly watched: SessionNo | undefined;
  /** The revision that each topic is at. */
  readonly revs: ReadonlyMap<Topic, number>;
  readonly agenda: AgendaView | undefined;
  readonly session: SessionView | undefined;
  readonly questions: Window;
  readonly waiting: Window;
  readonly stage: StageView | undefined;
  readonly counts: Counts | undefined;
  readonly acts: ActsView | undefined;
  readonly feedback: FeedbackView | undefined;
  /** The leaderboard of the session's quizzes, once there was one. */
  readonly leaders: LeadersView | undefined;
  readonly screen: ScreenView | undefined;
  readonly links: LinksView | undefined;
  /** The badges of the forum in figures, once there were any: to desks. */
  readonly badges: BadgesView | undefined;
  /** The award of the session: from its scoring on, to desks from its first plan on. */
  readonly award: AwardView | undefined;
  /** The work of the award's jury: to desks. */
  readonly jury: JuryView | undefined;
  /** The ideas of the session's board: once it was led on, to desks from its first plan on. */
  readonly ideas: Ideas | undefined;
  /** The board itself: its question, its groups, how far it is. */
  readonly board: BoardView | undefined;
  readonly polls: ReadonlyMap<PollNo, PollView>;
  readonly mine: MineView;
  /** The revision that `mine` was made at; -1 before it came. */
  readonly mineRev: number;
  /** The newest of each figure; reactions are told and forgotten. */
  readonly pulse: ServerPulse;
}

const emptyWindow: Window = { total: 0, items: new Map() };

/** What is known before the first frame. */
export const nothing: Views = {
  epoch: undefined,
  watched: undefined,
  revs: new Map(),
  agenda: undefined,
  session: undefined,
  questions: emptyWindow,
  waiting: emptyWindow,
  stage: undefined,
  counts: undefined,
  acts: undefined,
  feedback: undefined,
  leaders: undefined,
  screen: undefined,
  links: undefined,
  badges: undefined,
  award: undefined,
  jury: undefined,
  ideas: undefined,
  board: undefined,
  polls: new Map(),
  mine: { questions: [], supports: [], ballots: [], seq: 0 },
  mineRev: -1,
  pulse: {},
};
