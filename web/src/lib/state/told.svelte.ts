import type { Surroundings } from '$lib/net/surroundings';
import { apply, doesNotFit, forgetting, type WireFrame } from '$lib/protocol/apply';
import type { PollView, QuestionItem, Welcome } from '$lib/protocol/generated/protocol';
import { type Award, awardOf, nothing, type Views } from '$lib/protocol/views';
import { sessionOf } from './agenda';
import { SeenBefore } from './seen';

/** A session that should have been over for so long is over, whatever was seen of it. */
const latestMs = 2 * 60 * 60_000;

/**
 * What the server tells of a session, and by which clock. Every field is reactive.
 *
 * A device that keeps what it sees begins with what it saw last, and shows what follows a welcome when it is whole, for
 * piece by piece the page would jump.
 */
export class Told {
  #welcome = $state.raw<Welcome>();
  #views = $state.raw<Views>(nothing);
  /** Each by itself, so that the award is another one only when one of them is. */
  readonly #awardAlone = $derived(this.#views.award);
  readonly #awardPlan = $derived(this.#views.awardPlan);
  readonly #award = $derived(awardOf({ award: this.#awardAlone, awardPlan: this.#awardPlan }));
  /** What was kept on the device last. */
  #kept: Views | undefined;
  /** What has come since a welcome, while it is not whole. */
  #arriving: Views | undefined;
  /** When the server was heard last, by its clock; of what was kept, when that was seen. */
  #heardAt = $state<number>();
  #isCurrent = $state(false);
  /** How far the server's clock is ahead of the device's. */
  #ahead = 0;
  readonly #around: Surroundings;
  readonly #seen: SeenBefore | undefined;

  /** `keptBy` is whose views this device keeps, where it does. */
  protected constructor(around: Surroundings, keptBy: string | undefined) {
    this.#around = around;
    this.#seen = keptBy === undefined ? undefined : new SeenBefore(keptBy, around.storage);
    const seen = this.#seen?.read();
    if (!seen) return;
    this.#views = seen.views;
    this.#heardAt = seen.at;
    this.#ahead = seen.ahead;
  }

  protected get views(): Views {
    return this.#views;
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

  /** The badges of the forum in figures, once there were any: to desks. */
  get badges() {
    return this.#views.badges;
  }

  /** How the forum's record is given: to organisers. */
  get record() {
    return this.#views.record;
  }

  /** The award of the session with its plan: from its scoring on, to desks from its first plan on. */
  get award(): Award | undefined {
    return this.#award;
  }

  /** The work of the award's jury: to desks. */
  get jury() {
    return this.#views.jury;
  }

  /** How many papers of the award's blind ballots were given: to desks. */
  get papers() {
    return this.#views.papers;
  }

  /** The statements of the session: from their opening on, to desks from their first plan on. */
  get statements() {
    return this.#views.statements;
  }

  /** The picture of opinions that they come to, where it is shown. */
  get opinions() {
    return this.#views.opinions;
  }

  /** The ideas of the session's board: once it was led on, to desks from its first plan on. */
  get ideas() {
    return this.#views.ideas;
  }

  /** The board itself: its question, its groups, how far it is. */
  get board() {
    return this.#views.board;
  }

  /** What the board's tables came to, by their places: to desks, to everyone else once it is shown. */
  get results() {
    return this.#views.results;
  }

  /** The forum's recommendations that everyone sees, from the first vote or the first published one on. */
  get recommendations() {
    return this.#views.recommendations;
  }

  /** All recommendations: to rapporteurs and desks. */
  get drafts() {
    return this.#views.drafts;
  }

  /** The stands of the session's exhibition: once they are shown, to desks from its first plan on. */
  get stands() {
    return this.#views.stands;
  }

  /** What was asked and said at them: to desks, and to a team of its own stand. */
  get remarks() {
    return this.#views.remarks;
  }

  /** How they are visited and rated, likewise. */
  get interest() {
    return this.#views.interest;
  }

  /** The run of show of the hall, from its first cue on: to desks. */
  get show() {
    return this.#views.show;
  }

  /** What of it comes next: to the stage. */
  get nextCue() {
    return this.#views.nextCue;
  }

  /** The queue to speak, once a desk opened one: what the hall sees of it. */
  get speaking() {
    return this.#views.speaking;
  }

  /** All of the queue to speak: to desks. */
  get speakers() {
    return this.#views.speakers;
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

  /** How far the server's clock is ahead of the device's, in milliseconds. */
  get ahead(): number {
    return this.#ahead;
  }

  /** The server's clock, in milliseconds since 1970. */
  now(): number {
    return this.#around.now() + this.#ahead;
  }

  /** Takes a frame in. False where it is a difference that does not fit: then that is to be asked for anew. */
  protected hear(frame: WireFrame, ageMs: number): boolean {
    const known = this.#arriving ?? this.#views;
    const fits = !doesNotFit(known, frame);
    if (fits) this.#take(frame, apply(known, frame));
    else if (frame.t === 'change') this.#views = forgetting(this.#views, frame.topic);
    this.#heardAt = this.now();
    if (frame.t === 'mine') this.#isCurrent = true;
    if (frame.t === 'welcome') {
      this.#ahead = frame.now + ageMs - this.#around.now();
      this.#welcome = frame;
    }
    return fits;
  }

  /** The connection is lost: what did not arrive whole is asked for again, as if nothing of it had come. */
  protected forgetArriving(): void {
    this.#arriving = undefined;
  }

  /** Keeps what is seen, unless it is kept: encoding hundreds of questions takes a frame. */
  protected keepNew(): void {
    if (this.#views !== this.#kept) this.keepSeen();
  }

  /** Shows what is known after a frame; from a welcome on, once the own part has come, which is the last to do so. */
  #take(frame: WireFrame, views: Views): void {
    const begins = frame.t === 'welcome' && frame.session !== null && this.#seen !== undefined;
    const gathers = begins || (this.#arriving !== undefined && frame.t !== 'mine');
    this.#arriving = gathers ? views : undefined;
    if (!gathers) this.#views = views;
  }

  /** Before the server was heard there is nothing to keep but what was kept already. */
  protected keepSeen(): void {
    if (!this.#isCurrent || this.#heardAt === undefined) return;
    this.#kept = this.#views;
    this.#seen?.write({ views: this.#views, at: this.#heardAt, ahead: this.#ahead });
  }
}
