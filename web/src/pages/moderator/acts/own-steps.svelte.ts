import { SvelteMap, SvelteSet } from 'svelte/reactivity';
import { newId } from '$lib/net/id';
import type { ActItem } from '$lib/protocol/generated/protocol';
import type { DeskLive } from '../desk-live';
import type { StepMemory } from './step-memory';

/** Own acts that are undone together, newest first: one, a bulk, or the two that `next` makes. */
export type Step = readonly ActItem[];

/** What marks the commands that were given in one go: a bulk gives one for each question. */
export type Gesture = string;

/** A mark that no other gesture has, of this page or of one that was loaded before it. */
export const newGesture = (): Gesture => newId();

/** Steps that can be undone. */
const undoAtMost = 20;

/**
 * What this desk decided and has not taken back, in steps.
 *
 * The ledger's view ends with the latest acts of all desks: own ones that were seen in it are kept here for as long as
 * they can be undone. Which acts came of one gesture, and from this desk where others are open by its link, only the tab
 * knows in which it was made.
 */
export class OwnSteps {
  readonly #live: DeskLive;
  /** By board and act. */
  readonly #gestures: SvelteMap<string, Gesture>;
  readonly #memory: StepMemory;
  readonly #undoing = new SvelteSet<number>();
  /** Own acts as they were seen last, and of which board. */
  #seen: { board: string; acts: readonly ActItem[] } = { board: '', acts: [] };
  /** The steps, newest first. */
  readonly all: readonly Step[] = $derived.by(() =>
    this.#inSteps(this.#own().filter(({ act }) => !this.#undoing.has(act))),
  );

  readonly #sharesLink: () => boolean;

  constructor(live: DeskLive, sharesLink: () => boolean, memory: StepMemory) {
    this.#live = live;
    this.#memory = memory;
    this.#gestures = new SvelteMap([...memory.read<[string, Gesture]>('gestures')].reverse());
    this.#sharesLink = sharesLink;
  }

  /** Keeps what the ledger's view shows now. Call it whenever that has changed. */
  keep(): void {
    this.#seen = { board: this.#board, acts: this.#inSteps(this.#own()).flat() };
  }

  cameOf(act: number, gesture: Gesture): void {
    this.#gestures.set(`${this.#board}.${act}`, gesture);
    this.#memory.write('gestures', [...this.#gestures].reverse());
  }

  /** Whether this desk decided that; where others are at work by its link, only what this page gave. */
  isOwn({ act, by }: ActItem): boolean {
    return by === this.#live.welcome?.you.link && (this.isClaimed(act) || !this.#sharesLink());
  }

  isClaimed(act: number): boolean {
    return this.#gestureOf(act) !== undefined;
  }

  /** Acts are on their way out, and in no step any more. */
  leave(acts: Iterable<number>): void {
    for (const act of acts) this.#undoing.add(act);
  }

  /** An act could not be taken back. */
  stay(act: number): void {
    this.#undoing.delete(act);
  }

  /** An act was taken back, which the ledger's view may not show any more. */
  gone(act: number): void {
    this.#seen = { ...this.#seen, acts: this.#seen.acts.filter((seen) => seen.act !== act) };
  }

  /** Where the numbers of acts mean what they meant: a session, in one history. */
  get #board(): string {
    const { epoch, session } = this.#live.welcome ?? {};
    return `${epoch}.${session}`;
  }

  #gestureOf(act: number): Gesture | undefined {
    return this.#gestures.get(`${this.#board}.${act}`);
  }

  /** Own acts that stand, newest first: those of the ledger's view, and older ones that were in it before. */
  #own(): ActItem[] {
    const shown = this.#live.acts?.acts ?? [];
    const oldest = shown.at(-1)?.act ?? 0;
    const older = this.#seen.board === this.#board ? this.#seen.acts.filter(({ act }) => act < oldest) : [];
    return [...shown, ...older].filter((act) => !act.undone && this.isOwn(act));
  }

  #inSteps(own: readonly ActItem[]): Step[] {
    const steps = new Map<Gesture | number, ActItem[]>();
    for (const act of own) {
      const last = own.find((newer) => isNext(act, newer))?.act ?? act.act;
      const key = this.#gestureOf(act.act) ?? this.#gestureOf(last) ?? last;
      steps.set(key, [...(steps.get(key) ?? []), act]);
    }
    return [...steps.values()].slice(0, undoAtMost);
  }
}

/** Whether the two acts are what one `next` makes: who was on stage goes, and in the same moment the next one comes. */
function isNext(leaving: ActItem, coming: ActItem): boolean {
  const isPair = coming.act === leaving.act + 1 && coming.at === leaving.at;
  return isPair && coming.deed === 'stage' && (leaving.deed === 'answer' || leaving.deed === 'unqueue');
}
