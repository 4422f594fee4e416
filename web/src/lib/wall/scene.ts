import { type AwardTrack, trackOf } from '$lib/award/track';
import type { Texts } from '$lib/opinions/told';
import type {
  AgendaView,
  BoardView,
  Counts,
  FeedbackView,
  HallNo,
  LeadersView,
  OpinionsView,
  PollView,
  QuestionItem,
  ResultView,
  Scene,
  ScreenView,
  SessionEntry,
  SessionView,
  SpeakingView,
  StageView,
  Time,
  WifiView,
} from '$lib/protocol/generated/protocol';
import type { Award, Ideas, Recommendations, Stands, Statements } from '$lib/protocol/views';
import { isForumOver, runningIn, sessionOf, sessionsIn, upcoming } from '$lib/state/agenda';
import { isErased } from '$lib/state/questions';
import { standing } from './recommended';

/** What a wall's picture is made from. The desk's views serve as well: what the wall must not show is left out here. */
export interface WallViews {
  readonly agenda: AgendaView | undefined;
  readonly session: SessionView | undefined;
  readonly questions: ReadonlyMap<number, QuestionItem>;
  readonly stage: StageView | undefined;
  readonly counts: Counts | undefined;
  readonly feedback: FeedbackView | undefined;
  readonly leaders: LeadersView | undefined;
  readonly award: Award | undefined;
  readonly statements: Statements | undefined;
  readonly opinions: OpinionsView | undefined;
  readonly ideas: Ideas | undefined;
  readonly board: BoardView | undefined;
  readonly results: readonly ResultView[] | undefined;
  readonly recommendations: Recommendations | undefined;
  readonly stands: Stands | undefined;
  readonly speaking: SpeakingView | undefined;
  readonly screen: ScreenView | undefined;
  readonly polls: ReadonlyMap<number, PollView>;
}

/** A scene with what stands on it. */
export type Shown =
  | { name: 'join'; session: SessionEntry | undefined; next: SessionEntry | undefined }
  | { name: 'agenda' }
  | { name: 'spotlight'; question: QuestionItem }
  | { name: 'top'; questions: readonly QuestionItem[] }
  | { name: 'poll'; poll: PollView }
  | { name: 'leaders'; leaders: LeadersView }
  | { name: 'award'; award: AwardTrack }
  | { name: 'opinions'; statements: Statements; opinions: OpinionsView | undefined; texts: Texts | undefined }
  | { name: 'ideas'; board: BoardView; ideas: Ideas; results: readonly ResultView[] | undefined }
  | { name: 'recommendations'; recommendations: Recommendations }
  | { name: 'exhibition'; stands: Stands }
  | { name: 'speaking'; speaking: SpeakingView }
  | { name: 'ratings'; feedback: FeedbackView }
  | { name: 'feedback' }
  | { name: 'break'; pause: SessionEntry | undefined; until: Time | undefined; next: SessionEntry | undefined }
  | { name: 'announcement'; text: string }
  | { name: 'ledger'; counts: Counts }
  | { name: 'wifi'; wifi: WifiView }
  | { name: 'holding' | 'code' | 'quiet' | 'test' | 'blank' };

export type SceneName = Shown['name'];

/** What stands on a wall. */
export interface Picture {
  readonly hall: HallNo;
  readonly scene: Shown;
  /** A line beside the scene. */
  readonly announcement: string | undefined;
  /** Who has the microphone, where the scene itself does not tell it. */
  readonly speaking?: SpeakingView | undefined;
  /** Whether the strip, reactions and other life may be seen. */
  readonly lively: boolean;
}

/** How long a session begins with the way to take part. */
const joinFirstMs = 60_000;

/** How many questions the top scene has at most. */
const topQuestions = 3;

/** What there is before the answer of a first quiz was told. */
const noLeaders: LeadersView = { quizzes: 0, people: 0, top: [] };

/** Scenes that stand alone: no strip, no line, no reactions. */
const alone: readonly SceneName[] = ['quiet', 'test', 'blank'];

/**
 * What a wall shows at a moment by the server's clock. `here` is what whoever stands at the machine chose for this wall
 * alone; `texts` has the statements that are not among those in front.
 *
 * None while parts of the views are missing: then what stood before stands on. A hall that has no session yet has no more
 * parts than these.
 */
export function resolveScene(
  views: WallViews,
  now: Time,
  here?: Scene | HereScene,
  texts?: Texts,
): Picture | undefined {
  const { agenda, screen, session, questions, stage, counts, feedback, leaders, award, polls } = views;
  const { statements, opinions, ideas, board, results, recommendations, stands, speaking } = views;
  if (!agenda || !screen) return undefined;
  if (!(session && stage) && sessionsIn(agenda, screen.hall).length > 0) return undefined;
  const told = {
    questions,
    counts,
    feedback,
    leaders,
    award,
    polls,
    statements,
    opinions,
    texts,
    ideas,
    board,
    results,
    recommendations,
    stands,
    speaking,
  };
  const known = { agenda, screen, session, stage, ...told };
  const scene = chosen(known, now, here);
  const lively = !alone.includes(scene.name);
  const announcement = lively && scene.name !== 'announcement' ? screen.announcement : undefined;
  return { hall: screen.hall, scene, announcement, speaking: lively ? beside(known, scene) : undefined, lively };
}

/** Scenes that only the machine at the wall asks for: the emblem with the forum's name, and the largest code. */
export interface HereScene {
  scene: 'holding' | 'code';
}

interface Known extends WallViews {
  readonly agenda: AgendaView;
  readonly screen: ScreenView;
  readonly texts: Texts | undefined;
}

function chosen(views: Known, now: Time, here?: Scene | HereScene): Shown {
  if (here) return asked(views, now, here);
  if (views.screen.hidden) return { name: 'blank' };
  return asked(views, now, views.screen);
}

/** A scene by its name; the emblem where what it would show is not there. */
function asked(views: Known, now: Time, scene: Scene | HereScene): Shown {
  return scene.scene === 'auto' ? automatic(views, now) : (held(views, now, scene) ?? { name: 'holding' });
}

function held(views: Known, now: Time, scene: Exclude<Scene, { scene: 'auto' }> | HereScene): Shown | undefined {
  switch (scene.scene) {
    case 'join':
      return join(views, now);
    case 'spotlight':
      return spotlight(views);
    case 'top':
      return top(views);
    case 'poll':
      return poll(views.polls.get(scene.poll));
    case 'leaders':
      return { name: 'leaders', leaders: views.leaders ?? noLeaders };
    case 'award':
      return award(views, scene.track);
    case 'opinions':
      return opinions(views);
    case 'ideas':
      return ideas(views, scene.results === true);
    case 'recommendations':
      return recommended(views);
    case 'exhibition':
      return exhibition(views);
    case 'speaking':
      return speakers(views);
    case 'ratings':
      return views.feedback && { name: 'ratings', feedback: views.feedback };
    case 'break':
      return pause(views, now);
    case 'announcement':
      return views.screen.announcement ? { name: 'announcement', text: views.screen.announcement } : undefined;
    case 'ledger':
      return views.counts && { name: 'ledger', counts: views.counts };
    case 'wifi':
      return views.screen.wifi && { name: 'wifi', wifi: views.screen.wifi };
    default:
      return { name: scene.scene };
  }
}

/** What the session calls for by itself. */
function automatic(views: Known, now: Time): Shown {
  const entry = entryOf(views);
  if (isForumOver(views.agenda, now)) return join(views, now);
  if (entry?.kind === 'break' && (entry.phase === 'open' || entry.starts <= now)) return pause(views, now);
  switch (views.session?.phase) {
    case 'open':
      return inSession(views, now, entry);
    case 'ended':
      return views.session.feedback === false ? { name: 'holding' } : { name: 'feedback' };
    default:
      return join(views, now);
  }
}

/** In a session: the desk's latest act, else what its audience can take part in. */
function inSession(views: Known, now: Time, entry: SessionEntry | undefined): Shown {
  const cue = cued(views);
  if (cue) return cue;
  if (entry?.opened !== undefined && now - entry.opened < joinFirstMs) return join(views, now);
  const stands = entry?.kind === 'exhibition' ? exhibition(views) : undefined;
  const speaks = views.speaking?.now ? speakers(views) : undefined;
  return openPoll(views) ?? spotlight(views) ?? speaks ?? stands ?? top(views) ?? join(views, now);
}

/** The desk's latest act, while what it was about can still be shown. */
function cued(views: Known): Shown | undefined {
  const { cue } = views.screen;
  if (cue === undefined) return undefined;
  if (cue === 'spotlight') return spotlight(views);
  if (cue === 'opinions') return opinions(views);
  if (cue === 'ideas' || cue === 'results') return ideas(views, cue === 'results');
  if (cue === 'recommendations') return recommended(views);
  if (cue === 'speaking') return speakers(views);
  return 'award' in cue ? award(views, cue.award) : poll(views.polls.get(cue.poll));
}

function entryOf({ agenda, session }: Known): SessionEntry | undefined {
  return sessionOf(agenda, session?.session);
}

function join(views: Known, now: Time): Shown {
  const session = entryOf(views);
  const isNext = session?.phase === 'upcoming';
  const [next] = upcoming(views.agenda, views.screen.hall, now, session);
  return { name: 'join', session: isNext ? undefined : session, next };
}

/** The question on stage, unless its text was erased there. */
function spotlight({ stage }: Known): Shown | undefined {
  return stage?.on && !isErased(stage.on) ? { name: 'spotlight', question: stage.on } : undefined;
}

/** The map of opinions, from the opening of the session's statements on. */
function opinions({ statements, opinions, texts }: Known): Shown | undefined {
  if (!statements || statements.head.stage === 'preparing') return undefined;
  return { name: 'opinions', statements, opinions, texts };
}

/** The session's board once everyone sees it; what its tables came to once that is shown. */
function ideas({ ideas, board, results = [] }: Known, isResults: boolean): Shown | undefined {
  if (!ideas || !board || board.phase === 'preparing') return undefined;
  if (isResults && !board.results_shown) return undefined;
  return { name: 'ideas', board, ideas, results: isResults ? results : undefined };
}

/** What the forum recommends, from the first vote or the first published one on. */
function recommended({ recommendations }: Known): Shown | undefined {
  return recommendations && { name: 'recommendations', recommendations };
}

/** The stands of the session's exhibition, once everyone sees them and there are some. */
function exhibition({ stands }: Known): Shown | undefined {
  return stands?.head.plan.shown && stands.items.size > 0 ? { name: 'exhibition', stands } : undefined;
}

/** The queue to speak, where walls are told of it. */
function speakers({ speaking }: Known): Shown | undefined {
  return speaking?.walls ? { name: 'speaking', speaking } : undefined;
}

/** The queue beside another scene, while somebody speaks. */
function beside({ speaking }: Known, { name }: Shown): SpeakingView | undefined {
  return name !== 'speaking' && speaking?.walls && speaking.now ? speaking : undefined;
}

/** The questions of the list that most people support, older ones first among equals. */
function top({ questions }: Known): Shown | undefined {
  const listed = [...questions.values()].filter((question) => question.status === 'listed' && !isErased(question));
  const most = listed.sort((a, b) => b.n - a.n || a.q - b.q).slice(0, topQuestions);
  return most.length > 0 ? { name: 'top', questions: most } : undefined;
}

function openPoll({ polls, session }: Known): Shown | undefined {
  const open = (session?.polls ?? []).map((no) => polls.get(no)).filter((poll) => poll?.phase === 'open');
  return poll(open.at(-1));
}

function poll(poll: PollView | undefined): Shown | undefined {
  return poll && poll.phase !== 'draft' ? { name: 'poll', poll } : undefined;
}

/** A track of the award, once its rules are settled: desks have it before. */
function award({ award }: Known, at: number): Shown | undefined {
  const track = award?.stage === 'preparing' ? undefined : trackOf(award, at);
  return track && { name: 'award', award: track };
}

/**
 * A pause: the one of the agenda until its end, else until the next session begins. In the middle of a session nobody
 * knows how long it is.
 */
function pause(views: Known, now: Time): Shown {
  const { agenda, screen } = views;
  const entry = entryOf(views);
  const running = runningIn(agenda, screen.hall);
  const rest = [entry, running].find((session) => session?.kind === 'break');
  if (running && !rest && now < running.ends)
    return { name: 'break', pause: undefined, until: undefined, next: undefined };
  const next = upcoming(agenda, screen.hall, now, rest ?? entry).find(({ kind }) => kind !== 'break');
  const until = rest?.ends ?? next?.starts;
  return { name: 'break', pause: rest, until: until !== undefined && until > now ? until : undefined, next };
}

/** What tells one picture from the next: where it changes, the wall fades over. */
export function sceneKey(scene: Shown): string {
  if (scene.name === 'spotlight') return `spotlight ${scene.question.q}`;
  if (scene.name === 'award') return `award ${scene.award.at}`;
  if (scene.name === 'ideas') return `ideas ${scene.results ? 'results' : scene.board.phase}`;
  if (scene.name === 'recommendations') {
    const { what, vote } = standing(scene.recommendations);
    return `recommendations ${what} ${vote?.round ?? 0}`;
  }
  if (scene.name === 'poll') return `poll ${scene.poll.poll} ${scene.poll.round}`;
  return scene.name;
}
