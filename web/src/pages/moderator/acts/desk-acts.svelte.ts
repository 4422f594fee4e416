import { SvelteMap } from 'svelte/reactivity';
import type { Later, Notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import type { ActItem, Command, QuestionItem } from '$lib/protocol/generated/protocol';
import type { DeskLive, Kept, Outcome } from '../desk-live';
import { clashText, latestAct, otherDeedText } from './clash';
import { type Intent, intentOf, type Telling, tellingOf } from './deed';
import { type Gesture, newGesture, OwnSteps, type Step } from './own-steps.svelte';
import { Sightings } from './sightings';
import type { StepMemory } from './step-memory';
import { type Before, beforeOf, type WayBack, wayBack } from './way-back';

/** What the ledger's view does not show yet. */
interface Pending extends Telling {
  /** The newest act that the desk had seen by then. */
  since: number;
}

/** An own act that was accepted, or the other desk's that came before it. */
interface Expected extends Pending {
  gesture: Gesture;
}

/** What this desk did besides, which no ledger tells: on the walls, to the session, to its polls. */
export interface OtherStep {
  /** By the server's clock, as the ledger's acts are. */
  readonly at: number;
  readonly session: number | undefined;
  /** By which link, and in which history. */
  readonly link: number | undefined;
  readonly epoch: number | undefined;
  readonly command: Command;
  readonly before: Before;
  readonly back: WayBack;
}

/** The steps that another page was loaded after: their ways back are found anew. */
function remembered(memory: StepMemory): OtherStep[] {
  return memory.read<Omit<OtherStep, 'back'>>('others').flatMap((step) => {
    const back = wayBack(step.command, step.before);
    return back ? [{ ...step, back }] : [];
  });
}

/** Steps besides the ledger's that can be undone. */
const othersAtMost = 20;

/** The ledger's view is at most a few ticks behind a decision; after that nothing is to come. */
const settledMs = 1_500;

/**
 * What the desk decides: sent, told in words where it was refused, and undone.
 *
 * A row leaves its lane as soon as the desk has decided, and comes back where the server refuses.
 */
export class DeskActs {
  /** Commands that the server has not answered. */
  unanswered = $state(0);
  /** Why the latest command was refused, for a dialog that stands before the notices. */
  refusal = $state<string>();
  /** Hears which question comes back, as an act on it is taken back. */
  onback: (question: number) => void = () => {};
  /** Of each question that was decided on: at which version, and in which history. */
  readonly #leaving = new SvelteMap<number, { version: number; epoch: number | undefined }>();
  readonly #sightings = new Sightings();
  readonly #own: OwnSteps;
  /** Newest first. */
  #others = $state.raw<readonly OtherStep[]>([]);
  readonly #memory: StepMemory;
  #expected: readonly Expected[] = [];
  /** What was refused because the question had changed, while nobody was told how. */
  #clashes: readonly Pending[] = [];
  #undoWanted = 0;
  #isUndoing = false;
  readonly #live: DeskLive;
  readonly #notices: Notices;
  readonly #later: Later;

  /** `sharesLink` says whether others are at work by the same link. */
  constructor(live: DeskLive, notices: Notices, later: Later, sharesLink: () => boolean, memory: StepMemory) {
    this.#live = live;
    this.#notices = notices;
    this.#later = later;
    this.#memory = memory;
    this.#own = new OwnSteps(live, sharesLink, memory);
    this.#others = remembered(memory);
  }

  /** What this desk decided on questions and can undo, newest first. */
  get steps(): readonly Step[] {
    return this.#own.all;
  }

  /** What this desk did last, of all that it can undo. */
  get latest(): Step | OtherStep | undefined {
    const [step] = this.steps;
    const { session, welcome } = this.#live;
    const isHere = (one: OtherStep) => one.session === session?.session && one.epoch === welcome?.epoch;
    const other = this.#others.find((one) => isHere(one) && one.link === this.me);
    const decided = step?.[0]?.at ?? Number.NEGATIVE_INFINITY;
    return other && other.at >= decided ? other : step;
  }

  /** The role link of this desk. */
  get me(): number | undefined {
    return this.#live.welcome?.you.link;
  }

  /** Whether this desk decided that, and not another, also not one that is open by the same link. */
  isOwn(act: ActItem): boolean {
    return this.#own.isOwn(act);
  }

  /** Whether the question, as it is, is on its way out of its lane. */
  leaves(item: QuestionItem): boolean {
    const left = this.#leaving.get(item.q);
    return left?.version === item.v && left.epoch === this.#live.welcome?.epoch;
  }

  /** Gives commands in one go, to be undone together. */
  async giveAll(commands: readonly Command[]): Promise<void> {
    const gesture = newGesture();
    await Promise.all(commands.map((command) => this.give(command, gesture)));
  }

  /** Gives a command. What the server refuses is told in words, and nothing stays changed. */
  async give(command: Command, gesture?: Gesture): Promise<Outcome> {
    return this.#send(command, gesture ?? newGesture(), gesture ? undefined : beforeOf(command, this.#live));
  }

  async #send(command: Command, gesture: Gesture, before: Before | undefined): Promise<Outcome> {
    const intent = intentOf(command);
    const since = this.#newest;
    const telling = tellingOf(command, this.#live.stage?.on?.q);
    const { epoch } = this.#live.welcome ?? {};
    if (intent?.leaves) this.#leaving.set(intent.q, { version: intent.version, epoch });
    this.refusal = undefined;
    this.unanswered += 1;
    const outcome = await this.#live.do(command).finally(() => {
      this.unanswered -= 1;
    });
    if (outcome.done && before) this.#keepBack(command, before);
    if (outcome.done) this.#expect(telling && { ...telling, since, gesture });
    else this.#refused(outcome, intent);
    this.#undoNow();
    return outcome;
  }

  #keepBack(command: Command, before: Before): void {
    const back = wayBack(command, before);
    if (!back) return;
    const { session, welcome } = this.#live;
    const place = { session: session?.session, link: this.me, epoch: welcome?.epoch };
    this.#keepOthers([{ at: this.#live.now(), ...place, command, before, back }, ...this.#others]);
  }

  #keepOthers(steps: readonly OtherStep[]): void {
    this.#others = steps.slice(0, othersAtMost);
    this.#memory.write('others', this.#others);
  }

  /**
   * Hears what became of a command that was given before this page was loaded; `began` is when that was. What was
   * acknowledged once and goes again in another history is not told: who looks at the lists sees what is there.
   */
  heard({ at, command, again }: Kept, outcome: Outcome, began: number): void {
    if (at < began && !again && !outcome.done) this.#refused(outcome, intentOf(command));
  }

  /** Takes note of the questions that the desk is shown. Call it whenever they have changed. */
  see(questions: Iterable<QuestionItem>): void {
    this.#sightings.see(questions, this.#newest);
  }

  /** Looks through the ledger for what is expected in it. Call it whenever the ledger's view has changed. */
  settle(): void {
    this.#expected = this.#expected.filter((expected) => !this.#met(expected));
    this.#own.keep();
    for (const clash of this.#clashes.filter(({ q, since }) => latestAct(this.#acts, q, since))) this.#tellClash(clash);
    this.#undoNow();
  }

  /** Takes back the own latest step; one that is still on its way is waited for. */
  undo(): void {
    this.#undoWanted += 1;
    this.#undoNow();
  }

  /** Takes back one act. */
  async undoAct(act: number): Promise<void> {
    this.#own.leave([act]);
    const { done } = await this.give({ do: 'undo', act });
    if (done) this.#own.gone(act);
    else this.#own.stay(act);
  }

  get #acts(): readonly ActItem[] {
    return this.#live.acts?.acts ?? [];
  }

  get #newest(): number {
    return this.#acts[0]?.act ?? 0;
  }

  /** Whether the ledger shows what is expected: an own act is of its gesture; that it was the other desk's is told. */
  #met({ q, deed, since, gesture }: Expected): boolean {
    const found = this.#acts.filter((act) => act.q === q && act.deed === deed && act.act > since);
    const own = found.filter(({ act, by }) => by === this.me && !this.#own.isClaimed(act)).at(-1);
    const other = found.find(({ by }) => by !== this.me);
    if (own) this.#own.cameOf(own.act, gesture);
    else if (other) this.#notices.show(otherDeedText(other, this.me));
    return own !== undefined || other !== undefined;
  }

  #undoNow(): void {
    if (this.#undoWanted === 0 || this.#isUndoing || this.unanswered > 0 || this.#expected.length > 0) return;
    this.#undoWanted -= 1;
    const { latest } = this;
    if (!latest) return;
    void ('back' in latest ? this.#goBack(latest) : this.#undoStep(latest));
  }

  async #goBack(step: OtherStep): Promise<void> {
    this.#isUndoing = true;
    this.#keepOthers(this.#others.filter((other) => other !== step));
    const command = step.back(this.#live);
    if (command) await this.#send(command, newGesture(), undefined);
    else this.#tell(m.undo_overtaken());
    this.#isUndoing = false;
    this.#undoNow();
  }

  /** The newest act first: what came later must be gone before what it came after. */
  async #undoStep(step: Step): Promise<void> {
    this.#isUndoing = true;
    this.#own.leave(step.map(({ act }) => act));
    if (step[0]) this.onback(step[0].q);
    for (const { act } of step) await this.undoAct(act);
    this.#isUndoing = false;
    this.#undoNow();
  }

  #expect(expected: Expected | undefined): void {
    if (!expected) return;
    this.#expected = [...this.#expected, expected];
    this.settle();
    // What stood already makes no act: nothing comes.
    this.#later(() => {
      this.#expected = this.#expected.filter((other) => other !== expected);
      this.#undoNow();
    }, settledMs);
  }

  #refused({ code, limit }: { code: string; limit?: number }, intent: Intent | undefined): void {
    if (intent) this.#leaving.delete(intent.q);
    if (!intent || code !== 'changed') this.#tell(refusalText(code, limit));
    else this.#clashed({ ...intent, since: this.#sightings.since(intent.q, intent.version) ?? this.#newest });
  }

  /** The refusal may come before the view that shows what the other desk did: that is waited for. */
  #clashed(clash: Pending): void {
    this.#clashes = [...this.#clashes, clash];
    this.settle();
    this.#later(() => this.#tellClash(clash), settledMs);
  }

  #tellClash(clash: Pending): void {
    if (!this.#clashes.includes(clash)) return;
    this.#clashes = this.#clashes.filter((other) => other !== clash);
    this.#tell(clashText(this.#acts, clash.q, clash.since, (act) => this.isOwn(act), this.me));
  }

  #tell(refusal: string): void {
    this.refusal = refusal;
    this.#notices.show(refusal);
  }
}
