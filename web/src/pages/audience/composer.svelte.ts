import type { Badge } from '$lib/badges/held.svelte';
import { isAboutBadge } from '$lib/badges/refusals';
import { graphemes } from '$lib/i18n/graphemes';
import type { QuestionItem } from '$lib/protocol/generated/protocol';
import type { Drafts } from '$lib/state/drafts';
import type { Live } from '$lib/state/live.svelte';
import type { NotSent, Refused } from './not-sent.svelte';

/** A question of so few letters is like too many. */
const enoughToSearch = 8;
/** How long the typing rests before similar questions are looked for. */
const rest = 400;
/** So many similar ones fit above the keyboard. */
const shownSimilar = 3;

/** The name that goes with questions on this device, in any forum. */
const nameKey = 'name';

/** Where a question is written, or an own one that still waits is changed. */
export class Composer {
  readonly #live: Live;
  readonly #drafts: Drafts;
  readonly #notSent: NotSent;
  readonly #badge: Badge;
  open = $state(false);
  /** The own question that is changed. */
  editing = $state.raw<QuestionItem>();
  /** The refused one that is written anew. */
  #anew: string | undefined;
  /** Why the one that is written anew was refused, where that was because of the badge. */
  becauseOfBadge = $state.raw<Refused>();
  #text = $state('');
  #name = $state('');
  similar = $state.raw<readonly QuestionItem[]>([]);
  #timer: ReturnType<typeof setTimeout> | undefined;

  readonly length: number = $derived(graphemes(this.#text));
  constructor(live: Live, drafts: Drafts, notSent: NotSent, badge: Badge) {
    this.#live = live;
    this.#drafts = drafts;
    this.#notSent = notSent;
    this.#badge = badge;
    this.#name = drafts.read(nameKey);
  }

  get limit(): number {
    return this.#live.session?.question_length ?? 0;
  }

  get takesNames(): boolean {
    return this.#live.session?.names === 'optional';
  }

  /** Questions go under the names on badges. */
  get byBadge(): boolean {
    return this.#live.session?.names === 'badge';
  }

  get nameIsTooLong(): boolean {
    return this.takesNames && graphemes(this.#name) > (this.#live.session?.name_length ?? 0);
  }

  get canSend(): boolean {
    return this.length > 0 && this.length <= this.limit && !this.nameIsTooLong && !this.lacksBadge;
  }

  /** A badge's code is to be said first. */
  get lacksBadge(): boolean {
    return this.byBadge && !this.editing && this.#badge.held === undefined;
  }

  get text(): string {
    return this.#text;
  }

  set text(text: string) {
    this.#text = text;
    if (this.#anew !== undefined) this.#notSent.reword(this.#anew, text);
    else if (!this.editing) this.#drafts.write(this.#draft, text);
    this.#lookForSimilar();
  }

  /** What was begun in this session and not sent, as the device has it. */
  get kept(): string {
    return this.#drafts.read(this.#draft);
  }

  get name(): string {
    return this.#name;
  }

  set name(name: string) {
    this.#name = name;
    this.#drafts.write(nameKey, name);
  }

  /** Opens the sheet, with what was typed before. */
  begin(): void {
    this.close();
    this.#show(this.kept);
  }

  /** Opens the sheet on an own question that still waits. */
  change(question: QuestionItem): void {
    this.close();
    this.editing = question;
    this.#show(question.text);
  }

  /** Opens the sheet on a question that was refused, to be sent anew; what is typed stays with it until then. */
  again(refused: Refused): void {
    const { id, text, code } = refused;
    this.close();
    this.#anew = id;
    this.becauseOfBadge = isAboutBadge(code) ? refused : undefined;
    this.#show(text);
  }

  close(): void {
    clearTimeout(this.#timer);
    if (this.#anew !== undefined && this.#text.trim() === '') this.#notSent.remove(this.#anew);
    this.open = false;
    this.editing = undefined;
    this.#anew = undefined;
    this.becauseOfBadge = undefined;
    this.similar = [];
  }

  send(): void {
    const session = this.#live.session?.session;
    if (!this.canSend || session === undefined) return;
    const text = this.#text.trim();
    if (this.editing) {
      void this.#live.do({ do: 'edit', question: this.editing.q, version: this.editing.v, text });
    } else {
      const name = this.takesNames ? this.#name.trim() : '';
      const badge = this.byBadge ? this.#badge.held?.code : undefined;
      void this.#live.do({ do: 'ask', session, text, ...(name === '' ? {} : { name }), ...(badge && { badge }) });
      if (this.#anew !== undefined) this.#notSent.remove(this.#anew);
      else this.#drafts.write(this.#draft, '');
    }
    this.close();
  }

  get #draft(): string {
    return `question.${this.#live.session?.session ?? 0}`;
  }

  #show(text: string): void {
    this.#text = text;
    this.similar = [];
    this.open = true;
    this.#lookForSimilar();
  }

  #lookForSimilar(): void {
    clearTimeout(this.#timer);
    const text = this.#text.trim();
    if (this.editing || this.length < enoughToSearch || this.length > this.limit) {
      this.similar = [];
      return;
    }
    this.#timer = setTimeout(() => void this.#search(text), rest);
  }

  async #search(text: string): Promise<void> {
    const found = await this.#live.queries.find(text).catch(() => []);
    if (this.open && this.#text.trim() === text) this.similar = found.slice(0, shownSimilar);
  }
}
