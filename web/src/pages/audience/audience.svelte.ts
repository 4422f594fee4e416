import { notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import type { Joined } from '$lib/net/join';
import { deviceStorage } from '$lib/net/storage';
import type { PollView, QuestionItem, SessionEntry } from '$lib/protocol/generated/protocol';
import {
  hallOf,
  lastEnded,
  nextIn,
  runningIn,
  sessionOf,
  takesBallots,
  takesFeedback,
  takesQuestions,
} from '$lib/state/agenda';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { Ticking } from '$lib/state/ticking.svelte';
import { ahead, newcomer } from './ahead';
import { later } from './arriving.svelte';
import { Ballots } from './ballots.svelte';
import { Board } from './board.svelte';
import { Composer } from './composer.svelte';
import { Drafts } from './drafts';
import { Fates } from './fates';
import { lingers } from './hold.svelte';
import { NotSent, type Refused } from './not-sent.svelte';
import { fateText, type OnStage } from './own';
import { Player } from './player.svelte';
import { Rating } from './rating.svelte';

export const tabs = ['session', 'agenda', 'me'] as const;
export type Tab = (typeof tabs)[number];

/** Refusals that are no news to the person: a newer choice stands, or the view shows already what came in between. */
const silent = ['stale', 'changed'];

/** How long whoever waits for the next session is asked about the one before. */
const askedAfterwardsMs = 30 * 60_000;

const stepMs = 15_000;

/** All that stands above the list of questions, comes and goes by itself. */
interface Above {
  readonly announcement: string | undefined;
  readonly isOver: boolean;
  /** Where this hall is now, or what comes next in it. */
  readonly elsewhere: SessionEntry | undefined;
  readonly pause: Pausing | undefined;
  /** The session here, while it has not begun. */
  readonly ahead: SessionEntry | undefined;
  readonly justEnded: SessionEntry | undefined;
  readonly isPaused: boolean;
  readonly pauseMessage: string | undefined;
  readonly isBlocked: boolean;
  readonly rates: boolean;
  readonly poll: PollView | undefined;
  readonly onStage: QuestionItem | undefined;
  readonly reacts: boolean;
  /** Own questions that wait for the crew, and those that are still on this phone. */
  readonly waiting: readonly QuestionItem[];
  readonly unsent: readonly Unsent[];
}

/** A break that is on or to come. */
export interface Pausing {
  readonly entry: SessionEntry;
  readonly isLate: boolean;
  /** What it goes on with, where that is not offered already. */
  readonly next: SessionEntry | undefined;
}

/** A question that no server has: it is on its way, waits until it is no more too soon, or was refused. */
export interface Unsent {
  readonly id: string;
  readonly text: string;
  readonly kept?: Kept;
  readonly refused?: Refused;
}

/** A phone in a session: what it shows in front, and what its person can do. */
export class AudiencePage {
  readonly joined: Joined;
  readonly live: Live;
  readonly clock: Ticking;
  readonly board: Board;
  readonly ballots: Ballots;
  readonly notSent: NotSent;
  readonly composer: Composer;
  readonly rating: Rating;
  readonly player: Player;
  tab = $state<Tab>('session');
  /** The poll whose sheet is up. */
  voting = $state<number>();
  #isTyping = $state(false);
  #typingRests: ReturnType<typeof setTimeout> | undefined;
  /** The polls that came up by themselves, by round: each does so once. */
  readonly #risen = new Set<string>();
  /** The last round that was told of instead. */
  #toldHeld: string | undefined;
  /** Takes that notice away: what it tells of has come up. */
  #heldOff: (() => void) | undefined;
  readonly #fates = new Fates();
  /** A poll that was open while this page looked stays in front until it is put away. */
  #followed = $state<number>();

  constructor(joined: Joined, live = liveOf(joined)) {
    this.joined = joined;
    this.live = live;
    // What this device saw before is where its person had gone.
    this.#chosen = live.goesBack;
    const owner = `${joined.forum}.${joined.person}`;
    const drafts = new Drafts(deviceStorage(), owner);
    this.clock = new Ticking(() => this.live.now());
    this.board = new Board(this.live);
    this.ballots = new Ballots(this.live, drafts);
    this.notSent = new NotSent(deviceStorage(), owner);
    this.composer = new Composer(this.live, drafts, this.notSent);
    this.rating = new Rating(this.live, drafts);
    this.player = new Player(this.live);
    this.live.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  /** The clock in steps of a quarter of a minute, for what is told in minutes: a long list is not to be gone through each second. */
  readonly slowly: number = $derived.by(() => this.clock.now - (this.clock.now % stepMs));

  /** Several halls are running, and the code says not which: the person chooses. */
  readonly mustChoose: boolean = $derived.by(() => this.joined.session === null && !this.#chosen && this.#hasChoice());
  #chosen = $state(false);

  readonly entry: SessionEntry | undefined = $derived.by(() => {
    const { session, welcome, agenda } = this.live;
    return sessionOf(agenda, session?.session ?? welcome?.session ?? undefined);
  });
  readonly hall = $derived.by(() => hallOf(this.live.agenda, this.entry?.hall));

  /** The session that this hall is in, or comes to, where that is another one than the one on the page. */
  readonly elsewhere: SessionEntry | undefined = $derived.by(() => {
    const running = runningIn(this.live.agenda, this.entry?.hall);
    const here = this.entry;
    if (running && running.session !== here?.session) return running;
    return here?.phase === 'ended' ? nextIn(this.live.agenda, here.hall, here) : undefined;
  });

  /** The session before, while this one has not begun: a code that is read off the wall at a session's end leads here. */
  readonly justEnded: SessionEntry | undefined = $derived.by(() => {
    const last = lastEnded(this.live.agenda, this.entry?.hall);
    if (last?.session.ended === undefined || this.clock.now - last.ended > askedAfterwardsMs) return undefined;
    return this.entry?.phase === 'upcoming' || this.entry?.kind === 'break' ? last.session : undefined;
  });

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
    () => this.canRate && (this.isOver || !this.frontPoll) && !this.#hadRated,
  );
  /** Whoever rates in front goes on to the comment there; who had rated before the visit finds it further down. */
  #hadRated = $state(false);
  #askedIn: number | undefined;

  readonly polls: readonly PollView[] = $derived.by(() =>
    (this.live.session?.polls ?? []).flatMap((poll) => this.live.polls.get(poll) ?? []),
  );
  readonly openPoll: PollView | undefined = $derived(this.polls.filter(({ phase }) => phase === 'open').at(-1));
  /** The poll in front: the open one, else the one that was open while this page looked. */
  readonly frontPoll: PollView | undefined = $derived.by(() => {
    const followed = this.#followed;
    return this.openPoll ?? this.polls.find(({ poll }) => poll === followed);
  });
  /** Walls follow a session: while a poll is in front here, they show that, and the question on stage is on stage alone. */
  readonly isStageOnScreen: boolean = $derived(this.frontPoll === undefined);
  /** The open poll while it waits for the vote of this person. */
  get pollToVoteIn(): PollView | undefined {
    const poll = this.openPoll;
    const isWanted = poll && this.ballots.standing(poll) === 'none' && takesBallots(poll, this.live.now());
    return isWanted ? poll : undefined;
  }

  /** The polls that are over, the latest first. */
  readonly pastPolls: readonly PollView[] = $derived.by(() =>
    this.polls.filter((poll) => poll.phase === 'closed' && poll !== this.frontPoll).reverse(),
  );

  /** There is a leaderboard to look at, and it does not stand in front already. */
  readonly hasLeadersBelow: boolean = $derived.by(
    () => (this.live.leaders?.quizzes ?? 0) > 0 && !(this.frontPoll && this.isTold(this.frontPoll)),
  );

  /** Whether everyone was told what is right in a quiz that has points. */
  isTold({ answer, settings, right }: PollView): boolean {
    return answer.kind === 'quiz' && !settings.secret && right !== undefined;
  }

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

  /** Own questions that are still on this phone: those to be sent, the newest first, then those that were refused. */
  readonly unsent: readonly Unsent[] = $derived.by(() => {
    const toBeSent = this.live.outbox.flatMap((kept): Unsent[] =>
      kept.command.do === 'ask' ? [{ id: kept.id, text: kept.command.text, kept: { ...kept } }] : [],
    );
    const refused = this.notSent.all.map((refused) => ({ id: refused.id, text: refused.text, refused }));
    return [...toBeSent.reverse(), ...refused];
  });

  /** The break that this page is in, or comes to. */
  readonly pause: Pausing | undefined = $derived.by(() => {
    const { entry, elsewhere } = this;
    if (entry?.kind !== 'break' || entry.phase === 'ended') return undefined;
    const next = nextIn(this.live.agenda, entry.hall, entry);
    return { entry, isLate: this.#isLate, next: next?.session === elsewhere?.session ? undefined : next };
  });
  readonly #isLate: boolean = $derived.by(() => this.entry !== undefined && this.entry.ends <= this.clock.now);

  /** What stands above the list. A thumb on the list holds all of it, for all below would move. */
  readonly above: Above = $derived.by(() => {
    const now = this.#nowAbove;
    if (!this.board.hold.touched) this.#stoodAbove = now;
    return this.#stoodAbove ?? now;
  });
  readonly #nowAbove: Above = $derived.by(() => {
    const { session, stage, mine } = this.live;
    const { entry, pause } = this;
    return {
      announcement: session?.announcement,
      isOver: this.isOver,
      elsewhere: this.elsewhere,
      pause,
      ahead: session?.phase === 'upcoming' && entry?.kind !== 'break' ? entry : undefined,
      justEnded: this.justEnded,
      isPaused: session?.paused ?? false,
      pauseMessage: session?.pause_message,
      isBlocked: mine.blocked ?? false,
      rates: this.ratesInFront,
      poll: this.frontPoll,
      onStage: this.isOver ? undefined : (stage?.on ?? undefined),
      reacts: session?.phase === 'open' && !pause,
      waiting: mine.questions.filter(({ status }) => status === 'pending'),
      unsent: this.unsent,
    };
  });
  #stoodAbove: Above | undefined;

  /**
   * To be run whenever what it reads changes: a poll that opens comes up by itself, unless somebody is typing, whose
   * keyboard it would take away, or has a thumb on the list, which would press what comes up; who has rated already is not asked again.
   */
  follow(): void {
    const poll = this.openPoll;
    // Before the own part has come nobody knows whether this person has voted already, nor whether what was seen still is.
    if (!this.live.isCurrent || this.live.mineRev < 0) return;
    this.#lookWhetherRated();
    if (!poll) return;
    this.#followed = poll.poll;
    const round = `${poll.poll}.${poll.round}`;
    if (this.#risen.has(round) || this.composer.open) return;
    const isWanted = this.pollToVoteIn !== undefined;
    if (this.board.hold.touched || this.#isTyping) {
      if (isWanted) this.#tellHeld(poll.poll, round);
      return;
    }
    this.#risen.add(round);
    this.#heldOff?.();
    if (isWanted) this.voting = poll.poll;
  }

  /** What may not come up is told where nothing moves, once: a key can stay on the list for long. */
  #tellHeld(poll: number, round: string): void {
    if (this.#toldHeld === round) return;
    this.#toldHeld = round;
    this.#heldOff = notices.show(m.vote_is_open(), {
      label: m.vote_now(),
      run: () => {
        this.#risen.add(round);
        this.vote(poll);
      },
    });
  }

  /** A field to write in has the focus, or has it no more: then its button is about to be pressed. */
  typing(isIn: boolean): void {
    clearTimeout(this.#typingRests);
    if (isIn) this.#isTyping = true;
    else
      this.#typingRests = setTimeout(() => {
        this.#isTyping = false;
      }, lingers);
  }

  /** Once a session: whether this person had rated it when the page came to it. */
  #lookWhetherRated(): void {
    const session = this.live.session?.session;
    if (session === undefined || session === this.#askedIn) return;
    this.#askedIn = session;
    this.#hadRated = this.live.mine.rating !== undefined;
  }

  /** Puts away the poll in front, once it is over. */
  putAway(): void {
    this.#followed = undefined;
    this.board.hold.letGo();
  }

  /** Looks at another session. */
  go(session: number): void {
    this.#chosen = true;
    this.tab = 'session';
    if (session === this.entry?.session) return;
    this.board.reset();
    this.rating.reset();
    this.player.reset();
    this.voting = undefined;
    this.#followed = undefined;
    this.live.watch(session);
  }

  /** Opens the composer; a poll's sheet makes room, also one that has still to come. */
  ask(): void {
    this.voting = undefined;
    this.composer.begin();
  }

  /** Leaves the poll's sheet for the composer or the other way, nothing lost. */
  vote(poll: number): void {
    this.composer.close();
    this.voting = poll;
  }

  #hasChoice(): boolean {
    return this.joined.hall === null && this.joined.halls.length > 1;
  }

  #decided(kept: Kept, outcome: Outcome): void {
    this.board.decided(kept, outcome);
    this.ballots.decided(kept, outcome);
    this.notSent.decided(kept, outcome);
    this.rating.decided(kept, outcome);
    this.player.decided(kept, outcome);
    if (outcome.done || silent.includes(outcome.code)) return;
    // Its sheet says so itself.
    if (kept.command.do === 'vote' && kept.command.poll === this.voting) return;
    later.with(({ refusalText }) => notices.show(refusalText(outcome.code, outcome.limit)));
  }
}

function liveOf(joined: Joined): Live {
  return new Live({ ...newcomer(joined), keeps: true, open: () => ahead.open() });
}
