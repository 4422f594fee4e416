import { readCode } from '$lib/badges/code';
import { refusalText } from '$lib/i18n/refusals';
import type { Choice, PollView } from '$lib/protocol/generated/protocol';
import type { DeskLive } from '../desk-live';

/** So many ballots a badge may have cast before that a desk's still comes above them. */
const mostBefore = 60;

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

  /** Why it was refused, in words. How often the badge has voted before nobody tells: its number is counted up until it is above. */
  async #cast({ poll, round }: PollView, choice: Choice, badge: string): Promise<string | undefined> {
    for (let seq = 1; ; seq += 1) {
      const outcome = await this.#live.do({ do: 'vote', poll, round, choice, seq, badge });
      if (outcome.done) return undefined;
      if (outcome.code !== 'stale' || seq >= mostBefore) return refusalText(outcome.code, outcome.limit);
    }
  }

  #forget(): void {
    this.typed = '';
    this.choice = undefined;
    this.isDone = true;
  }
}

function fits({ answer, options }: PollView, choice: Choice): boolean {
  if (!('options' in choice) || answer.kind === 'rating') return 'stars' in choice && answer.kind === 'rating';
  const { length } = choice.options;
  if (answer.kind === 'multiple') return length >= answer.min && length <= answer.max;
  return length === (answer.kind === 'ranking' ? options.length : 1);
}
