import { readCode } from '$lib/badges/code';
import { refusalText } from '$lib/i18n/refusals';
import { bounds } from '$lib/protocol/generated/bounds';
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
    return readCode(this.typed).is === 'whole' && choice !== undefined && fits(poll, choice);
  }

  choose(choice: Choice): void {
    this.choice = choice;
    this.isDone = false;
  }

  async send(poll: PollView): Promise<void> {
    const reading = readCode(this.typed);
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

function fits({ answer, options }: PollView, choice: Choice): boolean {
  if (answer.kind === 'likert' || 'steps' in choice) {
    const most = answer.kind === 'likert' ? answer.steps : 0;
    return 'steps' in choice && choice.steps.some((step) => step > 0) && choice.steps.every((step) => step <= most);
  }
  if (answer.kind === 'points' || 'points' in choice) {
    return 'points' in choice && choice.points.reduce((sum, of) => sum + of, 0) === bounds.points;
  }
  if (!('options' in choice) || answer.kind === 'rating') return 'stars' in choice && answer.kind === 'rating';
  const { length } = choice.options;
  if (answer.kind === 'multiple') return length >= answer.min && length <= answer.max;
  if (answer.kind !== 'ranking') return length === 1;
  return (answer.method ?? 'borda') === 'borda' ? length === options.length : length > 0;
}
