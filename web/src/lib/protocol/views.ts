import type {
  ActsView,
  AgendaView,
  AwardPlanView,
  AwardView,
  BadgesView,
  BoardView,
  Counts,
  CueItem,
  CueNo,
  FeedbackView,
  IdeaItem,
  IdeaNo,
  InterestItem,
  JuryView,
  LeadersView,
  LinksView,
  MineView,
  NextCueView,
  OpinionsView,
  PapersView,
  PollNo,
  PollView,
  QuestionItem,
  QuestionNo,
  RecommendationItem,
  RecommendationNo,
  RecommendationsHead,
  RecordHead,
  RemarkItem,
  RemarkNo,
  ResultView,
  ScreenView,
  ServerPulse,
  SessionNo,
  SessionView,
  ShowHead,
  SpeakersView,
  SpeakingView,
  StageView,
  StandItem,
  StandNo,
  StandsHead,
  StatementItem,
  StatementNo,
  StatementsHead,
  Topic,
} from './generated/protocol';

/** The questions in front of a list, and how long the list is. */
export interface Window {
  readonly total: number;
  readonly items: ReadonlyMap<QuestionNo, QuestionItem>;
}

/** An award as pages know it: how far it is, and its plan, which comes by itself. */
export type Award = AwardView & Pick<AwardPlanView, 'plan' | 'paper'>;

/** The statements of a session: how they are held, and those in front by their numbers. */
export interface Statements {
  readonly head: StatementsHead;
  readonly items: ReadonlyMap<StatementNo, StatementItem>;
}

/** The ideas of a board by their numbers: those that came in front, and all that came since. The others are read by `page`. */
export interface Ideas {
  /** How many there are on the board. */
  readonly total: number;
  readonly items: ReadonlyMap<IdeaNo, IdeaItem>;
  /** Those that went since, which are not to be seen any more where they were read by `page`. */
  readonly gone: readonly IdeaNo[];
  /** The revision at which those in front came. */
  readonly since: number;
}

/** Recommendations of the forum: their order and the vote at hand, and those in front by their numbers. */
export interface Recommendations {
  readonly head: RecommendationsHead;
  readonly items: ReadonlyMap<RecommendationNo, RecommendationItem>;
}

/** The stands of an exhibition: how it is held, and each by its number. */
export interface Stands {
  readonly head: StandsHead;
  readonly items: ReadonlyMap<StandNo, StandItem>;
}

/** The newest questions and comments at stands by their numbers, and how many there are in all. The others are read by `page`. */
export interface Remarks {
  readonly total: number;
  readonly items: ReadonlyMap<RemarkNo, RemarkItem>;
}

/** The run of show of a hall: how it stands, and its cues by their numbers. */
export interface Show {
  readonly head: ShowHead;
  readonly items: ReadonlyMap<CueNo, CueItem>;
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
  /** How the forum's record is given: to organisers. */
  readonly record: RecordHead | undefined;
  /** How far the award of the session is: from its scoring on, to desks from its first plan on. */
  readonly award: AwardView | undefined;
  /** Its rules and its nominees, which come by themselves, before that or after it. */
  readonly awardPlan: AwardPlanView | undefined;
  /** The work of the award's jury: to desks. */
  readonly jury: JuryView | undefined;
  /** How many papers of its blind ballots were given: to desks. */
  readonly papers: PapersView | undefined;
  /** The statements of the session: from their opening on, to desks from their first plan on. */
  readonly statements: Statements | undefined;
  /** The picture of opinions that they come to, where it is shown. */
  readonly opinions: OpinionsView | undefined;
  /** The ideas of the session's board: once it was led on, to desks from its first plan on. */
  readonly ideas: Ideas | undefined;
  /** The board itself: its question, its groups, how far it is. */
  readonly board: BoardView | undefined;
  /** What its tables came to, by their places: to desks, to everyone else once it is shown. */
  readonly results: readonly ResultView[] | undefined;
  /** The forum's recommendations that everyone sees, from the first vote or the first published one on. */
  readonly recommendations: Recommendations | undefined;
  /** All of them, with what rapporteurs are told: to these and to desks. */
  readonly drafts: Recommendations | undefined;
  /** The stands of the session's exhibition: once they are shown, to desks from its first plan on. */
  readonly stands: Stands | undefined;
  /** What was asked and said at them: to desks, and to a team of its own stand. */
  readonly remarks: Remarks | undefined;
  /** How they are visited and rated, likewise. */
  readonly interest: ReadonlyMap<StandNo, InterestItem> | undefined;
  /** The run of show of the hall, from its first cue on: to desks. */
  readonly show: Show | undefined;
  /** What of it comes next: to the stage. */
  readonly nextCue: NextCueView | undefined;
  /** The queue to speak, once a desk opened one: what the hall sees of it. */
  readonly speaking: SpeakingView | undefined;
  /** All of it: to desks. */
  readonly speakers: SpeakersView | undefined;
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
  record: undefined,
  award: undefined,
  awardPlan: undefined,
  jury: undefined,
  papers: undefined,
  statements: undefined,
  opinions: undefined,
  ideas: undefined,
  board: undefined,
  results: undefined,
  recommendations: undefined,
  drafts: undefined,
  stands: undefined,
  remarks: undefined,
  interest: undefined,
  show: undefined,
  nextCue: undefined,
  speaking: undefined,
  speakers: undefined,
  polls: new Map(),
  mine: { questions: [], supports: [], ballots: [], seq: 0 },
  mineRev: -1,
  pulse: {},
};

/** The award with its plan, once both have come and are of the same session. */
export function awardOf({ award, awardPlan }: Pick<Views, 'award' | 'awardPlan'>): Award | undefined {
  if (!award || award.session !== awardPlan?.session) return undefined;
  return { ...award, ...awardPlan };
}
