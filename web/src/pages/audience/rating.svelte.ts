import { graphemes } from '$lib/i18n/graphemes';
import type { OwnRating } from '$lib/protocol/generated/protocol';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** What this person says of a session: one to five stars, and a comment. */
export class Rating {
  readonly #live: Live;
  readonly #drafts: Drafts;
  readonly #acknowledged: Acknowledged<OwnRating>;
  #typed = $state<string>();

  readonly own: OwnRating | undefined = $derived(this.#own());
  readonly isUnderway: boolean = $derived(this.#underway() !== undefined);
  constructor(live: Live, drafts: Drafts) {
    this.#live = live;
    this.#acknowledged = new Acknowledged(live);
    this.#drafts = drafts;
  }

  get limit(): number {
    return this.#live.session?.comment_length ?? 0;
  }

  get length(): number {
    return graphemes(this.comment);
  }

  get canSend(): boolean {
    return this.own !== undefined && this.length <= this.limit && this.comment.trim() !== (this.own.comment ?? '');
  }

  get comment(): string {
    return this.#typed ?? (this.#drafts.read(this.#draft) || (this.own?.comment ?? ''));
  }

  set comment(text: string) {
    this.#typed = text;
    this.#drafts.write(this.#draft, text);
  }

  /** Gives stars; what was said before stays said. */
  give(stars: number): void {
    this.#send(stars, this.own?.comment);
  }

  /** Sends the comment with the stars that stand. */
  say(): void {
    if (!this.own || !this.canSend) return;
    this.#send(this.own.stars, this.comment.trim());
  }

  /** Another session is looked at. */
  reset(): void {
    this.#typed = undefined;
  }

  decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'rate' || !outcome.done) return;
    this.#acknowledged.add(`${command.session}`, ratingOf(command), outcome.rev);
    const draft = draftOf(command.session);
    if (this.#drafts.read(draft).trim() !== (command.comment ?? '')) return;
    this.#drafts.write(draft, '');
    if (command.session === this.#session) this.#typed = undefined;
  }

  get #session(): number {
    return this.#live.session?.session ?? 0;
  }

  get #draft(): string {
    return draftOf(this.#session);
  }

  #send(stars: number, comment: string | undefined): void {
    const said = comment === undefined || comment === '' ? {} : { comment };
    void this.#live.do({ do: 'rate', session: this.#session, stars, ...said, seq: this.#live.nextSeq() });
  }

  #own(): OwnRating | undefined {
    const { mine, mineRev } = this.#live;
    return this.#underway() ?? this.#acknowledged.ahead(`${this.#session}`, mineRev) ?? mine.rating;
  }

  #underway(): OwnRating | undefined {
    const ratings = this.#live.outbox.map(({ command }) => command).filter((command) => command.do === 'rate');
    const last = ratings.filter(({ session }) => session === this.#session).at(-1);
    return last && ratingOf(last);
  }
}

/** Where a comment is kept until the server has it. */
function draftOf(session: number): string {
  return `comment.${session}`;
}

function ratingOf({ stars, comment }: OwnRating): OwnRating {
  return comment === undefined ? { stars } : { stars, comment };
}
