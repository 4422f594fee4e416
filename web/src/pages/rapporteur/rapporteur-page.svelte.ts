import { SvelteSet } from 'svelte/reactivity';
import { notices } from '$lib/components/notices.svelte';
import { graphemes } from '$lib/i18n/graphemes';
import { m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { ownerOf } from '$lib/net/owner';
import { deviceStorage, forget, keep, kept } from '$lib/net/storage';
import { bounds } from '$lib/protocol/generated/bounds';
import type {
  Evidence,
  FollowUp,
  RecommendationCommand,
  RecommendationItem,
  RecommendationStage,
  RecommendationsVote,
} from '$lib/protocol/generated/protocol';
import { referenceOf, rests } from '$lib/recommendations/evidence';
import { AllRecommendations } from '$lib/recommendations/further.svelte';
import { Drafts } from '$lib/state/drafts';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { Refused, type RefusedText, whyOf } from '$lib/state/refused.svelte';
import { takeToken } from '$lib/state/role-link';
import { Ticking } from '$lib/state/ticking.svelte';
import { Editing } from './editing.svelte';
import { missingOf } from './missing';
import { OwnMarks } from './own-marks.svelte';
import { Sources } from './sources.svelte';

export const parts = ['drafts', 'vote', 'publish'] as const;
export type Part = (typeof parts)[number];

/** Those that are worked on, and those that are set aside. */
const standing: readonly RecommendationStage[] = ['draft', 'proposed', 'published'];

/** A new one in the making. */
interface Fresh {
  readonly title: string;
  readonly text: string;
}

const empty: Fresh = { title: '', text: '' };

/** A new one that was refused, until it is taken up or let go. */
export interface RefusedDraft extends RefusedText, Fresh {}

/** Recommendations are the forum's, and no session's. */
const forum = 0;

/** A rapporteur's page: the forum's recommendations from their first words to what became of them. */
export class RapporteurPage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  readonly clock: Ticking;
  readonly recommendations: AllRecommendations | undefined;
  readonly marks: OwnMarks | undefined;
  readonly sources: Sources | undefined;
  part = $state<Part>('drafts');
  /** The one that is open, or a new one. */
  #open = $state<number | 'new'>();
  /** How the next vote is held. */
  rule = $state({ more_than: 50, voters: 1 });
  minutes = $state(0);
  /** Those that were ticked to be published. */
  readonly ticked = new SvelteSet<number>();
  readonly #storage: Storage;
  readonly #refused: Refused<RefusedDraft>;
  readonly #editings = new Map<number, Editing>();
  #fresh = $state.raw<Fresh>();

  constructor(live?: Live, storage = deviceStorage()) {
    this.token = (live ? undefined : takeToken('rapporteur')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : new Live({ token: this.token, view: 'rapporteur' }));
    this.#storage = storage;
    this.#refused = new Refused(new Drafts(storage, ownerOf(this.token)), 'recommendation');
    this.clock = new Ticking(() => this.live?.now() ?? Date.now());
    this.recommendations = this.live && new AllRecommendations(this.live, 'drafts');
    this.marks = this.live && new OwnMarks(this.live);
    this.sources = this.live && new Sources(this.live);
    this.live?.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  start(): void {
    this.live?.start();
  }

  /** To be run whenever what it reads changes. */
  follow(): void {
    this.recommendations?.follow();
    for (const editing of this.#editings.values()) editing.follow();
  }

  /** Whether the recommendations have come. */
  get isHere(): boolean {
    return this.live?.drafts !== undefined;
  }

  get isOrganiser(): boolean {
    return this.live?.welcome?.you.role === 'organiser';
  }

  get vote(): RecommendationsVote | undefined {
    return this.live?.drafts?.head.vote;
  }

  get isVoting(): boolean {
    return this.vote !== undefined && this.vote.closed === undefined;
  }

  /** Those that are worked on, in their order. */
  readonly working: readonly RecommendationItem[] = $derived.by(() => this.#ofStages(standing));

  /** Those that were withdrawn, merged, or published once. */
  readonly aside: readonly RecommendationItem[] = $derived.by(() =>
    this.#ofStages(['withdrawn', 'merged', 'unpublished']),
  );

  find(no: number): RecommendationItem | undefined {
    return this.recommendations?.find(no);
  }

  get open(): number | 'new' | undefined {
    return typeof this.#open === 'number' && !this.find(this.#open) ? undefined : this.#open;
  }

  choose(open: number | 'new' | undefined): void {
    this.#open = open;
    if (open !== undefined) this.part = 'drafts';
  }

  /** What is written of one. It outlives what shows it. */
  editing(no: number): Editing {
    const known = this.#editings.get(no);
    if (known) return known;
    const made = new Editing(this, no, this.#key(String(no)), this.#storage);
    this.#editings.set(no, made);
    return made;
  }

  get fresh(): Fresh {
    return this.#fresh ?? kept<Fresh>(this.#storage, this.#key('new')) ?? empty;
  }

  set fresh(fresh: Fresh) {
    this.#fresh = fresh;
    if (fresh.title === '' && fresh.text === '') forget(this.#storage, this.#key('new'));
    else keep(this.#storage, this.#key('new'), fresh);
  }

  get canMake(): boolean {
    const { title, text } = this.fresh;
    const fits = graphemes(title) <= bounds.recommendationTitle && graphemes(text) <= bounds.recommendationText;
    return title.trim() !== '' && fits;
  }

  /** New ones that are still on this device. */
  get underway(): readonly { id: string; title: string }[] {
    return (this.live?.outbox ?? []).flatMap(({ id, command }) =>
      command.do === 'recommendations' && command.act === 'draft' ? [{ id, title: command.title }] : [],
    );
  }

  /** New ones that were refused while something else was being written, the newest first. */
  get refused(): readonly RefusedDraft[] {
    return this.#refused.in(forum);
  }

  /** Whether nothing is being written in the place of a new one. */
  get isFree(): boolean {
    return this.fresh.title.trim() === '' && this.fresh.text.trim() === '';
  }

  /** Takes up one that was refused, to be written anew. */
  again(refused: RefusedDraft): void {
    this.drop(refused);
    this.fresh = { title: refused.title, text: refused.text };
    this.choose('new');
  }

  /** Lets go of one that was refused. */
  drop({ id }: RefusedDraft): void {
    this.#refused.remove(forum, id);
  }

  /** Sends a new one, and opens it once it has come. */
  async make(): Promise<void> {
    if (!this.canMake) return;
    const { title, text } = this.fresh;
    this.fresh = empty;
    const outcome = await this.give({ act: 'draft', title: title.trim(), text: text.trim(), evidence: [] });
    if (outcome?.done && outcome.no !== undefined && this.#open === 'new') this.choose(outcome.no);
  }

  /** What is merged into one tells its own evidence: the rest of what it rests on is its own. */
  ownEvidence(item: RecommendationItem): Evidence[] {
    const others = (item.absorbed ?? []).flatMap((no) => this.find(no)?.evidence ?? []);
    return (item.evidence ?? []).filter((one) => !rests(referenceOf(one), others)).map(referenceOf);
  }

  cite(item: RecommendationItem, evidence: Evidence): void {
    void this.give({ act: 'cite', recommendation: item.r, evidence });
  }

  /** Rests a draft on one thing less. */
  async uncite(item: RecommendationItem, thing: Evidence): Promise<void> {
    const evidence = this.ownEvidence(item).filter((one) => !rests(one, [thing]));
    await this.give({ act: 'set_evidence', recommendation: item.r, version: item.v, evidence });
  }

  /** Moves one a place up or down among those that are worked on. */
  async shift({ r }: RecommendationItem, by: 1 | -1): Promise<void> {
    const order = this.working.map((item) => item.r);
    const at = order.indexOf(r);
    const [one, other] = [order[at], order[at + by]];
    if (one === undefined || other === undefined) return;
    order[at] = other;
    order[at + by] = one;
    await this.#arrange(order);
  }

  /** Puts them in the order of their marks again. */
  byMarks(): Promise<void> {
    return this.#arrange([]);
  }

  merge({ r, v }: RecommendationItem, into: number): Promise<Outcome | undefined> {
    return this.give({ act: 'merge', recommendation: r, version: v, into });
  }

  act(act: 'unmerge' | 'withdraw' | 'restore', { r, v }: RecommendationItem): void {
    void this.give({ act, recommendation: r, version: v });
  }

  erase({ r }: RecommendationItem): void {
    void this.give({ act: 'erase', recommendation: r });
  }

  propose({ r, v }: RecommendationItem, on: boolean): void {
    void this.give({ act: 'propose', recommendation: r, version: v, on });
  }

  /** Those that a vote that is opened now would be on: proposed, and not agreed as they stand. */
  readonly proposed: readonly RecommendationItem[] = $derived.by(() =>
    this.working.filter((item) => item.stage === 'proposed' && !item.outcome?.agreed),
  );

  openVote(): void {
    const { rule, minutes } = this;
    const list = this.proposed.map(({ r }) => r);
    const seconds = minutes > 0 ? { seconds: minutes * 60 } : {};
    void this.give({ act: 'open_vote', round: this.vote?.round ?? 0, list, rule: { ...rule }, ...seconds });
  }

  /** A minute more than is left. */
  minuteMore(): void {
    const { vote } = this;
    if (!vote) return;
    const left = vote.until === undefined ? 0 : Math.max(0, vote.until - this.clock.now);
    void this.give({ act: 'time_vote', round: vote.round, seconds: Math.ceil(left / 1000) + 60 });
  }

  closeVote(): void {
    if (this.vote) void this.give({ act: 'close_vote', round: this.vote.round });
  }

  /** Those that may come to be published. */
  readonly publishable: readonly RecommendationItem[] = $derived.by(() =>
    this.working.filter(({ stage, title }) => stage !== 'published' && title !== ''),
  );

  /** Those of them that were ticked. */
  readonly chosen: readonly RecommendationItem[] = $derived.by(() =>
    this.publishable.filter(({ r }) => this.ticked.has(r)),
  );

  tick(no: number, on: boolean): void {
    if (on) this.ticked.add(no);
    else this.ticked.delete(no);
  }

  async publish(anyway: boolean): Promise<void> {
    const list = this.chosen.map(({ r, v }) => ({ recommendation: r, version: v }));
    const needs = anyway && this.chosen.some((item) => missingOf(item, this.vote).includes('agreement'));
    const outcome = await this.give({ act: 'publish', list, ...(needs && { anyway }) });
    if (outcome?.done) this.ticked.clear();
  }

  async unpublish({ r, v }: RecommendationItem, reason: string): Promise<boolean> {
    const outcome = await this.give({ act: 'unpublish', recommendation: r, version: v, reason: reason.trim() });
    return outcome?.done ?? false;
  }

  async followUp({ r, v }: RecommendationItem, status: FollowUp, note: string): Promise<boolean> {
    const said = note.trim() === '' ? null : note.trim();
    const outcome = await this.give({ act: 'follow', recommendation: r, version: v, status, note: said });
    return outcome?.done ?? false;
  }

  async give(command: RecommendationCommand): Promise<Outcome | undefined> {
    return this.live?.do({ do: 'recommendations', ...command });
  }

  /** What is being written about one, kept on this device until it is sent. */
  note(of: 'follow' | 'unpublish', no: number): string {
    return kept<string>(this.#storage, this.#key(`${of}.${no}`)) ?? '';
  }

  keepNote(of: 'follow' | 'unpublish', no: number, text: string): void {
    if (text === '') forget(this.#storage, this.#key(`${of}.${no}`));
    else keep(this.#storage, this.#key(`${of}.${no}`), text);
  }

  #ofStages(stages: readonly RecommendationStage[]): RecommendationItem[] {
    return (this.recommendations?.all ?? []).filter(({ stage }) => stages.includes(stage));
  }

  async #arrange(order: number[]): Promise<void> {
    const arrangement = this.live?.drafts?.head.arrangement ?? 0;
    await this.give({ act: 'arrange', arrangement, order });
  }

  #key(of: string): string {
    return `majlis.draft.${ownerOf(this.token)}.recommendation.${of}`;
  }

  #decided(kept: Kept, outcome: Outcome): void {
    this.marks?.decided(kept, outcome);
    if (outcome.done) return;
    const { command } = kept;
    const isMark = command.do === 'recommendations' && command.act === 'mark';
    if (outcome.code === 'stale' && isMark) return;
    notices.show(this.#refusal(outcome));
    if (command.do !== 'recommendations' || command.act !== 'draft') return;
    const { title, text } = command;
    // What was refused is written on, unless something else is being written.
    if (this.isFree) this.fresh = { title, text };
    else this.#refused.add(forum, { id: kept.id, title, text, ...whyOf(outcome) });
  }

  #refusal({ code, limit }: Extract<Outcome, { done: false }>): string {
    return code === 'changed' ? m.rec_changed_there() : refusalText(code, limit);
  }
}
