import type { QuestionItem } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { type SettledSupport, supportShown } from './support';

/** What is known of questions: as they stand now, and the revision at which they were read. */
interface Known {
  newest(found: QuestionItem): QuestionItem;
  revOf(question: number): number;
}

const none = { epoch: undefined, all: new Map<number, SettledSupport>() };

/** This person's supports of questions. */
export class Supports {
  readonly #live: Live;
  readonly #known: Known;
  /** In which history, and what. */
  #settled = $state.raw<{ epoch: number | undefined; all: ReadonlyMap<number, SettledSupport> }>(none);

  constructor(live: Live, known: Known) {
    this.#live = live;
    this.#known = known;
  }

  /** What the triangle of a question shows. */
  shown(item: QuestionItem): { count: number; mine: boolean } {
    return supportShown(this.#known.newest(item).n, this.#of(item.q));
  }

  /** Supports a question, or takes the support back. */
  press(item: QuestionItem): void {
    const on = !this.shown(item).mine;
    void this.#live.do({ do: 'support', question: item.q, on, seq: this.#live.nextSeq() });
  }

  /** A support was decided: it counts until the views have it. */
  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'support' || !outcome.done) return;
    const { question, on } = command;
    const before = this.#settledNow.get(question);
    // The own part may have overtaken the answer: then it says what is, not what was.
    const stood = this.#live.mineRev < outcome.rev ? this.#isMine(question) : !on;
    const was = before && this.#known.revOf(question) < before.rev ? before.was : stood;
    const all = new Map(this.#settledNow).set(question, { on, was, rev: outcome.rev });
    this.#settled = { epoch: this.#live.welcome?.epoch, all };
  }

  /** Another session is looked at. */
  reset(): void {
    this.#settled = none;
  }

  get #settledNow(): ReadonlyMap<number, SettledSupport> {
    const { epoch, all } = this.#settled;
    return epoch === this.#live.welcome?.epoch ? all : none.all;
  }

  #isMine(question: number): boolean {
    return this.#live.mine.supports.includes(question);
  }

  #of(question: number) {
    const pending = this.#live.outbox.map(({ command }) => command).filter((command) => command.do === 'support');
    return {
      mine: this.#isMine(question),
      mineRev: this.#live.mineRev,
      itemRev: this.#known.revOf(question),
      pending: pending.filter((command) => command.question === question).at(-1)?.on,
      settled: this.#settledNow.get(question),
    };
  }
}
