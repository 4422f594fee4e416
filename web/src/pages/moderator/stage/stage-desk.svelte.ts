import type { Notices } from '$lib/components/notices.svelte';
import { placeText } from '$lib/i18n/place';
import { wallText } from '$lib/i18n/question-text';
import type { QuestionItem, Scene } from '$lib/protocol/generated/protocol';
import type { DeskActs } from '../acts/desk-acts.svelte';
import { newGesture } from '../acts/own-steps.svelte';
import { sceneOf } from '../acts/way-back';
import type { DeskLive } from '../desk-live';

/** Scenes that have a button, in its order. Polls are shown from the drawer. */
export const sceneButtons = [
  'auto',
  'join',
  'spotlight',
  'top',
  'leaders',
  'agenda',
  'ledger',
  'ratings',
  'feedback',
  'break',
  'announcement',
  'wifi',
  'quiet',
  'test',
  'blank',
] as const;

/** A place that no queue has: the end. */
const pastTheEnd = 2 ** 31;

export type SceneName = Scene['scene'];

/** The stage and the walls, as the desk leads them. */
export class StageDesk {
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #notices: Notices;

  constructor(live: DeskLive, acts: DeskActs, notices: Notices) {
    this.#live = live;
    this.#acts = acts;
    this.#notices = notices;
  }

  get on(): QuestionItem | undefined {
    return this.#live.stage?.on ?? undefined;
  }

  get queue(): readonly QuestionItem[] {
    return this.#live.stage?.next ?? [];
  }

  /** The session is over: who was on stage last is not there any more, and nobody comes. */
  get isOver(): boolean {
    return this.#live.session?.phase === 'ended';
  }

  /** There is one to leave the stage, or one to come. */
  get canGo(): boolean {
    return this.on !== undefined || (!this.isOver && this.queue.length > 0);
  }

  /** The one on stage goes, answered or back to the list, and the queue's head comes while the session is not over. */
  async next(answered: boolean): Promise<void> {
    const { session, stage } = this.#live;
    if (!session || !stage || !this.canGo) return;
    if (this.isOver) return this.#leave(answered);
    const question = this.queue[0]?.q ?? null;
    await this.#acts.give({ do: 'next', session: session.session, version: stage.version, question, answered });
  }

  async #leave(answered: boolean): Promise<void> {
    if (!this.on) return;
    const { q, v } = this.on;
    await this.#acts.give({ do: answered ? 'answer' : 'unqueue', question: q, version: v });
  }

  async show({ q, v }: QuestionItem): Promise<void> {
    await this.#acts.give({ do: 'stage', question: q, version: v });
  }

  /** Puts questions at the end of the queue, one after the other, so that each finds its place. */
  async enqueue(questions: readonly QuestionItem[]): Promise<void> {
    const gesture = newGesture();
    for (const { q, v } of questions) {
      await this.#acts.give({ do: 'queue', question: q, version: v, at: pastTheEnd }, gesture);
    }
  }

  /** Moves a queued question so many places back, or to the front with a negative number, and says where it is then. */
  async shift(question: QuestionItem, by: number): Promise<void> {
    const { q, v } = question;
    const most = this.queue.length;
    const at = this.queue.findIndex((queued) => queued.q === q) + by;
    if (at < 0 || at >= most) return;
    const { done } = await this.#acts.give({ do: 'queue', question: q, version: v, at });
    if (done) this.#notices.speak(placeText(wallText(question), at, most));
  }

  /** Takes a question off the queue or the stage, back to the list. */
  async dequeue({ q, v }: QuestionItem): Promise<void> {
    await this.#acts.give({ do: 'unqueue', question: q, version: v });
  }

  async scene(scene: Scene): Promise<void> {
    const { screen } = this.#live;
    if (screen) await this.#acts.give({ do: 'set_scene', hall: screen.hall, version: screen.version, scene });
  }

  /**
   * Takes the walls back from whoever leads one at its machine: what the desk does on them is the later act. The scene
   * stands as it is, so that it is left and asked for again.
   */
  async takeBack(): Promise<void> {
    const { screen } = this.#live;
    if (!screen) return;
    const { hall, version } = screen;
    const scene = sceneOf(screen);
    const other: Scene = screen.scene === 'auto' ? { scene: 'top' } : { scene: 'auto' };
    await this.#acts.giveAll([
      { do: 'set_scene', hall, version, scene: other },
      { do: 'set_scene', hall, version: version + 1, scene },
    ]);
  }

  /** Empties the walls, or brings the scene back. */
  async hide(on = !this.#live.screen?.hidden): Promise<void> {
    const { screen } = this.#live;
    if (screen) await this.#acts.give({ do: 'hide', hall: screen.hall, version: screen.version, on });
  }

  /** A line on the walls over what they show, or instead of it. */
  async announce(text: string, asScene = false): Promise<boolean> {
    const { screen } = this.#live;
    if (!screen) return false;
    const { hall, version } = screen;
    const given = [this.#acts.give({ do: 'announce', hall, version, text: text.trim() || null })];
    const scene = { scene: 'announcement' } as const;
    if (asScene) given.push(this.#acts.give({ do: 'set_scene', hall, version: version + 1, scene }));
    return (await Promise.all(given)).every(({ done }) => done);
  }

  /** A line to whoever is on stage. */
  async note(text: string): Promise<boolean> {
    const { session } = this.#live;
    if (!session) return false;
    const line = text.trim() || null;
    return (await this.#acts.give({ do: 'note', session: session.session, version: session.version, text: line })).done;
  }
}
