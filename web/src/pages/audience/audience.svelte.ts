import { Badge } from '$lib/badges/held.svelte';
import { notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import type { Joined } from '$lib/net/join';
import { deviceStorage } from '$lib/net/storage';
import type { HallNo, QuestionItem, SessionEntry } from '$lib/protocol/generated/protocol';
import { hallOf, sessionOf, takesFeedback, takesQuestions } from '$lib/state/agenda';
import { Drafts } from '$lib/state/drafts';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { Ticking } from '$lib/state/ticking.svelte';
import { Above } from './above.svelte';
import { ahead, newcomer } from './ahead';
import { later } from './arriving.svelte';
import { Ballots } from './ballots.svelte';
import { Board } from './board.svelte';
import { Fates } from './fates';
import type { Giving } from './giving.svelte';
import { NotSent } from './not-sent.svelte';
import { fateText, type OnStage } from './own';
import { Polls } from './polls.svelte';
import { type Unsent, unsentOf } from './unsent';

export const tabs = ['session', 'agenda', 'me'] as const;
export type Tab = (typeof tabs)[number];

/** Refusals that are no news to the person: a newer choice stands, or the view shows already what came in between. */
const silent = ['stale', 'changed'];

const stepMs = 15_000;

type Refusal = Extract<Outcome, { done: false }>;

/** A phone in a session: what it shows in front, and what its person can do. */
export class AudiencePage {
  readonly joined: Joined;
  readonly live: Live;
  readonly clock: Ticking;
  readonly board: Board;
  readonly badge: Badge;
  readonly ballots: Ballots;
  readonly notSent: NotSent;
  readonly polls: Polls;
  readonly above = new Above(this);
  #giving = $state.raw<Giving>();
  tab = $state<Tab>('session');
  /** The stand whose page is open, by its number; one that was scanned is `coming` first, or its key has `ended`. */
  stand = $state<number | 'coming' | 'soon' | 'ended'>();
  readonly #fates = new Fates();
  /** The epoch of which it was told that not all of it could be taken again. */
  #toldIn: number | undefined;

  constructor(joined: Joined, live = liveOf(joined)) {
    this.joined = joined;
    this.live = live;
    // What this device saw before is where its person had gone.
    this.#chosen = joined.hall === null && live.goesBack;
    const owner = `${joined.forum}.${joined.person}`;
    const drafts = new Drafts(deviceStorage(), owner);
    this.clock = new Ticking(() => this.live.now());
    this.board = new Board(this.live);
    this.badge = new Badge(deviceStorage(), joined.forum);
    this.ballots = new Ballots(this.live, drafts, this.badge);
    this.notSent = new NotSent(deviceStorage(), owner);
    later.whenHere(({ Giving }) => {
      this.#giving = new Giving(this.live, drafts, this.notSent, this.badge, joined.person);
    });
    this.polls = new Polls(this.live, this.ballots, () => this.#giving?.composer, this.board.hold);
    this.live.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  /** What this person writes and rates with, once it is there. */
  get giving(): Giving | undefined {
    return this.#giving;
  }

  /** The clock in steps of a quarter of a minute, for what is told in minutes: a long list is not to be gone through each second. */
  readonly slowly: number = $derived.by(() => this.clock.now - (this.clock.now % stepMs));

  /** The code says not which hall, or that one was taken away: the person chooses. */
  readonly mustChoose: boolean = $derived.by(() => this.joined.session === null && !this.#chosen && this.#hasChoice());
  #chosen = $state(false);

  readonly entry: SessionEntry | undefined = $derived.by(() => {
    const { session, welcome, agenda } = this.live;
    return sessionOf(agenda, session?.session ?? welcome?.session ?? undefined);
  });
  readonly hall = $derived.by(() => hallOf(this.live.agenda, (this.entry ?? this.joined).hall));

  readonly canAsk: boolean = $derived.by(() => {
    const { session } = this.live;
    return !!session && !!this.entry && !session.paused && takesQuestions(session, this.entry, this.clock.now);
  });
  readonly canRate: boolean = $derived.by(() => {
    const { session } = this.live;
    return !!session && !!this.entry && !session.paused && takesFeedback(session, this.entry, this.clock.now);
  });

  readonly isOver: boolean = $derived.by(() => this.live.session?.phase === 'ended');

  /** Feedback stands in front while it is open and was not given, and no poll is that the session is still about. */
  readonly ratesInFront: boolean = $derived.by(
    () => this.canRate && (this.isOver || !this.polls.front) && !this.#hadRated,
  );
  /** Whoever rates in front goes on to the comment there; who had rated before the visit finds it further down. */
  #hadRated = $state(false);
  #askedIn: number | undefined;

  /** Walls follow a session: while a poll is in front here, they show that, and the question on stage is on stage alone. */
  readonly isStageOnScreen: boolean = $derived.by(() => this.polls.front === undefined);

  start(): void {
    this.live.start();
  }

  /** Whether a question is on stage now: none is once the session is over. */
  isOnStage({ stage }: QuestionItem): boolean {
    return stage === 'on' && !this.isOver;
  }

  /** Where the one on stage is seen, to tell of a question; nowhere for others. */
  stageOf(question: QuestionItem): OnStage | undefined {
    if (!this.isOnStage(question)) return undefined;
    return this.isStageOnScreen ? 'screen' : 'stage';
  }

  /** To be run whenever what it reads changes: tells what became of own questions. */
  tellFates(): void {
    const { session, mine, mineRev } = this.live;
    if (mineRev < 0 || !session) return;
    for (const question of this.#fates.news(session.session, mine.questions)) {
      if (question.status !== 'withdrawn')
        notices.show(`${m.own_question()}: ${fateText(question, this.stageOf(question))}`);
    }
  }

  /** Own questions that are still on this phone. */
  readonly unsent: readonly Unsent[] = $derived.by(() => unsentOf(this.live.outbox, this.notSent.all));

  /** To be run whenever what it reads changes: lets a poll that opens come up; who has rated already is not asked again. */
  follow(): void {
    // Before the own part has come nobody knows whether this person has voted already, nor whether what was seen still is.
    if (!this.live.isCurrent || this.live.mineRev < 0) return;
    this.#lookWhetherRated();
    this.polls.follow();
    this.giving?.recommendations.tellOpen(this);
  }

  /** Once a session: whether this person had rated it when the page came to it. */
  #lookWhetherRated(): void {
    const session = this.live.session?.session;
    if (session === undefined || session === this.#askedIn) return;
    this.#askedIn = session;
    this.#hadRated = this.live.mine.rating !== undefined;
  }

  /** Looks at another session. */
  go(session: number): void {
    this.#chosen = true;
    this.tab = 'session';
    this.stand = undefined;
    if (session === this.entry?.session) return;
    this.board.reset();
    this.giving?.reset();
    this.polls.reset();
    this.live.watch(session);
  }

  /** Says that this person stands at a stand, once for all that wait here; its page is to come. */
  visitStand(key: string): void {
    this.stand = 'coming';
    const waits = this.live.outbox.some(
      ({ command }) => command.do === 'stands' && command.act === 'visit' && command.key === key,
    );
    if (!waits) void this.live.do({ do: 'stands', act: 'visit', key });
  }

  /** Opens the composer, at once or when it has come; a poll's sheet makes room, also one that has still to come. */
  ask(): void {
    this.polls.voting = undefined;
    later.with(() => this.giving?.composer.begin());
  }

  #hasChoice(): boolean {
    const known: { halls: readonly { hall: HallNo }[] } = this.live.agenda ?? this.joined;
    return this.joined.halls.length > 1 && !hallOf(known, this.joined.hall);
  }

  #decided(kept: Kept, outcome: Outcome): void {
    this.board.decided(kept, outcome);
    this.ballots.decided(kept, outcome);
    this.notSent.decided(kept, outcome);
    later.whenHere(() => this.giving?.decided(kept, outcome));
    if (outcome.done || silent.includes(outcome.code)) return;
    // Its sheet says so itself.
    const { command } = kept;
    const saysSo =
      (command.do === 'vote' && command.poll === this.polls.voting) ||
      (outcome.code === 'bad_key' && this.stand === 'ended') ||
      (outcome.code === 'unknown_exhibition' && this.stand === 'soon');
    if (kept.again) this.#tellNotTakenAgain(outcome);
    else if (!saysSo) later.with(({ refusalText }) => notices.show(refusalText(outcome.code, outcome.limit)));
  }

  /** Once for all that goes again in a history: nobody did anything wrong. */
  #tellNotTakenAgain({ code }: Refusal): void {
    later.with(({ notTakenAgainText }) => {
      const text = notTakenAgainText(code);
      const epoch = this.live.welcome?.epoch;
      if (text === undefined || epoch === this.#toldIn) return;
      this.#toldIn = epoch;
      notices.show(text);
    });
  }
}

function liveOf(joined: Joined): Live {
  return new Live({ ...newcomer(joined), keeps: true, open: () => ahead.open() });
}
