import type { Command, GivenView } from '$lib/protocol/generated/protocol';
import type { Views } from '$lib/protocol/views';
import type { SecretVotes } from '$lib/state/secret-votes.svelte';
import { newId } from '../id';
import type { Kept, Looked } from '../outbox';
import { ownerOf } from '../owner';
import { forget, keep, kept, keysUnder } from '../storage';
import type { Surroundings } from '../surroundings';
import { folded } from './folded';
import { lastsMs } from './lasts';
import { goesAgain, type Receipt } from './receipt';
import { isSamePoll, meansTheSame, whatIsNotThere } from './same';

/** How many are kept. */
const atMost = 50;
/** How long the server may take to say what it has of this person. */
const patience = 5_000;

/** These are only pressed: who pressed them lost no words, and hears of it once for all. */
const isPressed = (command: Command) =>
  command.do === 'support' ||
  command.do === 'vote' ||
  (command.do === 'statements' && command.act === 'vote') ||
  (command.do === 'ideas' && (command.act === 'dot' || command.act === 'sit')) ||
  (command.do === 'recommendations' && (command.act === 'vote' || command.act === 'mark')) ||
  (command.do === 'stands' && (command.act === 'visit' || command.act === 'rate'));

/** What is to be done where a history was replaced. */
interface Lookback {
  /** Sent again, as it was acknowledged. */
  readonly again: readonly Kept[];
  /** What becomes of that which was never answered. */
  readonly looked: readonly Looked[];
}

/** What looking back takes. */
interface Holder extends Pick<Surroundings, 'storage' | 'now' | 'fetch' | 'later'> {
  readonly token: string;
  readonly secrets: Pick<SecretVotes, 'cast' | 'forget'>;
}

/**
 * What the server acknowledged lately. Where the forum's history is replaced by an older one (another epoch: a backup was
 * restored), it is not there any more, and goes again.
 *
 * Each lies in the device's storage under a key of its own, as in the outbox, so that tabs share them. Of ballots of
 * secret polls none lies here, for an id and a time beside a choice would tell whose it is: what the device remembers of
 * them anyway goes again, as a new command.
 */
export class Receipts {
  readonly #holder: Holder;
  readonly #prefix: string;
  #isLooking = false;

  constructor(holder: Holder) {
    this.#holder = holder;
    this.#prefix = `majlis.done.${ownerOf(holder.token)}.`;
  }

  /** Keeps what was acknowledged in an epoch; `no` is the number of what it made. */
  keep({ id, at, command }: Kept, epoch: number, no: number | undefined): void {
    const latest: Receipt = { id, at, command, epoch, no };
    const before = this.#lasting();
    const after = folded(before, latest);
    if (goesAgain(command, this.#isParticipant)) after.push(latest);
    this.#write(before, after.slice(-atMost));
  }

  /**
   * Takes out what is to be sent again, in its order: what was acknowledged in another epoch than that of `after`; and looks
   * through what `waits` since another one. `before` is what was seen last of that one. What cannot be told to mean the same
   * stays where it was acknowledged, as another tab may see it, and is refused where it was not. Nothing where the server
   * had to be asked something first, and did not answer: then look again.
   */
  async lookBack(before: Views | undefined, after: Views, waits: readonly Kept[]): Promise<Lookback | undefined> {
    if (this.#isLooking) return undefined;
    this.#isLooking = true;
    const due = this.#lasting().filter((receipt) => isDue(receipt, before, after));
    try {
      const again = await Promise.all(due.map((receipt) => this.#anew(receipt)));
      const looked = await Promise.all(waits.map((kept) => this.#looked(kept, before, after)));
      for (const { id } of due) forget(this.#holder.storage, this.#prefix + id);
      return { again: [...again.flat(), ...(before ? this.#secretly(before, after) : [])], looked };
    } catch {
      return undefined;
    } finally {
      this.#isLooking = false;
    }
  }

  async #looked(kept: Kept, before: Views | undefined, after: Views): Promise<Looked> {
    const { id, command } = kept;
    const code = whatIsNotThere(command, of(kept.epoch, before), after);
    if (code) return { id, code, again: isPressed(command) ? 'quietly' : undefined };
    const [anew = kept] = await this.#anew(kept);
    return { id, command: anew.command };
  }

  get #isParticipant(): boolean {
    return this.#holder.token.startsWith('p1.');
  }

  /** An erasure names the newest of what was written by then and is there now. */
  async #anew({ id, at, command }: Kept): Promise<Kept[]> {
    if (command.do !== 'erase_mine') return [{ id, at, command }];
    const upto = Math.min(await this.#newest(), command.upto);
    return upto > 0 ? [{ id, at, command: { ...command, upto } }] : [];
  }

  /** The newest of what this person wrote, as the server has it. Throws where it does not say. */
  async #newest(): Promise<number> {
    const { token, fetch, later } = this.#holder;
    const abort = new AbortController();
    const cancel = later(() => abort.abort(), patience);
    try {
      const headers = { Authorization: `Bearer ${token}` };
      const answer = await fetch('/v1/mine', { headers, signal: abort.signal, cache: 'no-store' });
      if (!answer.ok) throw new Error(`answered ${answer.status}`);
      return ((await answer.json()) as GivenView).upto;
    } finally {
      cancel();
    }
  }

  /**
   * Ballots of secret rounds that are open, under the numbers that they had: one that was lost is above what the history
   * holds, and one that was not overrides no later one of another device. Of a round that is not there the own choice says
   * nothing any more.
   */
  #secretly(before: Views, after: Views): Kept[] {
    const { secrets } = this.#holder;
    return secrets.cast(before.polls.values()).flatMap(({ poll, round, choice, seq, badge }): Kept[] => {
      const is = after.polls.get(poll);
      // A blind ballot goes again by itself, as it was signed.
      if (is?.settings.blind) return [];
      if (!is || !isSamePoll(before.polls.get(poll), is) || is.round < round) secrets.forget(poll, round);
      else if (is.round === round && is.phase === 'open') {
        const command: Command = { do: 'vote', poll, round, choice, seq, ...(badge && { badge }) };
        return [{ id: lowId(), at: this.#holder.now(), command }];
      }
      return [];
    });
  }

  /** Those that last, in the order in which they were given; others go. */
  #lasting(): Receipt[] {
    const { storage, now } = this.#holder;
    const found = keysUnder(storage, this.#prefix).map(
      (key) => ({ ...kept<Receipt>(storage, key), id: key.slice(this.#prefix.length) }) as Receipt,
    );
    const lasts = ({ at, command }: Receipt) => command !== undefined && now() - at < lastsMs;
    for (const { id } of found.filter((receipt) => !lasts(receipt))) forget(storage, this.#prefix + id);
    return found.filter(lasts).sort((one, other) => one.at - other.at);
  }

  #write(before: readonly Receipt[], after: readonly Receipt[]): void {
    const { storage } = this.#holder;
    const stay = new Set(after.map(({ id }) => id));
    for (const { id } of before) if (!stay.has(id)) forget(storage, this.#prefix + id);
    for (const receipt of after) {
      const { id, ...rest } = receipt;
      if (!before.includes(receipt)) keep(storage, this.#prefix + id, rest);
    }
  }
}

/** A new id below those that were drawn: of two ballots of one number the one with the higher id stands. */
function lowId(): string {
  return newId().slice(8).padStart(16, '0');
}

/** Whether a receipt is of another history than is told now, and means the same in this one. */
function isDue({ command, epoch }: Receipt, before: Views | undefined, after: Views): boolean {
  return epoch !== after.epoch && meansTheSame(command, of(epoch, before), after);
}

/** What was seen last, where it is of that history. */
function of(epoch: number | undefined, before: Views | undefined): Views | undefined {
  return before?.epoch === epoch ? before : undefined;
}
