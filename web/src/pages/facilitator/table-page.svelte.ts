import { notices } from '$lib/components/notices.svelte';
import { graphemes } from '$lib/i18n/graphemes';
import { refusalText } from '$lib/i18n/refusals';
import { type Arranged, arranged } from '$lib/ideas/arranged';
import { AllIdeas } from '$lib/ideas/further.svelte';
import { hasTable } from '$lib/ideas/words';
import { ownerOf } from '$lib/net/owner';
import { deviceStorage } from '$lib/net/storage';
import type { BoardView, IdeaCommand, IdeaItem, ResultView } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { Refused, type RefusedText, whyOf } from '$lib/state/refused.svelte';
import { takeToken } from '$lib/state/role-link';
import { Ticking } from '$lib/state/ticking.svelte';
import { Harvest } from './harvest.svelte';

/** Refusals that the page tells in its own way. */
const silent = ['stale', 'changed'];

/** A facilitator's page: a table's ideas, and what the table came to. */
export class TablePage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  readonly clock: Ticking;
  readonly harvest: Harvest;
  readonly ideas: AllIdeas | undefined;
  readonly #drafts: Drafts;
  readonly #refused: Refused;
  #typed = $state<string>();
  /** The own idea that is being changed. */
  editing = $state.raw<IdeaItem>();

  constructor(live?: Live, storage = deviceStorage()) {
    this.token = (live ? undefined : takeToken('table')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : new Live({ token: this.token, view: 'facilitator' }));
    this.#drafts = new Drafts(storage, ownerOf(this.token));
    this.#refused = new Refused(this.#drafts, 'table-idea');
    this.clock = new Ticking(() => this.live?.now() ?? Date.now());
    this.ideas = this.live && new AllIdeas(this.live);
    this.harvest = new Harvest(this, storage);
    this.live?.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  start(): void {
    this.live?.start();
  }

  get board(): BoardView | undefined {
    return this.live?.board;
  }

  /** The own table, by its place; none where the board has it no more. */
  get table(): number | undefined {
    const table = this.live?.mine.ideas?.table;
    return this.board && hasTable(this.board, table) ? table : undefined;
  }

  /** What the own table came to, as the server has it. */
  get result(): ResultView | undefined {
    return this.live?.mine.ideas?.result;
  }

  /** Where drafts of this link lie. */
  get owner(): string {
    return `${ownerOf(this.token)}.${this.board?.session ?? 0}`;
  }

  readonly lies: Arranged = $derived.by(() =>
    this.board && this.ideas ? arranged(this.board, this.ideas.all) : { groups: [], loose: [] },
  );

  /** Whether ideas are entered now. */
  get isEntering(): boolean {
    return this.board?.phase === 'collecting' || this.board?.phase === 'grouping';
  }

  /** Whether what the table came to is written now. */
  get isWriting(): boolean {
    const phase = this.board?.phase;
    return phase !== undefined && phase !== 'closed' && phase !== 'preparing';
  }

  get limit(): number {
    return this.live?.session?.question_length ?? 280;
  }

  get text(): string {
    return this.#typed ?? this.#drafts.read(this.#draft);
  }

  set text(text: string) {
    this.#typed = text;
    if (!this.editing) this.#drafts.write(this.#draft, text);
  }

  get length(): number {
    return graphemes(this.text);
  }

  get canSend(): boolean {
    return this.isEntering && this.text.trim() !== '' && this.length <= this.limit;
  }

  /** Those that were entered by this link, the newest first. */
  get entered(): readonly IdeaItem[] {
    return (this.live?.mine.ideas?.items ?? []).filter(({ status }) => status !== 'withdrawn').reverse();
  }

  /** Those that are still on this device, new ones and new words for others. */
  get underway(): readonly { id: string; text: string }[] {
    return (this.live?.outbox ?? []).flatMap(({ id, command }) =>
      command.do === 'ideas' && (command.act === 'enter' || command.act === 'reword')
        ? [{ id, text: command.text }]
        : [],
    );
  }

  /** Those that were refused, the newest first: they lie on this device until somebody has seen to them. */
  get refused(): readonly RefusedText[] {
    return this.#refused.in(this.#session);
  }

  /** Whether an own idea can still be changed: the server has the last word. */
  isChangeable(item: IdeaItem): boolean {
    return this.isEntering && item.status !== 'dismissed' && !!item.text && !this.isGrouped(item);
  }

  /** Whether a desk has put an idea into a group: then it is the desk's to change. */
  isGrouped({ i }: IdeaItem): boolean {
    return this.board?.clusters.some(({ ideas }) => ideas.includes(i)) ?? false;
  }

  send(): void {
    const { board, editing } = this;
    if (!board || !this.canSend) return;
    const text = this.text.trim();
    if (editing) void this.give({ act: 'reword', session: board.session, idea: editing.i, version: editing.v, text });
    else void this.give({ act: 'enter', session: board.session, text });
    this.leave();
    this.text = '';
  }

  edit(item: IdeaItem): void {
    this.editing = item;
    this.#typed = item.text;
  }

  /** Takes up one that was refused: what it was to say anew is changed where it still can be, else it is a new one. */
  again(refused: RefusedText): void {
    const item = this.entered.find(({ i }) => i === refused.idea);
    this.drop(refused);
    this.leave();
    if (item && this.isChangeable(item)) this.edit(item);
    this.text = refused.text;
  }

  /** Lets go of one that was refused. */
  drop({ id }: RefusedText): void {
    this.#refused.remove(this.#session, id);
  }

  /** Leaves the idea that is being changed as it was. */
  leave(): void {
    if (!this.editing) return;
    this.editing = undefined;
    this.#typed = undefined;
  }

  takeBack({ i, v }: IdeaItem): void {
    if (this.editing?.i === i) this.leave();
    if (this.board) void this.give({ act: 'take_back', session: this.#session, idea: i, version: v });
  }

  async give(command: IdeaCommand): Promise<Outcome | undefined> {
    return this.live?.do({ do: 'ideas', ...command });
  }

  get #draft(): string {
    return `table-idea.${this.#session}`;
  }

  get #session(): number {
    return this.board?.session ?? 0;
  }

  #decided({ id, command, again }: Kept, outcome: Outcome): void {
    if (outcome.done) return;
    const ideas = command.do === 'ideas' ? command : undefined;
    const isTold = ideas?.act === 'harvest' && silent.includes(outcome.code);
    if (!isTold) notices.show(refusalText(outcome.code, outcome.limit));
    const said = { id, ...whyOf(outcome) };
    if (ideas?.act === 'enter') this.#refused.add(ideas.session, { ...said, text: ideas.text });
    // What was acknowledged once and goes again stands in the idea already, or somebody has changed it since.
    if (ideas?.act !== 'reword' || again) return;
    this.#refused.add(ideas.session, { ...said, text: ideas.text, idea: ideas.idea });
  }
}
