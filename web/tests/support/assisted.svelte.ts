import type { PollView } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { poll } from '../../e2e/support/hall';
import { FakeLive } from './fake-live.svelte';

/** A badge's code and a slip's, each with its check digit. */
export const badgeCode = '0000079927398713';
export const slipCode = '000000079927398713';

/** A vote for badges, open in its first round. */
export const vote = (no = 7, more: Partial<PollView> = {}): PollView => ({
  ...poll(no, { ar: 'بم نبدأ؟' }, { kind: 'single' }, [{ ar: 'أ' }, { ar: 'ب' }]),
  electors: { groups: [], badges: 4 },
  ...more,
});

/** The connection of a device that enters for others: what is given waits in its outbox until it is answered. */
export class AssistingLive extends FakeLive {
  outbox: readonly Kept[] = $state.raw([]);
  isKept = true;
  hearers: ((kept: Kept, outcome: Outcome) => void)[] = [];

  override onDecided(hear?: (kept: Kept, outcome: Outcome) => void): () => void {
    if (hear) this.hearers.push(hear);
    return () => undefined;
  }

  override do(command: Kept['command']): Promise<Outcome> {
    this.outbox = [...this.outbox, { id: String(this.given.length), at: Date.now(), command }];
    return super.do(command);
  }

  /** The server decides what was given first. */
  async decide(outcome: Outcome): Promise<void> {
    const [first, ...rest] = this.outbox;
    this.outbox = rest;
    if (first) for (const hear of this.hearers) hear(first, outcome);
    await this.answer(outcome);
  }

  /** The votes of the session. */
  holds(...polls: PollView[]): void {
    this.polls = new Map(polls.map((one) => [one.poll, one]));
    if (this.session) this.session = { ...this.session, polls: polls.map((one) => one.poll) };
  }

  get asLive(): Live {
    return this as unknown as Live;
  }
}
