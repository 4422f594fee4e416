import type { PollView, QuestionItem, SessionEntry } from '$lib/protocol/generated/protocol';
import { isForumOver, lastEnded, nextIn, runningIn, sessionsIn } from '$lib/state/agenda';
import type { AudiencePage } from './audience.svelte';
import type { Unsent } from './unsent';

/** How long whoever waits for the next session is asked about the one before. */
const askedAfterwardsMs = 30 * 60_000;

/** All that stands above the list of questions, comes and goes by itself. */
interface Standing {
  readonly announcement: string | undefined;
  readonly isOver: boolean;
  /** The days of the forum are over: what never began will not. */
  readonly isForumOver: boolean;
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
  /** All that are open, the one in front too. */
  readonly open: readonly PollView[];
  readonly onStage: QuestionItem | undefined;
  /** A break, on or to come, has nothing to ask about. */
  readonly isBreak: boolean;
  readonly reacts: boolean;
  /** Own questions that wait for the crew, and those that are still on this phone. */
  readonly waiting: readonly QuestionItem[];
  readonly unsent: readonly Unsent[];
}

/** A break that is on. */
export interface Pausing {
  readonly entry: SessionEntry;
  readonly isLate: boolean;
  /** What it goes on with, where that is not offered already. */
  readonly next: SessionEntry | undefined;
}

/** What stands above the list of a session. A thumb on the list holds all of it, for all below would move; a key only for a moment. */
export class Above {
  readonly #page: AudiencePage;
  #stood: Standing | undefined;

  constructor(page: AudiencePage) {
    this.#page = page;
  }

  readonly shown: Standing = $derived.by(() => {
    const now = this.#now;
    if (!this.#page.board.hold.pinned) this.#stood = now;
    return this.#stood ?? now;
  });

  /** The session that this hall is in, or comes to, where that is another one than the one on the page. */
  readonly #elsewhere: SessionEntry | undefined = $derived.by(() => {
    const { live, entry: here } = this.#page;
    const running = runningIn(live.agenda, here?.hall);
    if (running && running.session !== here?.session) return running;
    return here?.phase === 'ended' ? nextIn(live.agenda, here.hall, here) : undefined;
  });

  /** The session before, while this one has not begun: a code that is read off the wall at a session's end leads here. */
  readonly #justEnded: SessionEntry | undefined = $derived.by(() => {
    const { live, entry, clock } = this.#page;
    const last = lastEnded(live.agenda, entry?.hall);
    if (last?.session.ended === undefined || clock.now - last.ended > askedAfterwardsMs) return undefined;
    return entry?.phase === 'upcoming' || entry?.kind === 'break' ? last.session : undefined;
  });

  readonly #isLate: boolean = $derived.by(() => {
    const { entry, clock } = this.#page;
    return entry !== undefined && entry.ends <= clock.now;
  });

  readonly #isForumOver: boolean = $derived.by(() => {
    const { live, clock } = this.#page;
    return live.agenda !== undefined && isForumOver(live.agenda, clock.now);
  });

  /** The break that this page is in: one that nobody opened begins by the clock. */
  readonly #pause: Pausing | undefined = $derived.by(() => {
    const { live, entry, clock } = this.#page;
    if (entry?.kind !== 'break' || entry.phase === 'ended' || this.#isForumOver) return undefined;
    if (entry.phase === 'upcoming' && clock.now < entry.starts) return undefined;
    const next = sessionsIn(live.agenda, entry.hall).find(
      ({ kind, phase, starts }) => kind !== 'break' && phase !== 'ended' && starts > entry.starts,
    );
    return { entry, isLate: this.#isLate, next: next?.session === this.#elsewhere?.session ? undefined : next };
  });

  readonly #now: Standing = $derived.by(() => {
    const { live, entry, isOver, ratesInFront, polls, unsent } = this.#page;
    const { session, stage, mine } = live;
    return {
      announcement: session?.announcement,
      isOver,
      isForumOver: this.#isForumOver,
      elsewhere: this.#elsewhere,
      pause: this.#pause,
      ahead: session?.phase === 'upcoming' && !this.#pause ? entry : undefined,
      justEnded: this.#justEnded,
      isPaused: session?.paused ?? false,
      pauseMessage: session?.pause_message,
      isBlocked: mine.blocked ?? false,
      rates: ratesInFront,
      poll: polls.front,
      open: polls.open,
      onStage: isOver ? undefined : (stage?.on ?? undefined),
      isBreak: entry?.kind === 'break' && entry.phase !== 'ended',
      reacts: session?.phase === 'open' && !this.#pause,
      waiting: mine.questions.filter(({ status }) => status === 'pending'),
      unsent,
    };
  });
}
