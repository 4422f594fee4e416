import type { AwardStep, PapersView } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import { sessionOf } from '$lib/state/agenda';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import type { StageDesk } from '../stage/stage-desk.svelte';

/** The award of the session: told track by track, and shown on the walls. */
export class AwardDesk {
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #stage: StageDesk;
  /** A step is on its way: a second press must not tell the one after it. */
  isTelling = $state(false);

  constructor(live: DeskLive, acts: DeskActs, stage: StageDesk) {
    this.#live = live;
    this.#acts = acts;
    this.#stage = stage;
  }

  /** Whether the session that is looked at is one of an award. */
  get isHere(): boolean {
    const { agenda, session } = this.#live;
    return sessionOf(agenda, session?.session)?.kind === 'award';
  }

  /** The award once its rules are settled: there is nothing to show of it before. */
  get award(): Award | undefined {
    const { award } = this.#live;
    return award?.stage === 'preparing' ? undefined : award;
  }

  /** The track that the walls hold. */
  get held(): number | undefined {
    const { screen } = this.#live;
    return screen?.scene === 'award' ? screen.track : undefined;
  }

  /** The track that the walls come to: the one that they hold, else the first of which something is left to tell. */
  get inHand(): number | undefined {
    const { award, held } = this;
    if (!award || award.plan.tracks.length === 0) return undefined;
    const left = award.tracks.findIndex(({ more }) => more);
    return held ?? Math.max(0, left);
  }

  /** What the next step of a track tells of, as the server says; nothing where all was told. */
  next(track: number): AwardStep | undefined {
    const { award } = this;
    const { jury } = this.#live;
    return (award && jury?.session === award.session ? jury.next[track] : undefined) ?? undefined;
  }

  /** How many papers were given, where the people's choice is by blind ballots. */
  get papers(): PapersView | undefined {
    const { award } = this;
    const { papers } = this.#live;
    return award?.paper && papers?.session === award.session ? papers : undefined;
  }

  /** Whether the hall's walls would not show a step of a track, though they look at this session. */
  isOffWalls(track: number): boolean {
    const { screen } = this.#live;
    return screen !== undefined && (screen.hidden || (screen.scene !== 'auto' && this.held !== track));
  }

  /** Holds a track on the walls until another scene is chosen. */
  async show(track: number): Promise<void> {
    await this.#stage.scene({ scene: 'award', track });
  }

  /** Tells one more place of a track. It is not taken back. */
  async reveal(track: number): Promise<void> {
    const { award } = this;
    if (!award || this.isTelling) return;
    this.isTelling = true;
    const { session, version } = award;
    await this.#acts.give({ do: 'award', act: 'reveal', session, version, track });
    this.isTelling = false;
  }
}
