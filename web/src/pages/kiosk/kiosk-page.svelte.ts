import { Assisting } from '$lib/assisted/assisting.svelte';
import { fits } from '$lib/assisted/fits';
import { readEither } from '$lib/badges/code';
import { graphemes } from '$lib/i18n/graphemes';
import { m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { ownerOf } from '$lib/net/owner';
import { deviceStorage, keep, kept } from '$lib/net/storage';
import type { Choice, Command, PollNo, PollView } from '$lib/protocol/generated/protocol';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { takeToken } from '$lib/state/role-link';
import { Ticking } from '$lib/state/ticking.svelte';

/** After so long without a touch it forgets who was here. */
export const idleMs = 30_000;
/** What came of it is shown for so long. */
export const thanksMs = 8_000;
/** So long before it forgets, that is announced. */
export const warnsMs = 10_000;
/** How many were not taken is told for so long after the last of them: whoever runs the kiosk has seen it by the next morning. */
export const missedMs = 10 * 3_600_000;
/** Whoever waits for the server waits no longer: what is kept here is sent without them. */
const waitsMs = 6_000;

/** What the kiosk shows. */
export type Showing = 'welcome' | 'ask' | 'vote' | 'thanks';

/** What came of it: the server has the question or the ballot, or this device keeps it until it is sent. */
export type Thanks = 'asked' | 'counted' | 'kept';

/** What a kiosk takes from its device; tests give their own. */
export interface Device {
  /** Resolves after some time. */
  rest: (ms: number) => Promise<void>;
  /** Whoever was here has left: the page is shown as for the first one. */
  forgotten: () => void;
  readonly storage: Storage;
}

/** How many were not taken, and when the last of them was not. */
interface Missed {
  readonly n: number;
  readonly at: number;
}

const none: Missed = { n: 0, at: 0 };

const ofTheBrowser: Device = {
  rest: (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
  forgotten: () => undefined,
  storage: deviceStorage(),
};

/**
 * A kiosk: a tablet where people ask and vote one after the other. It keeps nothing of whoever was here but what the server does not have
 * yet, and that is shown to nobody.
 */
export class KioskPage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  readonly clock: Ticking;
  readonly assisting: Assisting | undefined;
  showing = $state<Showing>('welcome');
  text = $state('');
  name = $state('');
  /** The code of a badge or slip, as it is typed. */
  typed = $state('');
  choice = $state.raw<Choice>();
  #poll = $state<PollNo>();
  /** Why what was sent was not taken, in words. */
  refusal = $state<string>();
  thanks = $state<Thanks>();
  isBusy = $state(false);
  #missed = $state.raw<Missed>();
  /** What whoever is here waits to hear of. */
  #awaited: Command | undefined;
  #touched = $state(0);
  /** Counts those who were here: what comes late for one is told to no other. */
  #visit = 0;
  readonly #device: Device;

  constructor(live?: Live, device = ofTheBrowser) {
    this.token = (live ? undefined : takeToken('kiosk')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : connected(this.token));
    this.#device = device;
    this.clock = new Ticking(() => this.live?.now() ?? Date.now());
    this.assisting = this.live && new Assisting(this.live, this.clock);
    this.live?.onDecided((given, outcome) => this.#decided(given, outcome));
  }

  start(): void {
    this.live?.start();
  }

  /** Whether there is a vote to take part in now. */
  get canVote(): boolean {
    // Without a connection a ballot might come too late to count, and would lie on a device that everybody uses until then.
    return (this.assisting?.polls.length ?? 0) > 0 && this.live?.status === 'live';
  }

  get canAskNow(): boolean {
    return this.assisting?.asking === 'taken';
  }

  /**
   * How many that this device kept were not taken once it was too late to say so to those who gave them. A number alone outlives the
   * page.
   */
  get missed(): number {
    const { n, at } = this.#missed ?? this.#keptMissed;
    return this.clock.now - at < missedMs ? n : 0;
  }

  get length(): number {
    return graphemes(this.text);
  }

  get canAsk(): boolean {
    return !this.isBusy && (this.assisting?.canAsk(this.text, this.name, this.typed) ?? false);
  }

  /** The vote at hand: the one that was chosen, or the only one. */
  get poll(): PollView | undefined {
    const polls = this.assisting?.polls ?? [];
    return polls.find(({ poll }) => poll === this.#poll) ?? (polls.length === 1 ? polls[0] : undefined);
  }

  choosePoll(poll: PollNo): void {
    if (poll !== this.poll?.poll) this.choice = undefined;
    this.#poll = poll;
  }

  get isWhole(): boolean {
    const { poll, choice } = this;
    const isCode = readEither(this.typed).is === 'whole';
    return !this.isBusy && poll !== undefined && choice !== undefined && isCode && fits(poll, choice);
  }

  /** How long until it forgets whoever is here; none while nobody is, or while the server is waited for. */
  get leftMs(): number | undefined {
    if (this.showing === 'welcome' || this.isBusy) return undefined;
    const most = this.showing === 'thanks' ? thanksMs : idleMs;
    return Math.max(0, this.#touched + most - this.clock.now);
  }

  /** Somebody is here. */
  touch(): void {
    this.#touched = this.live?.now() ?? Date.now();
  }

  begin(what: 'ask' | 'vote'): void {
    this.touch();
    this.showing = what;
  }

  /** To be run whenever what it reads changes: forgets whoever has gone without a word. */
  follow(): void {
    this.assisting?.follow();
    if (this.leftMs === 0) this.forget();
  }

  /** Nothing of whoever was here is left on the page. */
  forget(): void {
    this.#visit += 1;
    this.#awaited = undefined;
    const was = this.showing;
    Object.assign(this, { showing: 'welcome', text: '', name: '', typed: '', isBusy: false });
    this.choice = undefined;
    this.#poll = undefined;
    this.refusal = undefined;
    this.thanks = undefined;
    if (was !== 'welcome') this.#device.forgotten();
  }

  async ask(): Promise<void> {
    const command = this.canAsk ? this.assisting?.question(this.text, this.name, this.typed) : undefined;
    if (command) await this.#give(command, 'asked');
  }

  async vote(): Promise<void> {
    const { poll, choice } = this;
    const reading = readEither(this.typed);
    if (!this.isWhole || !poll || !choice || reading.is !== 'whole') return;
    const { code: badge } = reading;
    await this.#give({ do: 'vote', poll: poll.poll, round: poll.round, choice, seq: 1, badge }, 'counted');
  }

  /** Gives it and waits for the server's word; without a network not for long, as it is kept here. */
  async #give(command: Command, done: Thanks): Promise<void> {
    const { live } = this;
    if (!live) return;
    const visit = this.#visit;
    this.isBusy = true;
    this.refusal = undefined;
    this.#awaited = command;
    const outcome = await Promise.race([live.do(command), this.#device.rest(waitsMs)]);
    if (visit !== this.#visit) return;
    this.#awaited = undefined;
    this.isBusy = false;
    this.touch();
    if (outcome && !outcome.done) {
      // Nobody is here to say whether the badge in hand is the right one, so what it cast before stands.
      this.refusal = outcome.code === 'stale' ? m.kiosk_voted() : refusalText(outcome.code, outcome.limit);
      return;
    }
    this.#thank(outcome ? done : 'kept');
  }

  /** What was written is gone with the thanks: whoever comes next may stand there already. */
  #thank(thanks: Thanks): void {
    Object.assign(this, { text: '', name: '', typed: '' });
    this.choice = undefined;
    this.thanks = thanks;
    this.showing = 'thanks';
  }

  /** What nobody waits for any more is counted, also what was given before the page was loaded. */
  #decided({ command }: Kept, outcome: Outcome): void {
    if (outcome.done || outcome.code === 'stale' || command === this.#awaited) return;
    this.#missed = { n: this.missed + 1, at: this.clock.now };
    keep(this.#device.storage, this.#missedKey, this.#missed);
  }

  get #keptMissed(): Missed {
    return kept<Missed>(this.#device.storage, this.#missedKey) ?? none;
  }

  get #missedKey(): string {
    return `majlis.draft.${ownerOf(this.token)}.kiosk-missed`;
  }
}

/** What was acknowledged is not kept on a device that everybody uses, for the case that it is lost: texts would stay in it. */
function connected(token: string): Live {
  return new Live({ token, view: 'kiosk', receipts: async () => undefined });
}
