import { fits } from '$lib/assisted/fits';
import { slipKey, slipsHeld } from '$lib/badges/held.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { requestText } from '$lib/i18n/requests';
import { ask, HttpRefusal } from '$lib/net/http';
import { forget, keep, kept, keysUnder } from '$lib/net/storage';
import type { BadgeHeld, Choice, PollView, SlipHeld } from '$lib/protocol/generated/protocol';
import { takesBallots } from '$lib/state/agenda';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';

/** After these no slip has this code any more, or never had. */
const worthless = ['unknown_badge', 'badge_ended', 'malformed'];
/** After these it is spent, or no good for whatever comes. */
const spent = ['slip_used', 'slip_ended', 'slip_replaced', 'slip_of_other_round', 'unknown_badge', 'badge_ended'];

/** How the slip in hand stands; `twice`, its badge has voted, and whether it goes above that is asked. */
export type SlipState = 'looking' | 'held' | 'twice' | 'done' | { readonly why: string };

/** What a slip takes from the page around it; tests give their own. */
export interface Around {
  readonly live: Pick<Live, 'do' | 'onDecided' | 'outbox' | 'polls' | 'watch' | 'nextBallot'>;
  readonly joined: { readonly forum: string; readonly person: string | number; readonly token: string };
  readonly storage: Storage;
  readonly look: (code: string, token: string) => Promise<BadgeHeld>;
  readonly later: (run: () => void, ms: number) => void;
}

/** How a slip is looked at over HTTP. */
export const lookOver: Around['look'] = (code, token) =>
  ask<BadgeHeld>('/v1/badge', { method: 'POST', token, body: { badge: code } });

/** A slip of paper that was opened on a phone: it votes once, beside whatever badge the phone holds, and is forgotten then. */
export class SlipVote {
  state = $state.raw<SlipState>('looking');
  slip = $state.raw<SlipHeld>();
  /** The organiser's number of its badge. */
  label = $state<string>();
  choice = $state.raw<Choice>();
  /** Why the last ballot was refused, where another one may not be. */
  refusal = $state<string>();
  /** The number of the ballot that its badge cast before. */
  #above = 0;
  readonly #around: Around;
  readonly #code: string;

  constructor(code: string, around: Around) {
    this.#code = code;
    this.#around = around;
    around.live.onDecided((given, outcome) => this.#decided(given, outcome));
  }

  /** Asks the server what it is good for; without a network later. */
  async look(): Promise<void> {
    const { look, joined, live, later } = this.#around;
    try {
      const { slip, label } = await look(this.#code, joined.token);
      if (this.state !== 'looking') return;
      this.label = label;
      this.slip = slip;
      if (!slip) this.#end({ why: requestText('unknown_badge') });
      else {
        this.state = 'held';
        live.watch(slip.session);
      }
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      if (worthless.includes(why.code)) this.#end({ why: requestText(why.code) });
      else later(() => void this.look(), why.againMs);
    }
  }

  /** The vote that it is for, once it is here. */
  get poll(): PollView | undefined {
    return this.slip && this.#around.live.polls.get(this.slip.poll);
  }

  /** Whether its vote takes it at that time, or will, or does not any more. */
  when(now: number): 'now' | 'later' | 'over' {
    const { poll, slip } = this;
    if (!poll || !slip || poll.round < slip.round) return 'later';
    return poll.round === slip.round && takesBallots(poll, now) ? 'now' : 'over';
  }

  get isUnderway(): boolean {
    return this.#around.live.outbox.some(({ command }) => command.do === 'vote' && command.badge === this.#code);
  }

  get isWhole(): boolean {
    const { poll, choice } = this;
    return poll !== undefined && choice !== undefined && fits(poll, choice) && !this.isUnderway;
  }

  send(): void {
    const { poll, slip, choice } = this;
    if (!poll || !slip || !choice || !this.isWhole) return;
    this.refusal = undefined;
    const { live } = this.#around;
    const seq = Math.max(live.nextBallot(poll), this.#above + 1);
    this.state = 'held';
    void live.do({ do: 'vote', poll: slip.poll, round: slip.round, choice, seq, badge: this.#code });
  }

  /** Lets go of it unused. */
  drop(): void {
    this.#forget();
  }

  #decided({ command }: Kept, outcome: Outcome): void {
    if (command.do !== 'vote' || command.badge !== this.#code || this.state === 'done') return;
    if (outcome.done) this.#end('done');
    else if (outcome.code === 'stale' && outcome.limit !== undefined) {
      this.#above = outcome.limit;
      this.state = 'twice';
    } else if (spent.includes(outcome.code)) this.#end({ why: refusalText(outcome.code, outcome.limit) });
    else this.refusal = refusalText(outcome.code, outcome.limit);
  }

  #end(state: SlipState): void {
    this.state = state;
    this.choice = undefined;
    this.#forget();
  }

  /** Neither its code nor what it chose stays on the device. */
  #forget(): void {
    const { storage, joined } = this.#around;
    const others = slipsHeld(storage, joined.forum).filter((code) => code !== this.#code);
    if (others.length > 0) keep(storage, slipKey(joined.forum), others);
    else forget(storage, slipKey(joined.forum));
    for (const key of keysUnder(storage, `majlis.ballot.${joined.forum}.${joined.person}.`)) {
      if (kept<{ badge?: string }>(storage, key)?.badge === this.#code) forget(storage, key);
    }
  }
}
