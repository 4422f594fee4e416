import type { Later, Notices } from '$lib/components/notices.svelte';
import { language, m } from '$lib/i18n/language.svelte';
import { wallText } from '$lib/i18n/question-text';
import type { QuestionItem } from '$lib/protocol/generated/protocol';
import { isErased } from '$lib/state/questions';
import { Ticking } from '$lib/state/ticking.svelte';
import { Curation } from './acts/curation.svelte';
import { DeskActs } from './acts/desk-acts.svelte';
import { Dismissing } from './acts/dismissing.svelte';
import { StepMemory } from './acts/step-memory';
import { AwardDesk } from './award/award-desk.svelte';
import type { DeskLive } from './desk-live';
import type { DeskDialog } from './dialogs/dialog';
import { Drawer, type DrawerTab, drawerTabs } from './drawer/drawer.svelte';
import { PollsDesk } from './drawer/polls-desk.svelte';
import { WallsDesk } from './drawer/walls-desk.svelte';
import { Hand } from './hand.svelte';
import { IdeasDesk } from './ideas/ideas-desk.svelte';
import { KeyedActs } from './keys/keyed-acts';
import type { Action } from './keys/keymap';
import { Keys, type Pressed } from './keys/keys.svelte';
import type { Lane } from './lanes/lane.svelte';
import { ListLane } from './lanes/list.svelte';
import { PointerHold } from './lanes/pointer-hold';
import { WaitingLane } from './lanes/waiting.svelte';
import { ShowDesk } from './show/show-desk.svelte';
import { SpeakingDesk } from './speaking/speaking-desk.svelte';
import { StageDesk } from './stage/stage-desk.svelte';
import { isTooLongForWall } from './stage/wall-fit';
import { WallPreview } from './stage/wall-preview.svelte';
import { StandsDesk } from './stands/stands-desk.svelte';
import { StatementsDesk } from './statements/statements-desk.svelte';
import { type Activity, activity } from './time/arrivals';
import { SessionDesk } from './time/session-desk.svelte';

/** The lanes, in their order from the inline start. A narrow desk shows one of them. */
export const laneNames = ['waiting', 'list', 'stage'] as const;
export type LaneName = (typeof laneNames)[number];

/** What a desk needs of the world besides the connection. */
export interface Surroundings {
  notices: Notices;
  later: Later;
  /** When the page was loaded, by the device's clock. */
  began: number;
  /** The role link's token. */
  token: string;
  /** What this page calls itself, among the desks that are open by the link. */
  window: number;
  /** What outlives a reload, and not the tab; none where the browser refuses one. */
  tab: Storage | undefined;
}

/** The moderator's desk: what its keys and buttons come to. */
export class DeskPage {
  /** The lane shown on a narrow desk. */
  shown = $state<LaneName>('waiting');
  /** The lane that the keys act in. */
  focused = $state<LaneName>('waiting');
  /** The lane that takes the focus, as somebody went to it by key. */
  entered = $state.raw<{ lane: LaneName }>();
  dialog = $state.raw<DeskDialog>();
  /** Rows show the whole text, not its first line. */
  wholeTexts = $state(false);
  /** The row in hand offers all that can be done with it, not only what is common. */
  allActs = $state(false);
  readonly live: DeskLive;
  readonly keys = new Keys();
  readonly drawer = new Drawer();
  readonly clock: Ticking;
  readonly acts: DeskActs;
  readonly curation: Curation;
  readonly stage: StageDesk;
  readonly session: SessionDesk;
  readonly preview: WallPreview;
  readonly polls: PollsDesk;
  readonly statements: StatementsDesk;
  readonly award: AwardDesk;
  readonly show: ShowDesk;
  readonly speaking: SpeakingDesk;
  readonly ideas: IdeasDesk;
  readonly stands: StandsDesk;
  readonly walls: WallsDesk;
  readonly waiting: WaitingLane;
  readonly list: ListLane;
  readonly hand: Hand;
  readonly dismissing: Dismissing;
  readonly pointer = new PointerHold();
  readonly #keyed: KeyedActs;
  /** Somebody has the focus in a lane: what is in hand there is told to the other desks. */
  atWork = $state(false);
  readonly #notices: Notices;
  readonly #began: number;
  /** How many waited when that was told last. */
  #waited = 0;
  #stopHearing: (() => void) | undefined;

  constructor(live: DeskLive, { notices, later, began, token, window, tab }: Surroundings) {
    this.live = live;
    this.#notices = notices;
    this.#began = began;
    this.clock = new Ticking(() => live.now());
    this.hand = new Hand(live, later, window);
    const memory = new StepMemory(tab, token.split('.')[1] ?? '');
    this.acts = new DeskActs(live, notices, later, () => this.hand.sharesLink, memory);
    this.curation = new Curation(live, this.acts);
    this.stage = new StageDesk(live, this.acts, notices);
    this.session = new SessionDesk(live, this.acts, this.clock);
    this.statements = new StatementsDesk(live, this.acts, this.stage);
    this.preview = new WallPreview(live, this.clock, this.statements.further.find);
    this.polls = new PollsDesk(live, this.acts, this.stage);
    this.award = new AwardDesk(live, this.acts, this.stage);
    this.show = new ShowDesk(live, this.acts);
    this.speaking = new SpeakingDesk(live, this.acts, this.stage, notices);
    this.ideas = new IdeasDesk(live, this.acts, this.stage);
    this.stands = new StandsDesk(live, this.acts, this.stage);
    this.walls = new WallsDesk(live, token, notices, this.preview);
    const leaves = (item: QuestionItem) => this.acts.leaves(item);
    this.waiting = new WaitingLane(live, leaves);
    this.list = new ListLane(live, leaves, later);
    this.acts.onback = (question) => this.lane?.await(question);
    this.dismissing = new Dismissing(this.keys, this.curation);
    this.#keyed = new KeyedActs(this, notices);
  }

  start(): void {
    this.#stopHearing = this.live.onDecided((kept, outcome) => this.acts.heard(kept, outcome, this.#began));
    this.live.start();
  }

  stop(): void {
    this.#stopHearing?.();
    this.live.stop();
  }

  /** The parts of the drawer: those of an award, of an exhibition and of a run of show are there where there is one, and those of statements and of the microphone in all but breaks. */
  get drawerTabs(): readonly DrawerTab[] {
    const { statements, stands, award, show, speaking } = this;
    const here: Partial<Record<DrawerTab, boolean>> = {
      show: show.isHere,
      speaking: speaking.isHere,
      statements: statements.isHere,
      stands: stands.isHere,
      award: award.isHere,
    };
    return drawerTabs.filter((tab) => here[tab] ?? true);
  }

  /** How long the oldest has waited, in milliseconds. */
  get oldestMs(): number {
    const oldest = this.waiting.rows[0]?.item.at;
    return oldest === undefined ? 0 : Math.max(0, this.clock.now - oldest);
  }

  /** The question that this desk has in hand. */
  get inHand(): number | undefined {
    return this.atWork || this.dialog ? this.lane?.current : undefined;
  }

  /** What came of late; none before the first pulse. */
  get activity(): Activity | undefined {
    const { pulse, waiting, questions } = this.live;
    return pulse.arrivals && activity(pulse.arrivals, [...waiting.values(), ...questions.values()], this.clock.now);
  }

  /** Says to those who listen how many wait, when more came. Call it whenever that has changed. */
  tellWaiting(): void {
    const { waitingTotal } = this.live;
    const came = waitingTotal > this.#waited;
    this.#notices.mention('waiting', came ? m.waiting_n({ n: language.formats.number(waitingTotal) }) : undefined);
    this.#waited = waitingTotal;
  }

  watch(session: number): void {
    this.dismissing.leave();
    this.waiting.pages.clear();
    this.list.published.clear();
    this.list.aside.clear();
    this.list.search.clear();
    this.list.show('listed');
    this.waiting.clear();
    this.hand.moved();
    this.live.watch(session);
  }

  /** Acts on a pressed key; says whether it was one of the desk's. */
  press(event: Pressed): boolean {
    const stroke = this.keys.press(event);
    if (stroke && 'reason' in stroke) void this.dismissing.choose(stroke.reason);
    else if (!this.keys.choosingReason) this.dismissing.leave();
    if (stroke && 'action' in stroke) this.act(stroke.action);
    return stroke !== undefined;
  }

  act(action: Action): void {
    this.#keyed.act(action);
  }

  /** Publishes questions, and says of one that a wall cannot hold it. */
  async approve(questions: readonly QuestionItem[]): Promise<void> {
    const long = questions.find((question) =>
      isTooLongForWall(wallText(question), this.walls.look.floor, this.walls.shape),
    );
    await this.curation.approve(questions);
    if (long) this.#offerShorter(long.q);
  }

  /** Brings questions back from where they were put aside. */
  async restore(questions: readonly QuestionItem[]): Promise<void> {
    await this.curation.restore(questions);
    if (questions.some(({ q }) => this.list.aside.items.has(q))) await this.list.aside.read();
  }

  /** Puts those that are not there yet into the stage's queue. */
  enqueue(questions: readonly QuestionItem[]): void {
    const off = questions.filter(({ stage }) => stage === undefined);
    if (!this.tellErased(off)) void this.stage.enqueue(off.filter((question) => !isErased(question)));
  }

  /** Leaves what Escape leaves: the choice of a reason, else the selection. Says whether there was one. */
  leave(): boolean {
    if (this.dismissing.leave()) return true;
    const had = (this.lane?.selected.size ?? 0) > 0;
    this.lane?.clear();
    return had;
  }

  /** A question as it is now, as far as the desk sees it. */
  newest(question: QuestionItem): QuestionItem {
    return this.live.questions.get(question.q) ?? this.live.waiting.get(question.q) ?? question;
  }

  /** Goes to the lane before or after the one at work, as far as there is one. */
  goBeside(step: 1 | -1): void {
    const lane = laneNames[laneNames.indexOf(this.focused) + step];
    if (!lane) return;
    this.shown = lane;
    this.entered = { lane };
  }

  closeDialog(): void {
    this.dialog = undefined;
  }

  /** The lane that the keys act in; the stage has no rows of its own. */
  get lane(): Lane | undefined {
    return { waiting: this.waiting, list: this.list, stage: undefined }[this.focused];
  }

  /** Pausing asks for a message; going on is one press. */
  pause(): void {
    if (this.live.session?.paused) void this.session.pause(false);
    else this.dialog = { kind: 'pause' };
  }

  /** Ends a session whose time is up; where a poll would be closed by it, that is told first. */
  endDue(): void {
    if (this.polls.opened.length > 0) this.dialog = { kind: 'end' };
    else void this.session.phase('ended');
  }

  /** Says of questions whose words were all erased that there is nothing of them to write about or to show. */
  tellErased(questions: readonly QuestionItem[]): boolean {
    const areErased = questions.length > 0 && questions.every(isErased);
    if (areErased) this.#notices.show(m.text_erased());
    return areErased;
  }

  #offerShorter(q: number): void {
    const shorten = () => {
      const question = this.live.questions.get(q);
      if (question) this.dialog = { kind: 'shorten', question };
    };
    this.#notices.show(m.too_long_for_wall(), { label: m.act_shorten(), run: shorten });
  }
}
