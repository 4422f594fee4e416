import { type Arranged, arranged } from '$lib/ideas/arranged';
import { AllIdeas } from '$lib/ideas/further.svelte';
import { leftOf } from '$lib/ideas/words';
import type {
  BoardView,
  ClusterNo,
  ClusterView,
  IdeaCommand,
  IdeaItem,
  IdeaPhase,
  IdeaPlan,
  Reason,
  ResultView,
  Spot,
  Suggestion,
  Title,
} from '$lib/protocol/generated/protocol';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import { Reading } from '../reading/reading.svelte';
import type { StageDesk } from '../stage/stage-desk.svelte';

/** The plan of a board in the making. */
interface Making {
  readonly session: number;
  readonly plan: IdeaPlan;
}

/** How a board is held, before anybody said otherwise. */
const usual: IdeaPlan = {
  title: {},
  about: {},
  moderation: 'after',
  each: 10,
  dots: 3,
  most: 1,
  show_dots: false,
  tables: [],
};

/** Past the end of every group. */
const atTheEnd = 2 ** 32 - 1;

/** The idea board of the session: set up, led, read, and put in order. */
export class IdeasDesk {
  readonly ideas: AllIdeas;
  /** What the field for ideas of the floor holds. */
  entry = $state('');
  /** What waits, and which of it is in hand. */
  readonly reading = new Reading<IdeaItem>({
    numberOf: ({ i }) => i,
    versionOf: ({ v }) => v,
    waiting: () => this.waiting,
    approve: (item) => this.approve(item),
    dismiss: (item, reason) => this.dismiss(item, reason),
  });
  /** The one that is being corrected. */
  correcting = $state.raw<IdeaItem>();
  /** The group that is being named. */
  naming = $state<ClusterNo>();
  /** The ideas of a group in the making: nobody sees one before it has its name. */
  grouping = $state.raw<readonly number[]>();
  /** How many minutes the next phase gets; 0 is no time. */
  minutes = $state(0);
  /** What was suggested and not decided on; none before it was asked for. */
  suggested = $state.raw<readonly Suggestion[]>();
  #making = $state<Making>();
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #stage: StageDesk;

  constructor(live: DeskLive, acts: DeskActs, stage: StageDesk) {
    this.#live = live;
    this.#acts = acts;
    this.#stage = stage;
    this.ideas = new AllIdeas(live, true);
  }

  /** The board; none before its first plan. */
  get board(): BoardView | undefined {
    return this.#live.board;
  }

  /** The plan in the making; while another session is looked at it waits. */
  get form(): IdeaPlan | undefined {
    return this.#making?.session === this.#live.session?.session ? this.#making?.plan : undefined;
  }

  /** A group was begun, and is made once it is saved. */
  get isBeginning(): boolean {
    return this.grouping !== undefined && this.isArranging;
  }

  /** Groups may be made and changed. */
  get isArranging(): boolean {
    const phase = this.board?.phase;
    return phase !== undefined && phase !== 'closed';
  }

  /** The board by its groups. */
  readonly lies: Arranged = $derived.by(() => {
    const { board } = this.#live;
    return board ? arranged(board, this.ideas.all) : { groups: [], loose: [] };
  });

  /** Those that wait to be read, the oldest first. */
  readonly waiting: readonly IdeaItem[] = $derived.by(() => this.#ofStatus('waiting').sort((a, b) => a.i - b.i));

  /** Those that are not on the board, or not any more. */
  readonly dismissed: readonly IdeaItem[] = $derived.by(() => this.#ofStatus('dismissed').sort((a, b) => b.i - a.i));

  #ofStatus(status: IdeaItem['status']): IdeaItem[] {
    return this.ideas.all.filter((idea) => idea.status === status && !this.reading.isLeaving(idea));
  }

  /** To be run whenever what it reads changes. */
  follow(): void {
    this.ideas.follow();
  }

  /** Begins to set up, or to change, how the board is held. */
  prepare(): void {
    const { session } = this.#live;
    if (session) this.#making = { session: session.session, plan: structuredClone(this.board?.plan ?? usual) };
  }

  leaveForm(): void {
    this.#making = undefined;
  }

  /** Keeps what the form holds; it closes once the server has it. */
  async save(): Promise<void> {
    const making = this.#making;
    if (!making || !this.form) return;
    const plan = $state.snapshot(making.plan);
    const version = this.board?.version ?? 0;
    const done = await this.#give({ act: 'set', session: making.session, version, plan });
    if (done && this.#making === making) this.leaveForm();
  }

  /** Leads the board to another phase, with the time that was chosen for it. */
  async lead(phase: IdeaPhase): Promise<void> {
    const { board } = this;
    if (!board) return;
    const seconds = phase === 'preparing' || phase === 'closed' ? 0 : this.minutes * 60;
    const { session, version } = board;
    const done = await this.#give({ act: 'lead', session, version, phase, ...(seconds > 0 ? { seconds } : {}) });
    if (done) this.minutes = 0;
  }

  /** Gives the phase at hand so many seconds from now; 0 takes the time away. */
  async time(seconds: number): Promise<void> {
    const { board } = this;
    if (board) await this.#give({ act: 'timer', session: board.session, version: board.version, seconds });
  }

  /** A minute more than is left. */
  async minuteMore(): Promise<void> {
    const left = this.board && leftOf(this.board, this.#live.now());
    await this.time(Math.ceil((left ?? 0) / 1000) + 60);
  }

  async showResults(on: boolean): Promise<void> {
    const { board } = this;
    if (board) await this.#give({ act: 'show_results', session: board.session, version: board.version, on });
  }

  /** Puts an idea of the floor on the board; the field is empty again once the server has it. */
  async enter(): Promise<void> {
    const text = this.entry.trim();
    if (text === '') return;
    if ((await this.#give({ act: 'enter', session: this.#session, text })) && this.entry.trim() === text)
      this.entry = '';
  }

  async approve(item: IdeaItem): Promise<void> {
    await this.#decide(item, { act: 'approve', session: this.#session, idea: item.i, version: item.v });
  }

  async restore(item: IdeaItem): Promise<void> {
    await this.#decide(item, { act: 'restore', session: this.#session, idea: item.i, version: item.v });
  }

  async dismiss(item: IdeaItem, reason: Reason): Promise<void> {
    await this.#decide(item, { act: 'dismiss', session: this.#session, idea: item.i, version: item.v, reason });
  }

  /** Takes nothing more from the device that sent an idea, or takes that back. */
  async block({ i, blocked = false }: IdeaItem): Promise<void> {
    await this.#give({ act: 'block', session: this.#session, idea: i, on: !blocked });
  }

  async correct({ i, v }: IdeaItem, text: string): Promise<void> {
    if (await this.#give({ act: 'reword', session: this.#session, idea: i, version: v, text: text.trim() }))
      this.correcting = undefined;
  }

  /** An idea by its number, as far as it is known. */
  find(idea: number): IdeaItem | undefined {
    return this.ideas.all.find(({ i }) => i === idea);
  }

  /** The group that an idea lies in, and at which place. */
  placeOf(idea: number): { cluster: ClusterView; at: number } | undefined {
    const cluster = this.board?.clusters.find(({ ideas }) => ideas.includes(idea));
    return cluster && { cluster, at: cluster.ideas.indexOf(idea) };
  }

  /** Begins a group of ideas, and asks for its name. */
  group(ideas: readonly number[]): void {
    this.naming = undefined;
    this.grouping = ideas;
  }

  /** Makes the group that was begun, under its name. */
  async makeGroup(title: Title): Promise<void> {
    const { grouping } = this;
    const read = (grouping ?? []).flatMap((i) => {
      const idea = this.find(i);
      return idea ? [{ idea: idea.i, version: idea.v }] : [];
    });
    const made =
      read.length === 0 || (await this.#give({ act: 'cluster', session: this.#session, title, ideas: read }));
    if (made && this.grouping === grouping) this.grouping = undefined;
  }

  /** Puts an idea into a group, at the end where no place is named; null puts it out of any. */
  async place(idea: number, cluster: ClusterNo | null, at = atTheEnd): Promise<boolean> {
    const item = this.find(idea);
    if (!item) return false;
    const place = cluster === null ? 0 : at;
    return this.#give({ act: 'place', session: this.#session, idea, version: item.v, cluster, at: place });
  }

  async name({ c, e }: ClusterView, title: Title): Promise<void> {
    const done = await this.#give({ act: 'name_cluster', session: this.#session, cluster: c, edition: e, title });
    if (done && this.naming === c) this.naming = undefined;
  }

  async dissolve({ c, v }: ClusterView): Promise<void> {
    await this.#give({ act: 'dissolve', session: this.#session, cluster: c, version: v });
  }

  /** Moves a group so many places back, or forward with a negative number. */
  async shift({ c }: ClusterView, by: number): Promise<void> {
    const { board } = this;
    if (!board) return;
    const clusters = board.clusters.map((cluster) => cluster.c);
    const at = clusters.indexOf(c);
    const to = at + by;
    if (at < 0 || to < 0 || to >= clusters.length) return;
    clusters.splice(at, 1);
    clusters.splice(to, 0, c);
    await this.#give({ act: 'arrange', session: board.session, arrangement: board.arrangement, clusters });
  }

  /** Asks which ideas may belong together. Nothing is done by it. */
  async suggest(): Promise<void> {
    try {
      this.suggested = await this.#live.queries.suggestions();
    } catch {
      this.suggested = undefined;
    }
  }

  /** Those of the suggestions that still hold: their ideas lie loose, their group is there. */
  readonly suggestions: readonly Suggestion[] = $derived.by(() => {
    const loose = new Set(this.lies.loose.map(({ i }) => i));
    const clusters = this.board?.clusters ?? [];
    return (this.suggested ?? []).filter(
      ({ ideas, cluster }) =>
        ideas.every((i) => loose.has(i)) && (cluster === undefined || clusters.some(({ c }) => c === cluster)),
    );
  });

  async accept(suggestion: Suggestion): Promise<void> {
    const { ideas, cluster } = suggestion;
    if (cluster === undefined) this.group(ideas);
    else for (const idea of ideas) await this.place(idea, cluster);
    this.leave(suggestion);
  }

  leave(suggestion: Suggestion): void {
    const others = this.suggested?.filter((other) => other !== suggestion) ?? [];
    // That there are none is said to whoever asks, not once all are decided on.
    this.suggested = others.length > 0 ? others : undefined;
  }

  resultOf(table: number): ResultView | undefined {
    return this.#live.results?.find((result) => result.table === table);
  }

  /** The dots on a spot, where there are any on the board. */
  dotsOn(spot: Spot): number | undefined {
    const { board } = this;
    if (!board || board.phase === 'preparing' || board.phase === 'collecting' || board.phase === 'grouping')
      return undefined;
    const same = (on: Spot) =>
      'cluster' in spot ? 'cluster' in on && on.cluster === spot.cluster : 'idea' in on && on.idea === spot.idea;
    return board.tally.n?.find(({ on }) => same(on))?.n ?? 0;
  }

  /** What of it the walls hold. */
  get held(): 'ideas' | 'results' | undefined {
    const { screen } = this.#live;
    if (screen?.scene !== 'ideas') return undefined;
    return screen.results ? 'results' : 'ideas';
  }

  /** Holds the board, or what its tables came to, on the walls until another scene is chosen. */
  async show(results = false): Promise<void> {
    await this.#stage.scene({ scene: 'ideas', results });
  }

  get #session(): number {
    return this.board?.session ?? 0;
  }

  #decide(item: IdeaItem, act: IdeaCommand): Promise<void> {
    return this.reading.decide(item, () => this.#give(act));
  }

  async #give(act: IdeaCommand): Promise<boolean> {
    return (await this.#acts.give({ do: 'ideas', ...act })).done;
  }
}
