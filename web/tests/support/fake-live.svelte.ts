import { SvelteMap } from 'svelte/reactivity';
import type { RemarksPage } from '$lib/net/queries';
import type {
  ActItem,
  ActsView,
  AgendaView,
  BadgesView,
  BoardView,
  ByeCode,
  Command,
  Counts,
  FeedbackView,
  InterestItem,
  JuryView,
  LeadersView,
  LinksView,
  NextCueView,
  OpinionsView,
  PapersView,
  PollView,
  QuestionItem,
  ResultView,
  ScreenView,
  ServerPulse,
  SessionView,
  SpeakersView,
  SpeakingView,
  StageView,
  Suggestion,
  Welcome,
} from '$lib/protocol/generated/protocol';
import type { Award, Ideas, Recommendations, Remarks, Show, Stands, Statements } from '$lib/protocol/views';
import { session } from '../../e2e/support/hall';
import type { DeskLive, Outcome } from '../../src/pages/moderator/desk-live';

export const start = 1_793_170_800_000;

/** A connection whose server is the test: commands wait until they are answered. */
export class FakeLive implements DeskLive {
  status = $state<DeskLive['status']>('live');
  ended = $state<ByeCode>();
  isPutOff = $state(false);
  unacknowledged = $state.raw<DeskLive['unacknowledged']>([]);
  welcome = $state.raw<Welcome | undefined>(welcome());
  agenda = $state.raw<AgendaView | undefined>(agenda());
  session = $state.raw<SessionView | undefined>(session({ version: 7 }));
  questions = $state.raw<ReadonlyMap<number, QuestionItem>>(new Map());
  questionsTotal = $state(0);
  waiting = $state.raw<ReadonlyMap<number, QuestionItem>>(new Map());
  waitingTotal = $state(0);
  stage = $state.raw<StageView | undefined>({ version: 1, on: null });
  counts = $state.raw<Counts>();
  acts = $state.raw<ActsView | undefined>({ acts: [] });
  feedback = $state.raw<FeedbackView>();
  leaders = $state.raw<LeadersView>();
  badges = $state.raw<BadgesView>();
  links = $state.raw<LinksView>();
  award = $state.raw<Award>();
  jury = $state.raw<JuryView>();
  papers = $state.raw<PapersView>();
  statements = $state.raw<Statements>();
  opinions = $state.raw<OpinionsView>();
  ideas = $state.raw<Ideas>();
  board = $state.raw<BoardView>();
  results = $state.raw<readonly ResultView[]>();
  recommendations = $state.raw<Recommendations>();
  drafts = $state.raw<Recommendations>();
  stands = $state.raw<Stands>();
  remarks = $state.raw<Remarks>();
  interest = $state.raw<ReadonlyMap<number, InterestItem>>();
  show = $state.raw<Show>();
  nextCue = $state.raw<NextCueView>();
  speaking = $state.raw<SpeakingView>();
  speakers = $state.raw<SpeakersView>();
  /** Pages of what was said at stands, one after the other. */
  remarkPages: RemarksPage[] = [];
  suggested: Suggestion[] = [];
  screen = $state.raw<ScreenView | undefined>({ hall: 1, version: 1, scene: 'auto', hidden: false });
  polls = $state.raw<ReadonlyMap<number, PollView>>(new Map());
  pulse = $state.raw<ServerPulse>({});
  readonly given: Command[] = [];
  readonly held: number[] = [];
  readonly pages = new Map<number, QuestionItem[][]>();
  found: QuestionItem[] = [];
  readonly revs = new SvelteMap<number, number>();
  time = start;
  #answers: ((outcome: Outcome) => void)[] = [];

  start(): void {}
  stop(): void {}
  watch(): void {}

  onDecided(): () => void {
    return () => undefined;
  }

  now(): number {
    return this.time;
  }

  revOf(topic: number): number {
    return this.revs.get(topic) ?? -1;
  }

  do(command: Command): Promise<Outcome> {
    this.given.push(command);
    return new Promise((resolve) => this.#answers.push(resolve));
  }

  readonly queries: DeskLive['queries'] = {
    statements: async () => ({ items: [], next: undefined }),
    ideas: async () => ({ items: [], next: undefined }),
    recommendations: async () => ({ items: [], next: undefined }),
    remarks: async () => this.remarkPages.shift() ?? { items: [], next: undefined },
    suggestions: async () => this.suggested,
    page: async (topic, after) => {
      const pages = this.pages.get(topic) ?? [];
      const at = pages.findIndex((page) => (page[0]?.q ?? 0) > after);
      const items = pages[at] ?? [];
      return { rev: 1, items, next: at >= 0 && at < pages.length - 1 ? items.at(-1)?.q : undefined };
    },
    find: async () => this.found,
  };

  holding(question: number): void {
    this.held.push(question);
  }

  /** Answers the oldest command that waits, and lets what hangs on it go on. */
  async answer(outcome: Partial<Outcome> = {}): Promise<void> {
    this.#answers.shift()?.({ done: true, rev: 1, ...outcome } as Outcome);
    await Promise.resolve();
    await new Promise((resolve) => setTimeout(resolve));
  }

  waits(...questions: QuestionItem[]): void {
    this.waiting = new Map(questions.map((item) => [item.q, item]));
    this.waitingTotal = questions.length;
  }

  lists(...questions: QuestionItem[]): void {
    this.questions = new Map(questions.map((item) => [item.q, item]));
    this.questionsTotal = questions.length;
  }

  /** Puts an act at the head of the ledger's view. */
  acted(act: Partial<ActItem> & Pick<ActItem, 'act' | 'q' | 'deed'>): void {
    const whole: ActItem = { at: this.time + act.act, by: 1, desk: 'desk', last: true, ...act };
    this.acts = { acts: [whole, ...(this.acts?.acts ?? [])] };
  }
}

/** A question that waits, asked so many minutes after the start. */
export function question(q: number, text: string, more: Partial<QuestionItem> = {}): QuestionItem {
  return { q, v: 1, text, dir: 'rtl', at: start + q * 60_000, n: 0, status: 'pending', ...more };
}

function welcome(): Welcome {
  return {
    you: { view: 'moderator', role: 'moderator', link: 1 },
    epoch: 1,
    rev: 1,
    now: start,
    session: 1,
    topics: [],
    limits: { frame: 16_384, unanswered: 8, rate: 50 },
    address: 'majlis.example',
  };
}

function agenda(): AgendaView {
  const entry = { edition: 1, hall: 1, kind: 'panel' as const, about: {}, phase: 'open' as const };
  return {
    name: { ar: 'الملتقى' },
    languages: ['ar', 'en'],
    zone: 'Asia/Riyadh',
    code: '471234',
    rehearsal: false,
    version: 0,
    halls: [{ hall: 1, name: { ar: 'القاعة الكبرى' }, code: '471235', version: 4 }],
    sessions: [
      { session: 1, title: { ar: 'الجلسة الأولى' }, starts: start, ends: start + 3_600_000, ...entry },
      { session: 2, title: { ar: 'الجلسة الثانية' }, starts: start + 3_600_000, ends: start + 7_200_000, ...entry },
    ],
  };
}
