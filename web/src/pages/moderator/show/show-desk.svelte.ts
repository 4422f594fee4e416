import { inOrder, isTrouble, isWaiting, type Moved, movedBy } from '$lib/cues/course';
import type { Names } from '$lib/cues/words';
import { language } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type { CueItem, CueNo, ShowCommand } from '$lib/protocol/generated/protocol';
import type { Show } from '$lib/protocol/views';
import { hallOf, sessionOf } from '$lib/state/agenda';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import type { Pressed } from '../keys/keys.svelte';

/** By so many minutes everything moves where the hall is late. */
export const fewMinutes = 5;

/** The server does what is late by so much or less, and leaves the rest to a hand. */
const lateMs = 60_000;

/** What needs a hand is counted on the closed drawer for so long. */
const troublesMs = 10 * 60_000;

/** What was left out, or left to a hand, can be done after all for so long beside its row: a slip of a hand is seen soon. */
const afterAllMs = 10 * 60_000;

/** So long after another step became the next one, a press was meant for the one before. */
const settlesMs = 2_000;

/** What the keys of the panel do, by the place of the key: beside each other under one hand, and no letter that leads the stage. */
const showKeys = {
  now: { code: 'KeyG', print: 'G', arabic: 'ل' },
  skip: { code: 'KeyJ', print: 'J', arabic: 'ت' },
  hold: { code: 'KeyH', print: 'H', arabic: 'ا' },
  shift: { code: 'Equal', print: '+', arabic: '+' },
} as const;

export type ShowKey = keyof typeof showKeys;

/** What is printed on a key of the panel, on a keyboard of the language. */
export function showKeyPrint(key: ShowKey): string {
  return language.locale === 'ar' ? showKeys[key].arabic : showKeys[key].print;
}

/** A shift that was asked for, and is not given yet. */
export interface Shift {
  readonly minutes: number;
  readonly from: CueNo | undefined;
}

/** A press on the next step that came as it had only just become the next: it is asked about. */
export interface Asked {
  readonly act: 'now' | 'skip';
  readonly cue: CueNo;
}

/** The hall's run of show, as the desk holds it. */
export class ShowDesk {
  /** A shift in the making: what it moves is said before it is given. */
  shift = $state.raw<Shift>();
  /** The hall's sessions to come are delayed with the steps. */
  withAgenda = $state(false);
  #asked = $state.raw<Asked>();
  /** What was the next step when it was looked at last, and since when it is. */
  #seen: { readonly cue: CueNo | undefined; readonly since: number } | undefined;
  /** The step that this desk did or left out last. */
  #given: CueNo | undefined;
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly items: readonly CueItem[] = $derived.by(() => (this.#live.show ? inOrder(this.#live.show) : []));
  readonly next: CueItem | undefined = $derived.by(() => this.items.find(({ c }) => c === this.show?.head.next));
  /** What was refused, or missed: it waits for a hand. */
  readonly trouble: readonly CueItem[] = $derived.by(() => this.items.filter(isTrouble));
  /** What waits behind the next one. */
  readonly coming: readonly CueItem[] = $derived.by(() =>
    this.items.filter((item) => isWaiting(item) && item.c !== this.next?.c),
  );
  /** What was done, left out or left to a hand, the newest first. */
  readonly over: readonly CueItem[] = $derived.by(() =>
    this.items
      .filter((item) => !isWaiting(item) && !isTrouble(item))
      .sort((a, b) => (b.when ?? 0) - (a.when ?? 0) || b.c - a.c),
  );
  /** What polls and sessions of this hall are called here. */
  readonly names: Names = {
    poll: (poll) => {
      const title = this.#live.polls.get(poll)?.title;
      return title && titleIn(title, language.locale).text;
    },
    session: (session) => {
      const title = sessionOf(this.#live.agenda, session)?.title;
      return title && titleIn(title, language.locale).text;
    },
  };

  constructor(live: DeskLive, acts: DeskActs) {
    this.#live = live;
    this.#acts = acts;
  }

  /** Whether the hall has a run at all. */
  get isHere(): boolean {
    return this.#live.show !== undefined;
  }

  get show(): Show | undefined {
    return this.#live.show;
  }

  /** The run stands still since then. */
  get held(): number | undefined {
    return this.show?.head.held;
  }

  /** For how long the run has stood still. */
  heldMs(now: number): number {
    return this.held === undefined ? 0 : Math.max(0, now - this.held);
  }

  /** What became due so long ago, while the run stood still, that going on at the planned times leaves it to a hand. */
  dueMeanwhile(now: number): readonly CueItem[] {
    return this.items.filter(
      (item) => isWaiting(item) && item.upon === undefined && item.time !== undefined && now - item.time > lateMs,
    );
  }

  /** Whether what was left to a hand, or left out, can be done after all from its row. */
  isDoneAfterAll({ came, when = 0 }: CueItem, now: number): boolean {
    return (came === 'left' || came === 'skipped') && now - when < afterAllMs;
  }

  /** What is asked about the next step before it is done. */
  get asked(): Asked['act'] | undefined {
    return this.#asked?.cue === this.next?.c ? this.#asked?.act : undefined;
  }

  /** To be run whenever another step is the next. What this desk did itself is no surprise to it. */
  see(): void {
    const cue = this.next?.c;
    const before = this.#seen;
    if (before && before.cue === cue) return;
    const isOwn = before === undefined || before.cue === undefined || before.cue === this.#given;
    this.#seen = { cue, since: isOwn ? Number.NEGATIVE_INFINITY : this.#live.now() };
    this.#asked = undefined;
  }

  /**
   * Does the next step, or leaves it out. Where it has only just become the next, as the run came to the one before at that moment or
   * another desk did it, it is asked about: the press was meant for the one before.
   */
  async goNext(act: Asked['act']): Promise<void> {
    const { next } = this;
    if (!next) return;
    const isNew = this.#seen?.cue === next.c && this.#live.now() - this.#seen.since < settlesMs;
    if (isNew && this.asked !== act) {
      this.#asked = { act, cue: next.c };
      return;
    }
    this.#asked = undefined;
    await this[act](next);
  }

  /** Takes back what was asked about the next step; says whether anything was. */
  unask(): boolean {
    const was = this.asked !== undefined;
    this.#asked = undefined;
    return was;
  }

  /** How many need a hand of late. */
  troubles(now: number): number {
    return this.trouble.filter(({ when = 0 }) => now - when < troublesMs).length;
  }

  /** What the shift in the making moves. */
  get moved(): readonly Moved[] {
    return this.shift ? movedBy(this.items, this.shift.minutes, this.shift.from) : [];
  }

  /** Asks about a shift of all that wait, or of one and those after it. */
  ask(minutes: number, from?: CueNo): void {
    this.shift = { minutes, from };
  }

  leave(): void {
    this.shift = undefined;
  }

  async now({ c: cue, v: version }: CueItem): Promise<void> {
    this.#given = cue;
    await this.#give((hall) => ({ act: 'now', hall, cue, version }));
  }

  async skip({ c: cue, v: version }: CueItem): Promise<void> {
    this.#given = cue;
    await this.#give((hall) => ({ act: 'skip', hall, cue, version }));
  }

  async confirm({ c: cue, v: version }: CueItem): Promise<void> {
    await this.#give((hall) => ({ act: 'confirm', hall, cue, version }));
  }

  async hold(): Promise<void> {
    await this.#give((hall) => ({ act: 'hold', hall }));
  }

  /** Lets the run go on: all that wait later by as long as it stood still, or at the planned times. */
  async goOn(later: boolean): Promise<void> {
    await this.#give((hall, version) => ({ act: 'go_on', hall, version, later }));
  }

  /** Gives the shift that was asked about. */
  async apply(): Promise<void> {
    const { shift } = this;
    if (!shift) return;
    const agenda = this.withAgenda ? hallOf(this.#live.agenda, this.show?.head.hall)?.version : undefined;
    const { minutes, from } = shift;
    const done = await this.#give((hall, version) => ({
      act: 'shift',
      hall,
      version,
      minutes,
      ...(from === undefined ? {} : { from }),
      ...(agenda === undefined ? {} : { agenda }),
    }));
    if (done && this.shift === shift) this.leave();
  }

  /** Acts on a key that was pressed in the panel; says whether it was one of its own. */
  press({ code, repeat, ctrlKey, altKey, metaKey }: Pressed): boolean {
    if (ctrlKey || altKey || metaKey) return false;
    const acts: Partial<Record<string, () => unknown>> = {
      [showKeys.now.code]: () => this.goNext('now'),
      [showKeys.skip.code]: () => this.goNext('skip'),
      [showKeys.hold.code]: () => (this.held === undefined ? this.hold() : this.goOn(true)),
      [showKeys.shift.code]: () => this.ask(fewMinutes),
      NumpadAdd: () => this.ask(fewMinutes),
    };
    const act = acts[code];
    // A key that is held down is one press.
    if (act && !repeat) void act();
    return act !== undefined;
  }

  async #give(command: (hall: number, version: number) => ShowCommand): Promise<boolean> {
    const head = this.show?.head;
    if (!head) return false;
    return (await this.#acts.give({ do: 'show', ...command(head.hall, head.version) })).done;
  }
}
