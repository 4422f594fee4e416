import type { RecommendationMarks } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** What of a connection tells of own marks. */
type Told = Pick<Live, 'mine' | 'mineRev' | 'outbox' | 'welcome' | 'do' | 'nextSeq'>;

type Given = Partial<RecommendationMarks>;

/** The rapporteur's own marks: what the server has, and over it what this device gave since. */
export class OwnMarks {
  readonly #live: Told;
  readonly #acknowledged: Acknowledged<{ marks: RecommendationMarks | null }>;
  /** Marks of which the other one is missing: the server takes both. */
  #begun = $state.raw<ReadonlyMap<number, Given>>(new Map());

  constructor(live: Told) {
    this.#live = live;
    this.#acknowledged = new Acknowledged(live);
  }

  /** What stands for a recommendation. */
  of(no: number): Given {
    const ahead = this.#underway(no) ?? this.#acknowledged.ahead(String(no), this.#live.mineRev);
    const told = this.#live.mine.marks?.find(({ r }) => r === no);
    return this.#begun.get(no) ?? (ahead ? (ahead.marks ?? {}) : (told ?? {}));
  }

  /** Whether what stands is still on this device alone. */
  waits(no: number): boolean {
    return this.#underway(no) !== undefined;
  }

  mark(no: number, given: Given): void {
    const { impact, feasibility } = { ...this.of(no), ...given };
    if (impact === undefined || feasibility === undefined) this.#begin(no, { impact, feasibility });
    else this.#give(no, { impact, feasibility });
  }

  takeBack(no: number): void {
    const isBegun = this.#begun.has(no);
    this.#begin(no, undefined);
    if (!isBegun) this.#give(no, null);
  }

  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'recommendations' || command.act !== 'mark' || !outcome.done) return;
    this.#acknowledged.add(String(command.recommendation), { marks: command.marks }, outcome.rev);
  }

  #give(recommendation: number, marks: RecommendationMarks | null): void {
    this.#begin(recommendation, undefined);
    void this.#live.do({ do: 'recommendations', act: 'mark', recommendation, marks, seq: this.#live.nextSeq() });
  }

  #begin(no: number, given: Record<keyof RecommendationMarks, number | undefined> | undefined): void {
    const others = [...this.#begun].filter(([other]) => other !== no);
    const { impact, feasibility } = given ?? {};
    const part: Given = { ...(impact && { impact }), ...(feasibility && { feasibility }) };
    this.#begun = new Map(given ? [...others, [no, part]] : others);
  }

  #underway(no: number): { marks: RecommendationMarks | null } | undefined {
    const given = this.#live.outbox.flatMap(({ command }) =>
      command.do === 'recommendations' && command.act === 'mark' && command.recommendation === no ? [command] : [],
    );
    return given.at(-1);
  }
}
