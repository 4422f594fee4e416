import type { Reason, RemarkItem, StandCommand, StandItem } from '$lib/protocol/generated/protocol';
import type { Stands } from '$lib/protocol/views';
import { inOrder } from '$lib/stands/arranged';
import { FurtherRemarks } from '$lib/stands/further.svelte';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import { Reading } from '../reading/reading.svelte';
import type { StageDesk } from '../stage/stage-desk.svelte';

/** The exhibition of the session: what waits is read, what was said is looked through, stands are closed, and the map of interest is shown. */
export class StandsDesk {
  /** What waits, and which of it is in hand. */
  readonly reading = new Reading<RemarkItem>({
    numberOf: ({ i }) => i,
    versionOf: ({ v }) => v,
    waiting: () => this.waiting,
    approve: (item) => this.approve(item),
    dismiss: (item, reason) => this.rule(item, reason),
  });
  /** The stand whose questions and comments are seen; none is all. */
  chosen = $state<number>();
  readonly further: FurtherRemarks;
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #stage: StageDesk;

  constructor(live: DeskLive, acts: DeskActs, stage: StageDesk) {
    this.#live = live;
    this.#acts = acts;
    this.#stage = stage;
    this.further = new FurtherRemarks(live);
  }

  /** Whether the session that is looked at has an exhibition. */
  get isHere(): boolean {
    return this.#live.stands !== undefined;
  }

  get stands(): Stands | undefined {
    return this.#live.stands;
  }

  /** The stands in their order. */
  readonly items: readonly StandItem[] = $derived.by(() => (this.#live.stands ? inOrder(this.#live.stands) : []));

  /** What waits to be read, the oldest first. */
  readonly waiting: readonly RemarkItem[] = $derived.by(() =>
    this.further.all
      .filter((item) => item.status === 'waiting' && !this.reading.isLeaving(item))
      .sort((a, b) => a.i - b.i),
  );

  /** Everything else that was asked and said, the newest first: of one stand, or of all. */
  readonly said: readonly RemarkItem[] = $derived.by(() => {
    const all = this.further.all.filter((item) => item.status !== 'waiting' && !this.reading.isLeaving(item));
    return all.filter(({ s }) => this.chosen === undefined || s === this.chosen).sort((a, b) => b.i - a.i);
  });

  /** Whether older ones are not here. */
  get hasMore(): boolean {
    return (this.#live.remarks?.total ?? 0) > this.further.all.length;
  }

  /** How many wait, those too that are not in front. */
  get waitingTotal(): number {
    const told = [...(this.#live.interest?.values() ?? [])].reduce((sum, { waiting = 0 }) => sum + waiting, 0);
    return Math.max(told, this.waiting.length);
  }

  /** To be run whenever what it reads changes: what waits behind the newest is read too. */
  follow(): void {
    const known = this.further.all.filter(({ status }) => status === 'waiting').length;
    if (this.waitingTotal > known && this.hasMore && !this.further.isReading) void this.further.readAll();
  }

  async approve(item: RemarkItem): Promise<void> {
    const { s: stand, i: remark, v: version } = item;
    await this.#decide(item, { act: 'approve', session: this.#session, stand, remark, version });
  }

  /** Takes one away from the team, or off the page of its stand, for a reason: a question that is published stays with the team. */
  async rule(item: RemarkItem, reason: Reason): Promise<void> {
    const { s: stand, i: remark, v: version } = item;
    const act = item.published ? 'hold' : 'dismiss';
    await this.#decide(item, { act, session: this.#session, stand, remark, version, reason });
  }

  /** Gives one back to the team, or lets it be published again. */
  async restore(item: RemarkItem): Promise<void> {
    const { s: stand, i: remark, v: version } = item;
    await this.#give({ act: 'restore', session: this.#session, stand, remark, version });
  }

  async block({ s: stand, i: remark }: RemarkItem, on: boolean): Promise<void> {
    await this.#give({ act: 'block', session: this.#session, stand, remark, on });
  }

  /** Has a stand take nothing more, or take it again. */
  async close({ s: stand, v: version }: StandItem, on: boolean): Promise<void> {
    await this.#give({ act: 'close', session: this.#session, stand, version, on });
  }

  /** Whether the walls hold the exhibition. */
  get isOnWall(): boolean {
    return this.#live.screen?.scene === 'exhibition';
  }

  /** Holds it on the walls until another scene is chosen. */
  async show(): Promise<void> {
    await this.#stage.scene({ scene: 'exhibition' });
  }

  get #session(): number {
    return this.stands?.head.session ?? 0;
  }

  #decide(item: RemarkItem, act: StandCommand): Promise<void> {
    return this.reading.decide(item, () => this.#give(act));
  }

  async #give(act: StandCommand): Promise<boolean> {
    return (await this.#acts.give({ do: 'stands', ...act })).done;
  }
}
