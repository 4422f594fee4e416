import { notices } from '$lib/components/notices.svelte';
import { graphemes } from '$lib/i18n/graphemes';
import { refusalText } from '$lib/i18n/refusals';
import { ownerOf } from '$lib/net/owner';
import { deviceStorage, forget, keep, kept } from '$lib/net/storage';
import type { InterestItem, RemarkItem, RemarkMark, StandCommand, StandItem } from '$lib/protocol/generated/protocol';
import { FurtherRemarks } from '$lib/stands/further.svelte';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { takeToken } from '$lib/state/role-link';
import { Ticking } from '$lib/state/ticking.svelte';

/** A stand in its team's hands: how it is visited, and what visitors ask and say. */
export class TeamPage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  readonly clock: Ticking;
  readonly further: FurtherRemarks | undefined;
  readonly #storage: Storage;
  /** Answers that are being written, by their questions. */
  #typed = $state.raw<Readonly<Record<number, string>>>({});
  /** The answered question whose answer is being corrected. */
  correcting = $state<number>();

  constructor(live?: Live, storage = deviceStorage()) {
    this.token = (live ? undefined : takeToken('stand')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : new Live({ token: this.token, view: 'team' }));
    this.#storage = storage;
    this.clock = new Ticking(() => this.live?.now() ?? Date.now());
    this.further = this.live && new FurtherRemarks(this.live);
    this.live?.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  start(): void {
    this.live?.start();
  }

  get stand(): StandItem | undefined {
    const no = this.live?.welcome?.you.stand;
    return no === undefined ? undefined : this.live?.stands?.items.get(no);
  }

  get interest(): InterestItem | undefined {
    return this.stand && this.live?.interest?.get(this.stand.s);
  }

  /** Questions without an answer, the one that waits longest first. */
  readonly open: readonly RemarkItem[] = $derived.by(() =>
    this.#all('question')
      .filter(({ answer }) => answer === undefined)
      .sort((a, b) => a.i - b.i),
  );

  /** Questions that were answered, the newest first. */
  readonly answered: readonly RemarkItem[] = $derived.by(() =>
    this.#all('question')
      .filter(({ answer }) => answer !== undefined)
      .sort((a, b) => b.i - a.i),
  );

  /** Comments that nobody read, then the others, each the newest first. */
  readonly comments: readonly RemarkItem[] = $derived.by(() =>
    [...this.#all('comment')].sort((a, b) => Number(a.mark !== undefined) - Number(b.mark !== undefined) || b.i - a.i),
  );

  /** Whether older ones are not here. */
  get hasMore(): boolean {
    return (this.live?.remarks?.total ?? 0) > (this.further?.all.length ?? 0);
  }

  get limit(): number {
    return this.live?.session?.comment_length ?? 500;
  }

  /** What is being answered to a question; the answer that stands, where it is being corrected. */
  textOf({ i, answer = '' }: RemarkItem): string {
    return this.#typed[i] ?? kept<string>(this.#storage, this.#draft(i)) ?? answer;
  }

  write({ i }: RemarkItem, text: string): void {
    this.#typed = { ...this.#typed, [i]: text };
    if (text === '') forget(this.#storage, this.#draft(i));
    else keep(this.#storage, this.#draft(i), text);
  }

  lengthOf(item: RemarkItem): number {
    return graphemes(this.textOf(item));
  }

  canAnswer(item: RemarkItem): boolean {
    const text = this.textOf(item).trim();
    return text !== '' && text !== item.answer && this.lengthOf(item) <= this.limit && !this.isUnderway(item);
  }

  /** Whether something of it waits for a connection, or an answer. */
  isUnderway({ i }: RemarkItem): boolean {
    return (this.live?.outbox ?? []).some(
      ({ command }) => command.do === 'stands' && 'remark' in command && command.remark === i,
    );
  }

  /** Answers a question, or corrects its answer; to be published with it, where that is wished. */
  async answer(item: RemarkItem, publish: boolean): Promise<void> {
    if (!this.canAnswer(item)) return;
    const { s: stand, i: remark, v: version } = item;
    const text = this.textOf(item).trim();
    const outcome = await this.#give({ act: 'answer', session: this.#session, stand, remark, version, text });
    if (!outcome?.done) return;
    if (this.textOf(item).trim() === text) this.#forget(remark);
    if (this.correcting === remark) this.correcting = undefined;
    if (publish && !item.published) await this.publish({ ...item, v: version + 1 }, true);
  }

  /** Puts a question with its answer on the stand's page, or takes it off. */
  async publish({ s: stand, i: remark, v: version }: RemarkItem, on: boolean): Promise<void> {
    await this.#give({ act: 'publish', session: this.#session, stand, remark, version, on });
  }

  async mark({ s: stand, i: remark, v: version }: RemarkItem, mark: RemarkMark): Promise<void> {
    await this.#give({ act: 'mark', session: this.#session, stand, remark, version, mark });
  }

  correct({ i }: RemarkItem): void {
    this.correcting = i;
  }

  leave({ i }: RemarkItem): void {
    this.correcting = undefined;
    this.#forget(i);
  }

  #all(kind: RemarkItem['kind']): RemarkItem[] {
    const { stand } = this;
    return (this.further?.all ?? []).filter((item) => item.kind === kind && item.s === stand?.s);
  }

  #forget(remark: number): void {
    const { [remark]: _, ...others } = this.#typed;
    this.#typed = others;
    forget(this.#storage, this.#draft(remark));
  }

  async #give(command: StandCommand): Promise<Outcome | undefined> {
    return this.live?.do({ do: 'stands', ...command });
  }

  get #session(): number {
    return this.live?.stands?.head.session ?? 0;
  }

  #draft(remark: number): string {
    return `majlis.draft.${ownerOf(this.token)}.stand-answer.${remark}`;
  }

  #decided(_: Kept, outcome: Outcome): void {
    if (!outcome.done) notices.show(refusalText(outcome.code, outcome.limit));
  }
}
