import type { Command, RefusalCode, ServerFrame } from '$lib/protocol/generated/protocol';
import { newId } from './id';
import type { Safe } from './safe';
import { forget, keep, kept, keysUnder, makeRoom } from './storage';
import type { Surroundings } from './surroundings';

/** A command that this device keeps until the server has decided it. */
export interface Kept {
  readonly id: string;
  /** When it was given, by the device's clock; later ones are above it. */
  readonly at: number;
  readonly command: Command;
  /** The history of which the device knew when it was given, or in which it was found to mean the same. */
  readonly epoch?: number | undefined;
  /** The server said that it came too soon: by the device's clock, when it goes again. */
  readonly until?: number | undefined;
  /** The device did not take it: it lasts as long as the page. */
  readonly unkept?: boolean;
  /**
   * It was acknowledged in a history that was replaced. It goes again without a word, and waits like any other once it
   * was refused for the moment.
   */
  readonly again?: 'quietly' | 'waits' | undefined;
  /** The server said that it could not save it yet, or has not answered for so long that it cannot have. */
  readonly putOff?: boolean;
}

/** What the server decided. */
export type Outcome =
  | { readonly done: true; readonly rev: number; readonly no?: number }
  | { readonly done: false; readonly code: RefusalCode | typeof tooLarge; readonly limit?: number };

/** What becomes of a command of another history in this one: it goes as it is to be said now, or is refused. */
export type Looked = Pick<Kept, 'id'> &
  (
    | { readonly command: Command; readonly code?: never }
    | { readonly code: RefusalCode; readonly again: Kept['again'] }
  );

/** Not the server's answer but the outbox's own: the command goes into no frame. */
export const tooLarge = 'too_large';

type Answer = Extract<ServerFrame, { t: 'done' | 'refused' }>;

/** Hears of every decision, also of commands that were given before the page was loaded. */
export type HearDecision = (kept: Kept, outcome: Outcome) => void;

interface Entry extends Kept {
  command: Command;
  epoch?: number | undefined;
  sent: boolean;
  /** Refused for the moment: it goes again when this is over. */
  resting: boolean;
  /** It may lie in the safe too. */
  isSafe: boolean;
  until?: number | undefined;
  again?: Kept['again'];
  putOff?: boolean;
}

/** Most commands on their way at once, before the server has said how many it takes. */
const unanswered = 8;
/** Most bytes of a command with its frame. Those that are too long for a socket go by a request, and it takes no more. */
const longest = 128 * 1024;
/** What another tab has stored and nobody answered for so long was left behind: the tab was closed. */
const leftBehind = 5_000;
/** What is not answered for so long is kept safe as well; most commands never are. */
const unsafe = 1_000;
/** What is not answered for so long is not saved yet, whatever the reason. */
const slow = 5_000;

/**
 * The commands of one person on this device. Each lies in the device's storage under a key of its own, so that tabs
 * share them without overwriting each other, and is sent, in order, again and again until it is decided: sending a
 * command again is always right.
 *
 * A browser writes that storage to the disk when it likes, some seconds later. So what cannot be sent now lies in the
 * device's safe as well, which outlives an empty battery.
 */
export class Outbox {
  readonly #prefix: string;
  readonly #around: Surroundings;
  readonly #send: (kept: Kept) => boolean;
  readonly #changed: (all: readonly Kept[]) => void;
  readonly #epoch: () => number | undefined;
  readonly #promised = new Map<string, (outcome: Outcome) => void>();
  readonly #hearers = new Set<HearDecision>();
  #entries: Entry[] = [];
  #most = unanswered;
  #safe: Safe | undefined;

  constructor(
    owner: string,
    around: Surroundings,
    send: (kept: Kept) => boolean,
    changed: (all: readonly Kept[]) => void,
    epoch: () => number | undefined,
  ) {
    this.#prefix = `majlis.outbox.${owner}.`;
    this.#around = around;
    this.#send = send;
    this.#changed = changed;
    this.#epoch = epoch;
    this.#adopt();
  }

  /** Keeps a command and sends it when it can be. Resolves when the server has decided. */
  add(command: Command): Promise<Outcome> {
    if (!this.#fits({ id: newId(), command })) return this.#refuse(command);
    const at = Math.max(this.#around.now(), (this.#entries.at(-1)?.at ?? 0) + 1);
    const id = newId();
    const decided = new Promise<Outcome>((resolve) => this.#promised.set(id, resolve));
    this.#give([{ id, at, command }]);
    return decided;
  }

  /** Sends once more, before what was given later, what was acknowledged in a history that was replaced. */
  again(commands: readonly Kept[]): void {
    const known = new Set(this.#entries.map(({ id }) => id));
    this.#give(
      commands.filter(({ id }) => !known.has(id)),
      'quietly',
    );
  }

  /** What was given in another history and is not on its way: it is held until it was looked at in this one. */
  get astray(): readonly Kept[] {
    return this.#entries.filter((entry) => !entry.sent && this.#isAstray(entry));
  }

  /** Lets go what was looked at. */
  looked(all: readonly Looked[]): void {
    for (const { id, ...how } of all) {
      const entry = this.#entries.find((one) => one.id === id);
      if (!entry) continue;
      if (how.code) {
        entry.again = how.again;
        this.#decided(entry, { done: false, code: how.code });
      } else {
        Object.assign(entry, { command: how.command, epoch: this.#epoch() });
        this.#keep(id, lasting(entry));
      }
    }
    this.#flush();
  }

  /** From now on what waits lies in a safe too; what a page before left there, and the storage has not, is taken up. */
  async keepSafe(safe: Safe): Promise<void> {
    this.#safe = safe;
    for (const entry of this.#entries) this.#secure(entry);
    const left = (await safe.under(this.#prefix)).filter(({ key }) => kept(this.#around.storage, key) === undefined);
    for (const { key, value } of left) keep(this.#around.storage, key, value);
    this.#takeUp(left.map(({ key }) => key));
  }

  onDecided(hear: HearDecision): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  /** A connection is there: everything undecided goes again, with what other tabs left behind. */
  connected(limits: { unanswered: number }): void {
    this.#most = limits.unanswered;
    for (const entry of this.#entries) entry.sent = false;
    this.#takeUp();
  }

  /** Takes up what other tabs store from now on and leave behind. Returns what ends it. */
  watchTabs(): () => void {
    return this.#around.onStored((key) => {
      if (key.startsWith(this.#prefix)) this.#around.later(() => this.#takeUp([key]), leftBehind);
    });
  }

  answered(answer: Answer): void {
    const entry = this.#entries.find(({ id }) => id === answer.id);
    if (!entry) return;
    const soonest = tooSoonBy(answer);
    entry.putOff = answer.t === 'refused' && answer.code === 'try_again';
    if (soonest !== undefined) this.#rest(entry, soonest, this.#around.now() + soonest);
    else if (answer.t === 'refused' && answer.retry !== undefined) this.#rest(entry, answer.retry);
    else this.#decided(entry, outcomeOf(answer));
    this.#flush();
  }

  #takeUp(keys?: readonly string[]): void {
    this.#adopt(keys);
    for (const entry of this.#entries) {
      if (!this.#fits(entry)) this.#decided(entry, { done: false, code: tooLarge });
    }
    this.#flush();
  }

  #adopt(keys: readonly string[] = keysUnder(this.#around.storage, this.#prefix)): void {
    const known = new Set(this.#entries.map(({ id }) => id));
    const found = keys
      .map((key) => ({ id: key.slice(this.#prefix.length), ...kept<Omit<Kept, 'id'>>(this.#around.storage, key) }))
      .filter((left): left is Kept => left.command !== undefined && !known.has(left.id))
      .map((left): Entry => ({ ...left, sent: false, resting: false, isSafe: true }));
    this.#insert(found);
  }

  #insert(entries: readonly Entry[]): void {
    if (entries.length === 0) return;
    this.#entries = [...this.#entries, ...entries].sort((a, b) => a.at - b.at);
    this.#tell();
  }

  /** Keeps a command; says whether it outlives the page. */
  #keep(id: string, value: Omit<Kept, 'id'>): boolean {
    const { storage, lasts } = this.#around;
    const key = this.#prefix + id;
    return (keep(storage, key, value) || (makeRoom(storage) && keep(storage, key, value))) && lasts;
  }

  /** Keeps commands, sends them when they can be, and secures what is not answered soon. */
  #give(commands: readonly Kept[], again?: Kept['again']): void {
    const epoch = this.#epoch();
    const entries = commands.map(({ id, at, command }): Entry => {
      const unkept = !this.#keep(id, { at, command, epoch, again });
      return { id, at, command, epoch, again, sent: false, resting: false, isSafe: false, unkept };
    });
    this.#insert(entries);
    this.#flush();
    for (const entry of entries) this.#around.later(() => this.#secure(entry), entry.sent ? unsafe : 0);
  }

  #secure(entry: Entry): void {
    if (!this.#safe || entry.unkept || !this.#entries.includes(entry)) return;
    entry.isSafe = true;
    this.#safe.keep(this.#prefix + entry.id, lasting(entry));
  }

  #isAstray({ epoch }: Entry): boolean {
    return epoch !== undefined && epoch !== this.#epoch();
  }

  #fits({ id, command }: Pick<Kept, 'id' | 'command'>): boolean {
    return new TextEncoder().encode(JSON.stringify({ t: 'do', id, epoch: this.#epoch(), command })).length <= longest;
  }

  /** Refuses a command as the server would, a little later, without keeping it. */
  async #refuse(command: Command): Promise<Outcome> {
    const outcome: Outcome = { done: false, code: tooLarge };
    await Promise.resolve();
    for (const hear of this.#hearers) hear({ id: newId(), at: this.#around.now(), command }, outcome);
    return outcome;
  }

  #rest(entry: Entry, ms: number, until?: number): void {
    Object.assign(entry, { sent: false, resting: true, until, again: entry.again && 'waits' });
    this.#tell();
    this.#around.later(() => {
      Object.assign(entry, { resting: false, until: undefined });
      this.#tell();
      this.#flush();
    }, ms);
  }

  #decided(entry: Entry, outcome: Outcome): void {
    forget(this.#around.storage, this.#prefix + entry.id);
    if (entry.isSafe) this.#safe?.forget(this.#prefix + entry.id);
    this.#entries = this.#entries.filter((other) => other !== entry);
    this.#tell();
    this.#promised.get(entry.id)?.(outcome);
    this.#promised.delete(entry.id);
    for (const hear of this.#hearers) hear(entry, outcome);
  }

  /** What rests is not overtaken by what was given after it; what came too soon, by nothing of its own kind. */
  #flush(): void {
    let free = this.#most - this.#entries.filter(({ sent }) => sent).length;
    const early = this.#entries.find(({ until }) => until !== undefined);
    for (const entry of this.#entries) {
      if (early && kindOf(early.command) === kindOf(entry.command)) continue;
      if (free <= 0 || entry.resting) return;
      if (entry.sent || this.#isAstray(entry)) continue;
      entry.sent = this.#send(entry);
      if (entry.sent) this.#around.later(() => this.#waits(entry), slow);
      free -= 1;
    }
  }

  /** The server that does not know whether something was saved answers nothing before it does. */
  #waits(entry: Entry): void {
    if (!entry.sent || !this.#entries.includes(entry)) return;
    entry.putOff = true;
    this.#tell();
  }

  #tell(): void {
    this.#changed([...this.#entries]);
  }
}

/** What comes too soon is a question or comment at a stand; who visits and rates goes on. */
function kindOf(command: Command): string {
  if (command.do !== 'stands') return command.do;
  return command.act === 'ask' || command.act === 'comment' ? 'stands.says' : 'stands';
}

/** What of a command outlives the page. */
function lasting({ at, command, epoch, again }: Entry): Omit<Kept, 'id'> {
  return { at, command, epoch, again };
}

/** How long it is too soon for a command. It is as good as one that is to be retried then. */
function tooSoonBy(answer: Answer): number | undefined {
  return answer.t === 'refused' && answer.code === 'too_soon' ? answer.limit : undefined;
}

function outcomeOf(answer: Answer): Outcome {
  if (answer.t === 'done') {
    const { rev, no } = answer;
    return no === undefined ? { done: true, rev } : { done: true, rev, no };
  }
  const { code, limit } = answer;
  return limit === undefined ? { done: false, code } : { done: false, code, limit };
}
