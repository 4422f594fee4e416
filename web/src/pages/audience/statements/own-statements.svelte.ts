import { graphemes } from '$lib/i18n/graphemes';
import { bounds } from '$lib/protocol/generated/bounds';
import type { StatementItem } from '$lib/protocol/generated/protocol';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { Refused, type RefusedText, whyOf } from '$lib/state/refused.svelte';
import { notArrived } from '../arrived';

/** The statements that this person writes. */
export class OwnStatements {
  readonly #live: Live;
  readonly #drafts: Drafts;
  readonly #refused: Refused;
  #typed = $state<string>();
  /** Whether the field stands there. */
  writing = $state(false);

  constructor(live: Live, drafts: Drafts) {
    this.#live = live;
    this.#drafts = drafts;
    this.#refused = new Refused(drafts, 'statements');
  }

  readonly limit = bounds.statement;

  /** Whether attendees write statements now. */
  get mayWrite(): boolean {
    const head = this.#live.statements?.head;
    return head?.stage === 'open' && head.plan.submit && !this.#live.session?.paused && !this.#live.mine.blocked;
  }

  get text(): string {
    return this.#typed ?? this.#drafts.read(this.#draft);
  }

  set text(text: string) {
    this.#typed = text;
    this.#drafts.write(this.#draft, text);
  }

  get length(): number {
    return graphemes(this.text);
  }

  get canSend(): boolean {
    return this.text.trim() !== '' && this.length <= bounds.statement && this.mayWrite;
  }

  /** Those that the server has, the newest first. */
  get sent(): readonly StatementItem[] {
    return [...(this.#live.mine.statements ?? [])].reverse();
  }

  /** Those that are still on this phone, the newest first. */
  get underway(): readonly { readonly id: string; readonly text: string }[] {
    const session = this.#session;
    const given = this.#live.outbox.flatMap(({ id, at, command }) =>
      command.do === 'statements' && command.act === 'submit' && command.session === session
        ? [{ id, at, text: command.text }]
        : [],
    );
    return notArrived(given, this.sent, this.#live.ahead).reverse();
  }

  /** Those that were refused, the newest first. */
  get refused(): readonly RefusedText[] {
    return this.#refused.in(this.#session);
  }

  send(): void {
    if (!this.canSend) return;
    void this.#live.do({ do: 'statements', act: 'submit', session: this.#session, text: this.text.trim() });
    this.text = '';
    this.writing = false;
  }

  /** Takes up one that was refused, to be written anew. */
  again(refused: RefusedText): void {
    this.remove(refused);
    this.text = refused.text;
    this.writing = true;
  }

  isFree(): boolean {
    return this.text.trim() === '';
  }

  remove({ id }: RefusedText): void {
    this.#refused.remove(this.#session, id);
  }

  withdraw({ s, v }: StatementItem): void {
    void this.#live.do({ do: 'statements', act: 'withdraw', session: this.#session, statement: s, version: v });
  }

  decided({ id, command }: Kept, outcome: Outcome): void {
    if (outcome.done || command.do !== 'statements' || command.act !== 'submit') return;
    this.#refused.add(command.session, { id, text: command.text, ...whyOf(outcome) });
  }

  /** Another session is looked at. */
  reset(): void {
    this.#typed = undefined;
    this.writing = false;
  }

  get #session(): number {
    return this.#live.statements?.head.session ?? 0;
  }

  get #draft(): string {
    return `statement.${this.#session}`;
  }
}
