import { fits } from '$lib/assisted/fits';
import { readEither } from '$lib/badges/code';
import { refusalText } from '$lib/i18n/refusals';
import type { Choice, PollView } from '$lib/protocol/generated/protocol';
import type { DeskLive } from '../desk-live';

/**
 * A ballot that a desk enters for somebody with a badge. Once it is in, neither the code nor the choice is kept: the next
 * person at the desk begins with an empty sheet, and nothing here says who chose what.
 */
export class AssistedBallot {
  typed = $state('');
  choice = $state.raw<Choice>();
  /** Why the code was not taken, in words. */
  refusal = $state<string>();
  isBusy = $state(false);
  /** The last one is in. */
  isDone = $state(false);
  readonly #live: Pick<DeskLive, 'do'>;

  constructor(live: Pick<DeskLive, 'do'>) {
    this.#live = live;
  }

  /** Whether there is a whole code and a choice. */
  isWhole(poll: PollView): boolean {
    const { choice } = this;
    return readEither(this.typed).is === 'whole' && choice !== undefined && fits(poll, choice);
  }

  choose(choice: Choice): void {
    this.choice = choice;
    this.isDone = false;
  }

  async send(poll: PollView): Promise<void> {
    const reading = readEither(this.typed);
    const { choice } = this;
    if (reading.is !== 'whole' || !choice || this.isBusy) return;
    this.isBusy = true;
    this.isDone = false;
    this.refusal = await this.#cast(poll, choice, reading.code);
    this.isBusy = false;
    if (this.refusal === undefined) this.#forget();
  }

  /** Why it was refused, in words. Where the badge has voted before its number is told, and the desk's goes above it. */
  async #cast(held: PollView, choice: Choice, badge: string, seq = 1): Promise<string | undefined> {
    const { poll, round } = held;
    const outcome = await this.#live.do({ do: 'vote', poll, round, choice, seq, badge });
    if (outcome.done) return undefined;
    const { code, limit } = outcome;
    const isAbove = code === 'stale' && limit !== undefined && limit >= seq;
    return isAbove ? this.#cast(held, choice, badge, limit + 1) : refusalText(code, limit);
  }

  #forget(): void {
    this.typed = '';
    this.choice = undefined;
    this.isDone = true;
  }
}
