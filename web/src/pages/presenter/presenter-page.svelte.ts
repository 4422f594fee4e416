import { adoptForum } from '$lib/look/look.svelte';
import type { AgendaView, QuestionItem, SessionEntry, SpeakingView, Title } from '$lib/protocol/generated/protocol';
import { inFocus, sessionOf } from '$lib/state/agenda';
import { Live } from '$lib/state/live.svelte';
import { takeToken } from '$lib/state/role-link';
import { type TimeOn, timeOn } from '$lib/wall/time-on';

const tickMs = 250;

/** How many questions the stage sees ahead. */
const ahead = 2;

/** A step of the run of show is done within so long, or something before it has to come about first. */
const isDoneInMs = 5_000;

/** What comes next in the hall's run of show. */
export interface ComingCue {
  readonly name: Title;
  /** How soon, below nought where it is being done; none where it waits for what is before it. */
  readonly leftMs: number | undefined;
}

/** The tablet on stage: the question in hand, those that come, the time, and a line from the desk. */
export class PresenterPage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  now = $state(Date.now());
  isCalling = $state(false);
  /** The version of the stage that a call for the next question came too late for. */
  #beatenBy = $state(Number.NEGATIVE_INFINITY);
  #agenda: AgendaView | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(live?: Live) {
    this.token = (live ? undefined : takeToken('stage')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : new Live({ token: this.token, view: 'presenter' }));
  }

  start(): void {
    this.live?.start();
    this.#timer = setInterval(() => this.tick(), tickMs);
  }

  stop(): void {
    clearInterval(this.#timer);
    this.live?.stop();
  }

  get session(): SessionEntry | undefined {
    return sessionOf(this.live?.agenda, this.live?.session?.session);
  }

  get onStage(): QuestionItem | null {
    return this.live?.stage?.on ?? null;
  }

  get next(): readonly QuestionItem[] {
    return this.live?.stage?.next?.slice(0, ahead) ?? [];
  }

  /** The queue to speak of the session. */
  get speaking(): SpeakingView | undefined {
    const { speaking, session } = this.live ?? {};
    return speaking?.session === session?.session ? speaking : undefined;
  }

  /** Whether the hall votes: then the panel waits for it. */
  get isVoting(): boolean {
    const { live } = this;
    return (live?.session?.polls ?? []).some((poll) => live?.polls.get(poll)?.phase === 'open');
  }

  get cue(): ComingCue | undefined {
    const next = this.live?.nextCue?.next;
    if (!next) return undefined;
    const leftMs = next.time - this.now;
    return { name: next.name, leftMs: leftMs > -isDoneInMs ? leftMs : undefined };
  }

  get time(): TimeOn | undefined {
    return timeOn(this.session, undefined, this.now);
  }

  /** Whether this tablet may call the next question, by the forum's rules, and there is one. */
  get mayCallNext(): boolean {
    return this.live?.session?.presenter_calls_next === true && this.next.length > 0 && !this.isCalling;
  }

  /** The next question was called and the stage had changed meanwhile; told until it changes once more. */
  get cameTooLate(): boolean {
    return (this.live?.stage?.version ?? 0) <= this.#beatenBy;
  }

  /** The question in hand is answered and the next one comes. */
  async callNext(): Promise<void> {
    const { live } = this;
    const [next] = this.next;
    if (!live?.session || !live.stage || !next || !this.mayCallNext) return;
    this.isCalling = true;
    this.#beatenBy = Number.NEGATIVE_INFINITY;
    const { session } = live.session;
    const { version } = live.stage;
    const outcome = await live.do({
      do: 'next',
      session,
      version,
      question: next.q,
      answered: true,
    });
    this.isCalling = false;
    // What was changed meanwhile may come before the refusal or after it.
    if (!outcome.done) this.#beatenBy = Math.max(version + 1, live.stage.version);
  }

  tick(): void {
    const { live } = this;
    if (!live) return;
    this.now = live.now();
    const { agenda } = live;
    const hall = live.session?.hall ?? live.welcome?.you.hall;
    if (!agenda || hall === undefined) return;
    if (agenda !== this.#agenda) {
      this.#agenda = agenda;
      void adoptForum(agenda, live.forum);
    }
    const focus = inFocus(agenda, live.welcome?.you.hall ?? hall, this.now);
    if (focus && focus.session !== live.session?.session) live.watch(focus.session);
  }
}
