import type { Phase, SessionEntry, SessionView, Title } from '$lib/protocol/generated/protocol';
import { hallOf, sessionOf, sessionsIn } from '$lib/state/agenda';
import type { Ticking } from '$lib/state/ticking.svelte';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import { type SessionTime, sessionTime } from './session-time';

/** What the hand on the desk decides about the session itself: its phase, its board, its breath. */
export class SessionDesk {
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #clock: Ticking;
  /** The session as the agenda has it. */
  readonly entry: SessionEntry | undefined = $derived.by(() =>
    sessionOf(this.#live.agenda, this.#live.session?.session),
  );
  readonly time: SessionTime | undefined = $derived.by(() => this.entry && sessionTime(this.entry, this.#clock.now));

  constructor(live: DeskLive, acts: DeskActs, clock: Ticking) {
    this.#live = live;
    this.#acts = acts;
    this.#clock = clock;
  }

  /** The sessions that the desk's link reaches, in the agenda's order. */
  get reachable(): readonly SessionEntry[] {
    const hall = this.#live.welcome?.you.hall;
    return hall === undefined ? (this.#live.agenda?.sessions ?? []) : sessionsIn(this.#live.agenda, hall);
  }

  async phase(phase: Phase): Promise<void> {
    await this.#give(({ session, version }) => ({ do: 'set_phase', session, version, phase }));
  }

  /** Moves the end of the session, and all that follows in its hall on that day. */
  async delay(minutes: number): Promise<void> {
    const hall = hallOf(this.#live.agenda, this.#live.session?.hall);
    if (hall) await this.#acts.give({ do: 'delay', hall: hall.hall, version: hall.version, minutes });
  }

  /** Stops all input, with a message where there is one; or lets it go on. */
  async pause(on: boolean, message = ''): Promise<boolean> {
    const said = message.trim();
    return this.#give(({ session, version }) => ({
      do: 'pause',
      session,
      version,
      on,
      ...(on && said ? { message: said } : {}),
    }));
  }

  async board(board: Pick<SessionView, 'asking' | 'moderation'> & { labels: Title[] }): Promise<boolean> {
    return this.#give(({ session, version }) => ({ do: 'set_board', session, version, ...board }));
  }

  async feedback(open: boolean | null): Promise<boolean> {
    return this.#give(({ session, version }) => ({ do: 'set_feedback', session, version, open }));
  }

  async #give(command: (session: SessionView) => Parameters<DeskActs['give']>[0]): Promise<boolean> {
    const { session } = this.#live;
    return session ? (await this.#acts.give(command(session))).done : false;
  }
}
