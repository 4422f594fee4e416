import { adoptForum } from '$lib/look/look.svelte';
import type { AgendaView, QuestionItem, SessionEntry } from '$lib/protocol/generated/protocol';
import { sessionOf } from '$lib/state/agenda';
import { Live } from '$lib/state/live.svelte';
import { takeToken } from '$lib/state/role-link';
import { inFocus } from '$lib/wall/hall';
import { type TimeOn, timeOn } from '$lib/wall/time-on';

const tickMs = 250;

/** How many questions the stage sees ahead. */
const ahead = 2;

/** The tablet on stage: the question in hand, those that come, the time, and a line from the desk. */
export class PresenterPage {
  readonly live: Live | undefined;
  now = $state(Date.now());
  /** The next question was called and the stage had changed meanwhile. */
  cameTooLate = $state(false);
  isCalling = $state(false);
  #agenda: AgendaView | undefined;
  #timer: ReturnType<typeof setInterval> | undefined;

  constructor(live?: Live) {
    const token = live ? undefined : takeToken('stage');
    this.live = live ?? (token === undefined ? undefined : new Live({ token, view: 'presenter' }));
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

  /** Whether the hall votes: then the panel waits for it. */
  get isVoting(): boolean {
    const { live } = this;
    return (live?.session?.polls ?? []).some((poll) => live?.polls.get(poll)?.phase === 'open');
  }

  get time(): TimeOn | undefined {
    return timeOn(this.session, undefined, this.now);
  }

  /** Whether this tablet may call the next question, by the forum's rules, and there is one. */
  get mayCallNext(): boolean {
    return this.live?.session?.presenter_calls_next === true && this.next.length > 0 && !this.isCalling;
  }

  /** The question in hand is answered and the next one comes. */
  async callNext(): Promise<void> {
    const { live } = this;
    const [next] = this.next;
    if (!live?.session || !live.stage || !next || !this.mayCallNext) return;
    this.isCalling = true;
    const { session } = live.session;
    const outcome = await live.do({
      do: 'next',
      session,
      version: live.stage.version,
      question: next.q,
      answered: true,
    });
    this.isCalling = false;
    this.cameTooLate = !outcome.done;
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
