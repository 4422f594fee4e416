import { graphemes } from '$lib/i18n/graphemes';
import { AllIdeas } from '$lib/ideas/further.svelte';
import { dotsOn, sumOf, withDots } from '$lib/ideas/spots';
import { hasTable, leftOf } from '$lib/ideas/words';
import type { BoardView, Dots, IdeaCommand, IdeaItem, Spot } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { Refused, type RefusedText, whyOf } from '$lib/state/refused.svelte';
import { notArrived } from '../arrived';

type Of<Act extends IdeaCommand['act']> = Extract<IdeaCommand, { act: Act }>;

/** What this person gives to the session's idea board: ideas, dots, a table. */
export class OwnBoard {
  readonly ideas: AllIdeas;
  readonly #live: Live;
  readonly #drafts: Drafts;
  readonly #refused: Refused;
  readonly #dots: Acknowledged<readonly Dots[]>;
  readonly #tables: Acknowledged<number | null>;
  #typed = $state<string>();
  /** The own idea that is being changed. */
  #editing = $state.raw<IdeaItem>();

  constructor(live: Live, drafts: Drafts) {
    this.#live = live;
    this.#drafts = drafts;
    this.#refused = new Refused(drafts, 'ideas');
    this.#dots = new Acknowledged(live);
    this.#tables = new Acknowledged(live);
    this.ideas = new AllIdeas(live);
  }

  get board(): BoardView | undefined {
    return this.#live.board;
  }

  /** Most characters of an idea. */
  get limit(): number {
    return this.#live.session?.question_length ?? 280;
  }

  /** Whether what this person gives in the phase is taken at a moment of the server's clock. */
  takes(phase: 'collecting' | 'voting', now: number): boolean {
    const { board } = this;
    const { session, mine } = this.#live;
    const isOn = session !== undefined && session.phase !== 'ended' && !session.paused && !mine.blocked;
    return isOn && board?.phase === phase && leftOf(board, now) !== 0;
  }

  /** How many more ideas this person may have on the board. */
  get room(): number {
    const has = this.sent.filter(({ status }) => status !== 'withdrawn').length;
    return Math.max(0, (this.board?.plan.each ?? 0) - has - this.#waiting('submit').length);
  }

  get text(): string {
    return this.#typed ?? this.#drafts.read(this.#draft);
  }

  set text(text: string) {
    this.#typed = text;
    if (!this.#editing) this.#drafts.write(this.#draft, text);
  }

  get length(): number {
    return graphemes(this.text);
  }

  get canSend(): boolean {
    return this.text.trim() !== '' && this.length <= this.limit && (this.#editing !== undefined || this.room > 0);
  }

  get editing(): IdeaItem | undefined {
    return this.#editing;
  }

  /** Those that the server has, the newest first. */
  get sent(): readonly IdeaItem[] {
    return [...(this.#live.mine.ideas?.items ?? [])].reverse();
  }

  /** Those that are still on this phone, new ones and new words for others, the newest first. */
  get underway(): readonly { readonly id: string; readonly text: string }[] {
    const given = this.#waiting('submit').map(({ id, at, command }) => ({ id, at, text: command.text }));
    const left = new Set(notArrived(given, this.sent, this.#live.ahead).map(({ id }) => id));
    return this.#waiting('submit', 'reword')
      .filter(({ id, command }) => command.act === 'reword' || left.has(id))
      .map(({ id, command }) => ({ id, text: command.text }))
      .reverse();
  }

  /** Those that were refused, the newest first. */
  get refused(): readonly RefusedText[] {
    return this.#refused.in(this.#session);
  }

  /** Whether its author may still change an idea or take it back: the server has the last word. */
  isMine({ status, i }: IdeaItem): boolean {
    if (status === 'waiting') return true;
    const moderated = this.board?.plan.moderation === 'before';
    const isGrouped = this.board?.clusters.some(({ ideas }) => ideas.includes(i)) ?? false;
    return status === undefined && !moderated && !isGrouped;
  }

  send(): void {
    if (!this.canSend) return;
    const [text, session, editing] = [this.text.trim(), this.#session, this.#editing];
    if (editing) {
      void this.#give({ act: 'reword', session, idea: editing.i, version: editing.v, text });
      this.leave();
      return;
    }
    void this.#give({ act: 'submit', session, text });
    this.text = '';
  }

  /** Takes an own idea up, to be changed. */
  edit(item: IdeaItem): void {
    this.#editing = item;
    this.#typed = item.text;
  }

  /** Leaves the idea that is being changed as it was. */
  leave(): void {
    this.#editing = undefined;
    this.#typed = undefined;
  }

  takeBack({ i, v }: IdeaItem): void {
    if (this.#editing?.i === i) this.leave();
    void this.#give({ act: 'take_back', session: this.#session, idea: i, version: v });
  }

  /** Takes up one that was refused: what it was to say anew is changed where it still can be, else it is a new one. */
  again(refused: RefusedText): void {
    const item = this.sent.find(({ i, text }) => i === refused.idea && text !== '');
    this.remove(refused);
    this.leave();
    if (item && this.isMine(item)) this.edit(item);
    this.text = refused.text;
  }

  isFree(): boolean {
    return this.text.trim() === '';
  }

  remove({ id }: RefusedText): void {
    this.#refused.remove(this.#session, id);
  }

  /** The own dots: as they were given here, or count. */
  get dots(): readonly Dots[] {
    const given = this.#waiting('dot').at(-1)?.command.dots;
    return given ?? this.#dots.ahead(this.#key, this.#live.mineRev) ?? this.#live.mine.ideas?.dots ?? [];
  }

  /** Whether dots wait for a connection, or an answer. */
  get dotsWait(): boolean {
    return this.#waiting('dot').length > 0;
  }

  get free(): number {
    return Math.max(0, (this.board?.plan.dots ?? 0) - sumOf(this.dots));
  }

  dotsOn(spot: Spot): number {
    return dotsOn(this.dots, spot);
  }

  canAdd(spot: Spot): boolean {
    return this.free > 0 && this.dotsOn(spot) < (this.board?.plan.most ?? 0);
  }

  /** Puts one more dot on a spot, or takes one back. */
  dot(spot: Spot, by: 1 | -1): void {
    if (by > 0 && !this.canAdd(spot)) return;
    this.#giveDots(withDots(this.dots, spot, this.dotsOn(spot) + by));
  }

  clearDots(): void {
    this.#giveDots([]);
  }

  /** The table that was chosen, as long as the board has it. */
  get table(): number | undefined {
    const waits = this.#waiting('sit').at(-1);
    const given = waits ? waits.command.table : this.#tables.ahead(this.#key, this.#live.mineRev);
    const table = (given === undefined ? this.#live.mine.ideas?.table : given) ?? undefined;
    return this.board && hasTable(this.board, table) ? table : undefined;
  }

  sit(table: number | null): void {
    void this.#give({ act: 'sit', session: this.#session, table, seq: this.#live.nextSeq() });
  }

  decided({ id, command, again }: Kept, outcome: Outcome): void {
    if (command.do !== 'ideas') return;
    const key = `${command.session}`;
    if (outcome.done && command.act === 'dot') this.#dots.add(key, command.dots, outcome.rev);
    if (outcome.done && command.act === 'sit') this.#tables.add(key, command.table, outcome.rev);
    if (outcome.done) return;
    if (command.act === 'submit') this.#refused.add(command.session, { id, text: command.text, ...whyOf(outcome) });
    // What was acknowledged once and goes again stands in the idea already, or somebody has changed it since.
    if (command.act !== 'reword' || again) return;
    this.#refused.add(command.session, { id, text: command.text, idea: command.idea, ...whyOf(outcome) });
  }

  /** Another session is looked at. */
  reset(): void {
    this.leave();
  }

  get #session(): number {
    return this.board?.session ?? 0;
  }

  get #key(): string {
    return `${this.#session}`;
  }

  get #draft(): string {
    return `idea.${this.#session}`;
  }

  #giveDots(dots: Dots[]): void {
    void this.#give({ act: 'dot', session: this.#session, dots, seq: this.#live.nextSeq() });
  }

  #give(command: IdeaCommand): Promise<Outcome> {
    return this.#live.do({ do: 'ideas', ...command });
  }

  /** What of these acts waits for its answer here. */
  #waiting<Act extends IdeaCommand['act']>(...acts: Act[]): { id: string; at: number; command: Of<Act> }[] {
    return this.#live.outbox.flatMap(({ id, at, command }) =>
      command.do === 'ideas' && acts.some((act) => act === command.act) && command.session === this.#session
        ? [{ id, at, command: command as unknown as Of<Act> }]
        : [],
    );
  }
}
