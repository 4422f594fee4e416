import { isSlip } from '$lib/badges/slip';
import { Connection, type Status } from '$lib/net/connection';
import { helloOf, type Newcomer } from '$lib/net/hello';
import { type HearDecision, type Kept, Outbox, type Outcome } from '$lib/net/outbox';
import { ownerOf } from '$lib/net/owner';
import { type Page, Queries } from '$lib/net/queries';
import type { Receipts } from '$lib/net/receipts/receipts';
import { type CastBallot, isOwnSecret, Sequence } from '$lib/net/registers';
import { ofTheBrowser, type Surroundings } from '$lib/net/surroundings';
import { have, type WireFrame } from '$lib/protocol/apply';
import type {
  ByeCode,
  ClientFrame,
  Command,
  PollView,
  Reaction,
  SessionNo,
  Size,
  Welcome,
} from '$lib/protocol/generated/protocol';
import type { Views } from '$lib/protocol/views';
import { type Mine, SecretVotes } from './secret-votes.svelte';
import { Told } from './told.svelte';

export type { Kept, Outcome, Page, Status };

/** Hears how many of each reaction came since the last time. */
export type HearReactions = (counts: Partial<Record<Reaction, number>>) => void;

/** Between two times that what is seen is kept, where the device allows it. */
const keepsEveryMs = 10_000;

/** What keeps commands safe is asked for so long after the beginning, when the page stands. */
const safeAfterMs = 1_500;

/**
 * `token` is a participant's or a role link's, `view` as what to look. No `session` lets the server choose the running or
 * next one of the `hall`.
 */
interface Options extends Partial<Surroundings>, Newcomer {
  /** Of a participant: begins with what this device saw last, and keeps what it sees. */
  keeps?: boolean;
  /** Each time that a connection has become live. */
  begun?: () => void;
}

/**
 * A session as its page sees it, kept up to date, and the way to act in it. Every field is reactive; nothing here
 * knows of a page.
 */
export class Live extends Told {
  #status = $state<Status>('connecting');
  #ended = $state<ByeCode>();
  #outbox = $state.raw<readonly Kept[]>([]);

  readonly #options: Options;
  readonly #around: Surroundings;
  readonly #connection: Connection;
  readonly #box: Outbox;
  readonly #sequence: Sequence;
  readonly #secrets: SecretVotes;
  readonly #hearers = new Set<HearReactions>();
  #isSafe = false;
  #receipts: Receipts | undefined;
  /** What was seen last of a history that was replaced, until what was acknowledged in it was looked through. */
  #before: Views | undefined;
  #endings: (() => void)[] = [];
  #wanted: SessionNo | undefined;
  #holding = 0;

  /** What is asked of the server and answered once. */
  readonly queries: Queries;

  readonly mine: Mine = $derived.by(() => this.#secrets.addedTo(this.views.mine, this.polls.values()));

  constructor(options: Options) {
    const around = { ...ofTheBrowser(), ...options };
    const owner = ownerOf(options.token);
    super(around, options.keeps ? owner : undefined);
    this.#options = options;
    this.#around = around;
    this.#wanted = options.session ?? undefined;
    const send = (frame: ClientFrame) => this.#connection.send(frame);
    this.#connection = new Connection(
      {
        hello: () => this.#hello(),
        heard: (...frame) => this.#heard(...frame),
        begun: (welcome) => this.#begun(welcome),
        stands: (...how) => this.#stands(...how),
      },
      this.#around,
    );
    this.queries = new Queries(this.#around, send);
    this.#sequence = new Sequence(owner, this.#around.storage);
    this.#secrets = new SecretVotes(owner, this.#around.storage);
    this.#box = new Outbox(
      owner,
      this.#around,
      ({ id, epoch, command }) => send({ t: 'do', id, ...(epoch !== undefined && { epoch }), command }),
      (all) => {
        this.#outbox = all;
      },
      () => this.welcome?.epoch ?? this.views.epoch,
    );
    this.#box.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  get status(): Status {
    return this.#status;
  }

  /** Why the connection ended, when it did for good. */
  get ended(): ByeCode | undefined {
    return this.#ended;
  }

  /** The id of the forum, as the token names it. */
  get forum(): string {
    return this.#options.token.split('.')[1] ?? '';
  }

  /** The commands that this device keeps until the server has decided them, in their order. */
  get outbox(): readonly Kept[] {
    return this.#outbox;
  }

  /** Those of them that the server has never acknowledged, or has put off. */
  get unacknowledged(): readonly Kept[] {
    return this.#outbox.filter(({ again }) => again !== 'quietly');
  }

  /** Whether everything that waits outlives the page. */
  get isKept(): boolean {
    return !this.#outbox.some(({ unkept }) => unkept);
  }

  /** Whether the server, which is there, could not save what was given: its store is away or being healed. */
  get isPutOff(): boolean {
    return this.#outbox.some(({ putOff }) => putOff);
  }

  /** How long a kept command rests yet at a time of the server's clock, in milliseconds, because it came too soon. */
  restOf({ until }: Kept, now: number): number | undefined {
    // That it rests until is told by the device's own clock.
    return until === undefined ? undefined : Math.max(0, until + this.ahead - now);
  }

  start(): void {
    this.#endings = [
      this.#box.watchTabs(),
      this.#around.onStored((key) => this.#secrets.heardOf(key)),
      this.#around.every(() => this.keepNew(), keepsEveryMs),
      this.#around.every(() => this.#keepSafe(), keepsEveryMs),
      this.#around.every(() => this.#lookBack(), keepsEveryMs),
      this.#around.onLeave(() => this.keepSeen()),
      this.#around.later(() => this.#keepSafe(), safeAfterMs),
      this.#around.later(() => this.#lookBack(), safeAfterMs),
    ];
    this.#connection.start();
  }

  stop(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#connection.stop();
  }

  /** Gives a command. It is kept on this device until the server has decided it; then this resolves. */
  do(command: Command): Promise<Outcome> {
    return this.#box.add(command);
  }

  /** Hears of every decision, also of commands from before this page was loaded. Returns what ends it. */
  onDecided(hear: HearDecision): () => void {
    return this.#box.onDecided(hear);
  }

  /** A number for the next support or rating of this person. */
  nextSeq(): number {
    return this.#sequence.next(this.#around.now(), this.views.mine.seq);
  }

  /** A number for the next ballot of this person in a poll. */
  nextBallot(poll: PollView): number {
    return isOwnSecret(poll) ? this.#secrets.next(poll.poll, poll.round) : this.nextSeq();
  }

  /** Takes for this device's own what it voted over no connection of its own: nobody else knows. */
  remember(ballot: CastBallot): void {
    this.#secrets.remember(ballot);
  }

  /** Looks at another session. One that was asked for comes, on this connection or on the next: it is asked for once. */
  watch(session: SessionNo): void {
    if (session === this.#wanted) return;
    this.#wanted = session;
    this.#connection.send({ t: 'watch', session });
  }

  /** Shows a reaction; lost where there is no connection. */
  react(reaction: Reaction): void {
    this.#connection.send({ t: 'pulse', reaction });
  }

  /** Says which question this desk has in hand; 0 is none. */
  holding(question: number): void {
    this.#holding = question;
    this.#connection.send({ t: 'pulse', holding: question });
  }

  /** Says what stands on this wall, how large its picture is, and whether it stands in for what could not be drawn. */
  shown(scene: string, rev: number, size?: Size, failed = false): void {
    this.#connection.send({ t: 'shown', scene, rev, ...(size ? { size } : {}), ...(failed ? { failed } : {}) });
  }

  /** Hears the reactions of the hall. Returns what ends it. */
  onReactions(hear: HearReactions): () => void {
    this.#hearers.add(hear);
    return () => this.#hearers.delete(hear);
  }

  #hello(): ClientFrame {
    const { hall } = this.#options;
    // What was seen in another visit is gone back to only while it is on, and where no hall says better what is.
    const shown = this.welcome || (hall == null && this.goesBack) ? this.views.watched : undefined;
    const session = this.#wanted ?? shown;
    const hello = helloOf({ ...this.#options, session });
    const knows = session !== undefined && session === this.views.watched;
    return knows ? { ...hello, have: have(this.views) } : hello;
  }

  #heard(frame: WireFrame, ageMs: number): void {
    const { views } = this;
    if (!this.hear(frame, ageMs)) this.#connection.again();
    switch (frame.t) {
      case 'welcome':
        if (views.epoch !== undefined && views.epoch !== frame.epoch) this.#before ??= views;
        break;
      case 'state':
      case 'mine':
        if (this.#before) void this.#lookBack();
        break;
      case 'done':
      case 'refused':
        this.#box.answered(frame);
        break;
      case 'page':
      case 'statements':
      case 'ideas':
      case 'recommendations':
      case 'remarks':
      case 'stand':
      case 'suggested':
      case 'found':
        this.queries.answered(frame);
        break;
      case 'pulse':
        if (frame.reactions) for (const hear of this.#hearers) hear(frame.reactions);
    }
  }

  /** Says and asks again what the connection before may have lost, or what had none. */
  #begun(welcome: Welcome): void {
    // A session that was asked for while the welcome was on its way is asked for again.
    if (this.#wanted !== undefined && welcome.session !== this.#wanted) {
      this.#connection.send({ t: 'watch', session: this.#wanted });
    }
    this.#box.connected(welcome.limits);
    this.queries.connected();
    if (this.#holding) this.holding(this.#holding);
    this.#options.begun?.();
  }

  /** Has what waits kept safe, once the script for it has come. */
  async #keepSafe(): Promise<void> {
    const safe = this.#isSafe ? undefined : await this.#around.safe();
    if (!safe || this.#isSafe) return;
    this.#isSafe = true;
    await this.#box.keepSafe(safe);
  }

  /** Keeps what was acknowledged for as long as it might have to be said again. */
  async #keepReceipt(kept: Kept, no: number | undefined): Promise<void> {
    const epoch = this.welcome?.epoch;
    if (epoch !== undefined) (await this.#looked())?.keep(kept, epoch, no);
  }

  /** Sends again what was acknowledged in a history that was replaced, once what is told now is there whole. */
  async #lookBack(): Promise<void> {
    const [before, receipts] = [this.#before, await this.#looked()];
    const { views } = this;
    const isWhole =
      views.epoch === this.welcome?.epoch && (this.welcome?.you.view !== 'participant' || views.mineRev >= 0);
    if (!receipts || !isWhole || this.#status !== 'live') return;
    const found = await receipts.lookBack(before, views, this.#box.astray);
    if (!found) return;
    if (this.#before === before) this.#before = undefined;
    this.#box.again(found.again);
    this.#box.looked(found.looked);
  }

  /** What keeps what was acknowledged, once the script for it has come. */
  async #looked(): Promise<Receipts | undefined> {
    const Kind = this.#receipts ? undefined : await this.#around.receipts();
    const { token } = this.#options;
    this.#receipts ??= Kind && new Kind({ ...this.#around, token, secrets: this.#secrets });
    return this.#receipts;
  }

  #stands(status: Status, ended?: ByeCode): void {
    if (status !== 'live') this.forgetArriving();
    this.#status = status;
    this.#ended = ended;
  }

  #decided(kept: Kept, outcome: Outcome): void {
    const { command } = kept;
    // What a desk enters for somebody is nothing to remember.
    if (command.do === 'vote' && this.#options.view !== 'participant') return;
    const poll = command.do === 'vote' && this.polls.get(command.poll);
    // After a reload a decision may come before its poll: then it is remembered, and shown if the poll is a secret one.
    const secret = command.do === 'vote' && (!poll || isOwnSecret(poll));
    if (secret && outcome.done) this.#secrets.remember(command);
    else if (outcome.done) void this.#keepReceipt(kept, outcome.no);
    // What goes again is no later choice than any other.
    if (command.do !== 'vote' || outcome.done || outcome.code !== 'stale' || kept.again) return;
    // Whoever holds a slip is asked before it stands in place of what its badge has cast.
    if (command.badge && isSlip(command.badge)) return;
    const above = this.#secrets.above(command, outcome.limit);
    if (above) void this.do(above);
  }
}
