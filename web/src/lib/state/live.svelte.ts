import { Connection, type Status } from '$lib/net/connection';
import { helloOf, type Newcomer } from '$lib/net/hello';
import { type HearDecision, type Kept, Outbox, type Outcome } from '$lib/net/outbox';
import { ownerOf } from '$lib/net/owner';
import { type Page, Queries } from '$lib/net/queries';
import { SecretBallots, SecretSequence, Sequence } from '$lib/net/registers';
import { ofTheBrowser, type Surroundings } from '$lib/net/surroundings';
import { apply, forgetting, have, isBeyond, type WireFrame } from '$lib/protocol/apply';
import type {
  ByeCode,
  Choice,
  ClientFrame,
  Command,
  MineView,
  PollView,
  QuestionItem,
  Reaction,
  SessionNo,
  Size,
  Welcome,
} from '$lib/protocol/generated/protocol';
import { nothing, type Views } from '$lib/protocol/views';
import { sessionOf } from './agenda';
import { SeenBefore } from './seen';

export type { Kept, Outcome, Page, Status };

/** Hears how many of each reaction came since the last time. */
export type HearReactions = (counts: Partial<Record<Reaction, number>>) => void;

/** Between two times that what is seen is kept, where the device allows it. */
const keepsEveryMs = 10_000;

/** A session that should have been over for so long is over, whatever was seen of it. */
const latestMs = 2 * 60 * 60_000;

/** A search of more characters finds nothing better, and a frame may not be long. */
const longestSearch = 500;

type Vote = Extract<Command, { do: 'vote' }>;

/**
 * `token` is a participant's or a role link's, `view` as what to look. No `session` lets the server choose the running or
 * next one of the `hall`.
 */
interface Options extends Partial<Surroundings>, Newcomer {
  /**
   * Of a participant: begins with what this device saw last, keeps what it sees, and shows what follows a welcome when it
   * is whole, for piece by piece the page would jump.
   */
  keeps?: boolean;
}

/**
 * A session as its page sees it, kept up to date, and the way to act in it. Every field is reactive; nothing here
 * knows of a page.
 */
export class Live {
  #status = $state<Status>('connecting');
  #ended = $state<ByeCode>();
  #welcome = $state.raw<Welcome>();
  #views = $state.raw<Views>(nothing);
  #outbox = $state.raw<readonly Kept[]>([]);
  /** Counts what is remembered on the device alone, so that `mine` is made again. */
  #remembered = $state(0);
  /** What was kept on the device last. */
  #kept: Views | undefined;
  /** What has come since a welcome, while it is not whole. */
  #arriving: Views | undefined;
  /** When the server was heard last, by its clock; of what was kept, when that was seen. */
  #heardAt = $state<number>();
  #isCurrent = $state(false);

  readonly #options: Options;
  readonly #around: Surroundings;
  readonly #connection: Connection;
  readonly #box: Outbox;
  readonly #queries: Queries;
  readonly #sequence: Sequence;
  readonly #secretSequence: SecretSequence;
  readonly #secrets: SecretBallots;
  readonly #hearers = new Set<HearReactions>();
  readonly #seen: SeenBefore | undefined;
  #endings: (() => void)[] = [];
  #wanted: SessionNo | undefined;
  #holding = 0;
  /** How far the server's clock is ahead of the device's. */
  #ahead = 0;

  readonly mine: MineView = $derived(this.#withSecrets(this.#views.mine));

  constructor(options: Options) {
    this.#options = options;
    this.#wanted = options.session ?? undefined;
    this.#around = { ...ofTheBrowser(), ...options };
    const owner = ownerOf(options.token);
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
    this.#queries = new Queries(this.#around, send);
    this.#sequence = new Sequence(owner, this.#around.storage);
    this.#secretSequence = new SecretSequence(owner, this.#around.storage);
    this.#secrets = new SecretBallots(owner, this.#around.storage);
    this.#seen = options.keeps ? new SeenBefore(owner, this.#around.storage) : undefined;
    this.#beginWithSeen();
    this.#box = new Outbox(
      owner,
      this.#around,
      ({ id, command }) => send({ t: 'do', id, command }),
      (all) => {
        this.#outbox = all;
      },
    );
    this.#box.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  get status(): Status {
    return this.#status;
  }

  /** Whether what is shown is what the server says, own part included, and not what this device saw before. */
  get isCurrent(): boolean {
    return this.#isCurrent;
  }

  /** When the server was heard last, by its clock. */
  get heardAt(): number | undefined {
    return this.#heardAt;
  }

  /** Whether the session that this device saw in another visit is on, or to come: its person is led back there. */
  get goesBack(): boolean {
    const { agenda, watched } = this.#views;
    if (this.#welcome || watched === undefined) return false;
    const entry = sessionOf(agenda, watched);
    return !entry || (entry.phase !== 'ended' && this.now() < entry.ends + latestMs);
  }

  /** Why the connection ended, when it did for good. */
  get ended(): ByeCode | undefined {
    return this.#ended;
  }

  /** The id of the forum, as the token names it. */
  get forum(): string {
    return this.#options.token.split('.')[1] ?? '';
  }

  get welcome(): Welcome | undefined {
    return this.#welcome;
  }

  get agenda() {
    return this.#views.agenda;
  }

  get session() {
    return this.#views.session;
  }

  /** The questions in front by support and by time; the rest is read by `page`. */
  get questions(): ReadonlyMap<number, QuestionItem> {
    return this.#views.questions.items;
  }

  get questionsTotal(): number {
    return this.#views.questions.total;
  }

  get waiting(): ReadonlyMap<number, QuestionItem> {
    return this.#views.waiting.items;
  }

  get waitingTotal(): number {
    return this.#views.waiting.total;
  }

  /** The polls of the session by their numbers; drafts for moderators only. */
  get polls(): ReadonlyMap<number, PollView> {
    return this.#views.polls;
  }

  get stage() {
    return this.#views.stage;
  }

  get counts() {
    return this.#views.counts;
  }

  get acts() {
    return this.#views.acts;
  }

  get feedback() {
    return this.#views.feedback;
  }

  /** The leaderboard of the session's quizzes, once one of them counted. */
  get leaders() {
    return this.#views.leaders;
  }

  get screen() {
    return this.#views.screen;
  }

  get links() {
    return this.#views.links;
  }

  /** The newest of each figure. */
  get pulse() {
    return this.#views.pulse;
  }

  /** The highest revision of any topic that is shown: what a wall says it has painted. */
  get rev(): number {
    return Math.max(0, ...this.#views.revs.values());
  }

  /** The revision that a topic is at; -1 before it came. */
  revOf(topic: number): number {
    return this.#views.revs.get(topic) ?? -1;
  }

  /** The revision that `mine` was made at; -1 before it came. */
  get mineRev(): number {
    return this.#views.mineRev;
  }

  /** The commands that this device keeps until the server has decided them, in their order. */
  get outbox(): readonly Kept[] {
    return this.#outbox;
  }

  /** How long a kept command rests yet at a time of the server's clock, in milliseconds, because it came too soon. */
  restOf({ until }: Kept, now: number): number | undefined {
    return until === undefined ? undefined : Math.max(0, until + this.#ahead - now);
  }

  start(): void {
    const keepNew = () => {
      // Encoding hundreds of questions takes a frame: not for what is kept already.
      if (this.#views !== this.#kept) this.#keepSeen();
    };
    this.#endings = [
      this.#box.watchTabs(),
      this.#around.onStored((key) => this.#heardOf(key)),
      this.#around.every(keepNew, keepsEveryMs),
      this.#around.onLeave(() => this.#keepSeen()),
    ];
    this.#connection.start();
  }

  stop(): void {
    for (const end of this.#endings.splice(0)) end();
    this.#connection.stop();
  }

  /** The server's clock, in milliseconds since 1970. */
  now(): number {
    return this.#around.now() + this.#ahead;
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
    return this.#sequence.next(this.#around.now(), this.#views.mine.seq);
  }

  /** A number for the next ballot of this person in a poll. */
  nextBallot({ poll, round, settings }: PollView): number {
    return settings.secret ? this.#secretSequence.next(poll, round) : this.nextSeq();
  }

  /** Looks at another session. One that was asked for comes, on this connection or on the next: it is asked for once. */
  watch(session: SessionNo): void {
    if (session === this.#wanted) return;
    this.#wanted = session;
    this.#connection.send({ t: 'watch', session });
  }

  /** Reads a list past its window, from behind a question. Rejects when no answer comes. */
  page(topic: number, after: number): Promise<Page> {
    return this.#queries.page(topic, after);
  }

  /** Finds questions: to phones those that are like the text, to desks those that hold its words. A long text is cut. */
  find(text: string): Promise<QuestionItem[]> {
    return this.#queries.find([...text].slice(0, longestSearch).join(''));
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
    const { token, view, hall } = this.#options;
    // What was seen in another visit is gone back to only while it is on, and where no hall says better what is.
    const shown = this.#welcome || (hall == null && this.goesBack) ? this.#views.watched : undefined;
    const session = this.#wanted ?? shown;
    const hello = helloOf({ token, view, session, hall });
    const knows = session !== undefined && session === this.#views.watched;
    return knows ? { ...hello, have: have(this.#views) } : hello;
  }

  #heard(frame: WireFrame, ageMs: number): void {
    const known = this.#arriving ?? this.#views;
    if (isBeyond(known, frame)) this.#askAnew(frame);
    else this.#take(frame, apply(known, frame));
    this.#heardAt = this.now();
    switch (frame.t) {
      case 'mine':
        this.#isCurrent = true;
        break;
      case 'welcome':
        this.#welcomed(frame, ageMs);
        break;
      case 'done':
      case 'refused':
        this.#box.answered(frame);
        break;
      case 'page':
      case 'found':
        this.#queries.answered(frame);
        break;
      case 'pulse':
        if (frame.reactions) for (const hear of this.#hearers) hear(frame.reactions);
    }
  }

  /** Shows what is known after a frame; from a welcome on, once the own part has come, which is the last to do so. */
  #take(frame: WireFrame, views: Views): void {
    const begins = frame.t === 'welcome' && frame.session !== null && this.#seen !== undefined;
    const gathers = begins || (this.#arriving !== undefined && frame.t !== 'mine');
    this.#arriving = gathers ? views : undefined;
    if (!gathers) this.#views = views;
  }

  #beginWithSeen(): void {
    const seen = this.#seen?.read();
    if (!seen) return;
    this.#views = seen.views;
    this.#heardAt = seen.at;
    this.#ahead = seen.ahead;
  }

  /** Before the server was heard there is nothing to keep but what was kept already. */
  #keepSeen(): void {
    if (!this.#isCurrent || this.#heardAt === undefined) return;
    this.#kept = this.#views;
    this.#seen?.write({ views: this.#views, at: this.#heardAt, ahead: this.#ahead });
  }

  #askAnew(frame: WireFrame): void {
    if (frame.t !== 'change') return;
    this.#views = forgetting(this.#views, frame.topic);
    this.#connection.again();
  }

  #welcomed(welcome: Welcome, ageMs: number): void {
    this.#ahead = welcome.now + ageMs - this.#around.now();
    this.#welcome = welcome;
  }

  /** Says and asks again what the connection before may have lost, or what had none. */
  #begun(welcome: Welcome): void {
    // A session that was asked for while the welcome was on its way is asked for again.
    if (this.#wanted !== undefined && welcome.session !== this.#wanted) {
      this.#connection.send({ t: 'watch', session: this.#wanted });
    }
    this.#box.connected(welcome.limits);
    this.#queries.connected();
    if (this.#holding) this.holding(this.#holding);
  }

  #stands(status: Status, ended?: ByeCode): void {
    // What did not arrive whole is asked for again, as if nothing of it had come.
    if (status !== 'live') this.#arriving = undefined;
    this.#status = status;
    this.#ended = ended;
  }

  #decided({ command }: Kept, outcome: Outcome): void {
    // After a reload a decision may come before its poll: then it is remembered, and shown if the poll is a secret one.
    const secret = command.do === 'vote' && (this.polls.get(command.poll)?.settings.secret ?? true);
    if (secret && outcome.done) this.#remember(command);
    if (command.do === 'vote' && !outcome.done && outcome.code === 'stale') this.#castAbove(command);
  }

  /** Another device of this person has voted in secret before: this choice is the later one, and goes above it. */
  #castAbove(vote: Vote): void {
    const { poll, round, seq } = vote;
    if (!this.#secretSequence.isLatest(poll, round, seq)) return;
    void this.do({ ...vote, seq: this.#secretSequence.next(poll, round) });
  }

  #remember({ poll, round, choice }: { poll: number; round: number; choice: Choice }): void {
    this.#secrets.remember(poll, round, choice);
    this.#remembered += 1;
  }

  /** Another tab of this device has cast in secret. */
  #heardOf(key: string): void {
    if (this.#secrets.isOfOne(key)) this.#remembered += 1;
  }

  #withSecrets(mine: MineView): MineView {
    void this.#remembered;
    const secrets = this.#secrets.of(this.polls.values());
    return secrets.length === 0 ? mine : { ...mine, ballots: [...mine.ballots, ...secrets] };
  }
}
