import { FurtherStatements } from '$lib/opinions/further.svelte';
import type {
  OpinionsView,
  Reason,
  StatementCommand,
  StatementItem,
  StatementPlan,
  StatementsHead,
} from '$lib/protocol/generated/protocol';
import { sessionOf } from '$lib/state/agenda';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import { Reading } from '../reading/reading.svelte';
import type { StageDesk } from '../stage/stage-desk.svelte';

/** The plan of a session's statements in the making. */
interface Making {
  readonly session: number;
  readonly plan: StatementPlan;
}

/** How statements are held, before anybody said otherwise. */
const usual: StatementPlan = { title: {}, submit: true, moderated: true, shown: true };

/** The statements of the session: prepared, opened, read, and their map shown. */
export class StatementsDesk {
  /** What the field for the organisers' own holds. */
  seed = $state('');
  /** What waits, and which of it is in hand. */
  readonly reading = new Reading<StatementItem>({
    numberOf: ({ s }) => s,
    versionOf: ({ v }) => v,
    waiting: () => this.waiting,
    approve: (item) => this.approve(item),
    dismiss: (item, reason) => this.dismiss(item, reason),
  });
  #making = $state<Making>();
  #showsDismissed = $state(false);
  readonly further: FurtherStatements;
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #stage: StageDesk;

  constructor(live: DeskLive, acts: DeskActs, stage: StageDesk) {
    this.#live = live;
    this.#acts = acts;
    this.#stage = stage;
    this.further = new FurtherStatements(live);
  }

  /** Whether the session that is looked at may have some: a break has none. */
  get isHere(): boolean {
    const { agenda, session } = this.#live;
    return sessionOf(agenda, session?.session)?.kind !== 'break';
  }

  /** How they are held; none before their first plan. */
  get head(): StatementsHead | undefined {
    return this.#live.statements?.head;
  }

  /** Their picture, once there is one. */
  get opinions(): OpinionsView | undefined {
    return this.#live.opinions;
  }

  /** The plan in the making; while another session is looked at it waits. */
  get form(): StatementPlan | undefined {
    return this.#making?.session === this.#live.session?.session ? this.#making?.plan : undefined;
  }

  get showsDismissed(): boolean {
    return this.#showsDismissed;
  }

  /** Those that wait to be read, the oldest first. */
  readonly waiting: readonly StatementItem[] = $derived.by(() =>
    [...(this.#live.statements?.items.values() ?? [])]
      .filter((item) => item.status === 'waiting' && !this.reading.isLeaving(item))
      .sort((a, b) => a.s - b.s),
  );

  /** Those that everyone may vote on, the newest first. */
  readonly published: readonly StatementItem[] = $derived.by(() => this.#known('published'));

  /** Those that are not published, or not any more, as far as they were read. */
  readonly dismissed: readonly StatementItem[] = $derived.by(() => this.#known('dismissed'));

  /** How many there are of a kind that may not all be here. */
  get totals(): { published: number; dismissed: number } {
    const { published = 0, seeds = 0, dismissed = [] } = this.head ?? {};
    return { published: published + seeds, dismissed: dismissed.reduce((sum, count) => sum + count, 0) };
  }

  /** To be run whenever what it reads changes. */
  follow(): void {
    this.further.follow();
    const { dismissed } = this.totals;
    if (this.#showsDismissed && dismissed > this.dismissed.length && !this.further.isReading) void this.further.all();
  }

  /** Begins to set up, or to change, how they are held. */
  prepare(): void {
    const { session } = this.#live;
    if (session) this.#making = { session: session.session, plan: structuredClone(this.head?.plan ?? usual) };
  }

  leaveForm(): void {
    this.#making = undefined;
  }

  /** Keeps what the form holds; it closes once the server has it. */
  async save(): Promise<void> {
    const making = this.#making;
    if (!making || !this.form) return;
    const version = this.head?.version ?? 0;
    const plan = $state.snapshot(making.plan);
    if ((await this.#give({ act: 'plan', session: making.session, version, plan })) && this.#making === making)
      this.leaveForm();
  }

  async open(): Promise<void> {
    const { head } = this;
    if (head) await this.#give({ act: 'open', session: head.session, version: head.version });
  }

  async close(): Promise<void> {
    const { head } = this;
    if (head) await this.#give({ act: 'close', session: head.session, version: head.version });
  }

  /** Publishes a statement of the organisers; the field is empty again once the server has it. */
  async addSeed(): Promise<void> {
    const [text, { head }] = [this.seed.trim(), this];
    if (text === '' || !head) return;
    if ((await this.#give({ act: 'seed', session: head.session, text })) && this.seed.trim() === text) this.seed = '';
  }

  async approve(item: StatementItem): Promise<void> {
    await this.#decide(item, { act: 'approve', session: this.#session, statement: item.s, version: item.v });
  }

  async dismiss(item: StatementItem, reason: Reason): Promise<void> {
    await this.#decide(item, { act: 'dismiss', session: this.#session, statement: item.s, version: item.v, reason });
  }

  showDismissed(on: boolean): void {
    this.#showsDismissed = on;
  }

  /** Whether the walls hold the map. */
  get isOnWall(): boolean {
    return this.#live.screen?.scene === 'opinions';
  }

  /** Holds the map on the walls until another scene is chosen. */
  async show(): Promise<void> {
    await this.#stage.scene({ scene: 'opinions' });
  }

  get #session(): number {
    return this.head?.session ?? 0;
  }

  #known(status: StatementItem['status']): StatementItem[] {
    const items = [...(this.#live.statements?.items.values() ?? []), ...this.further.read];
    const are = items.filter((item) => item.status === status && !this.reading.isLeaving(item));
    return are.sort((a, b) => b.s - a.s);
  }

  #decide(item: StatementItem, act: StatementCommand): Promise<void> {
    return this.reading.decide(item, () => this.#give(act));
  }

  async #give(act: StatementCommand): Promise<boolean> {
    return (await this.#acts.give({ do: 'statements', ...act })).done;
  }
}
