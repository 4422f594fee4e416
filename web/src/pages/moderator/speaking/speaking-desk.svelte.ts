import type { Notices } from '$lib/components/notices.svelte';
import { isolated } from '$lib/i18n/isolated';
import { m } from '$lib/i18n/language.svelte';
import { placeText } from '$lib/i18n/place';
import type { SpeakerItem, SpeakersView, SpeakingCommand, SpeakingPlan } from '$lib/protocol/generated/protocol';
import { sessionOf } from '$lib/state/agenda';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import type { StageDesk } from '../stage/stage-desk.svelte';

/** The queue before a desk first opened it. */
const none = { version: 0, plan: { open: false, walls: false }, arrangement: 0, waiting: 0, spoken: 0, items: [] };

/** The queue to speak, as the desk calls from it. */
export class SpeakingDesk {
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #stage: StageDesk;
  readonly #notices: Notices;
  /** A call is on its way: a second press must not call the one after. */
  isCalling = $state(false);

  constructor(live: DeskLive, acts: DeskActs, stage: StageDesk, notices: Notices) {
    this.#live = live;
    this.#acts = acts;
    this.#stage = stage;
    this.#notices = notices;
  }

  /** Whether the session that is looked at may have a queue: a break has none. */
  get isHere(): boolean {
    const { agenda, session } = this.#live;
    return sessionOf(agenda, session?.session)?.kind !== 'break';
  }

  /** Whether it is over: its queue is not opened any more. */
  get isOver(): boolean {
    return this.#live.session?.phase === 'ended';
  }

  get queue(): SpeakersView {
    const { speakers, session } = this.#live;
    const here = session?.session ?? 0;
    return speakers?.session === here ? speakers : { session: here, ...none };
  }

  /** Who speaks. */
  readonly now: SpeakerItem | undefined = $derived.by(() =>
    this.queue.items.find(({ status }) => status === 'speaking'),
  );
  /** Those who wait, in their order. */
  readonly waiting: readonly SpeakerItem[] = $derived.by(() =>
    this.queue.items.filter(({ status }) => status === 'waiting'),
  );
  /** The latest of those who are over, the latest first. */
  readonly over: readonly SpeakerItem[] = $derived.by(() =>
    this.queue.items.filter(({ status }) => status !== 'waiting' && status !== 'speaking'),
  );

  /** How many of those who are over have their device blocked. */
  get blocked(): number {
    return this.over.filter(({ blocked }) => blocked).length;
  }

  get isOnWall(): boolean {
    return this.#live.screen?.scene === 'speaking';
  }

  async set(plan: Partial<SpeakingPlan>): Promise<void> {
    const { version, plan: before } = this.queue;
    await this.#give((session) => ({ act: 'set', session, version, plan: { ...before, ...plan } }));
  }

  async show(): Promise<void> {
    await this.#stage.scene({ scene: 'speaking' });
  }

  /** Gives the microphone to somebody, and says to whom, for that name is read out; who spoke before has spoken. */
  async call({ n: speaker, name }: SpeakerItem): Promise<void> {
    if (this.isCalling) return;
    this.isCalling = true;
    try {
      const done = await this.#arrange((session, arrangement) => ({ act: 'call', session, arrangement, speaker }));
      if (done) this.#notices.show(m.sp_called({ name: isolated(name ?? m.without_name()) }));
    } finally {
      this.isCalling = false;
    }
  }

  /** The next one speaks, where somebody waits. */
  async callNext(): Promise<void> {
    const [next] = this.waiting;
    if (next) await this.call(next);
    else this.#notices.show(m.sp_nobody_waits());
  }

  async end({ n: speaker }: SpeakerItem, how: 'done' | 'absent'): Promise<void> {
    await this.#arrange((session, arrangement) => ({ act: 'end', session, arrangement, speaker, how }));
  }

  /** Moves somebody so many places back, or to the front with a negative number, and says where that is. */
  async move(item: SpeakerItem, by: number): Promise<void> {
    const most = this.waiting.length;
    const at = this.waiting.findIndex(({ n }) => n === item.n) + by;
    if (at < 0 || at >= most) return;
    const done = await this.#arrange((session, arrangement) => ({
      act: 'move',
      session,
      arrangement,
      speaker: item.n,
      at,
    }));
    if (done) this.#notices.speak(placeText(item.name ?? m.without_name(), at, most));
  }

  async dismiss({ n: speaker }: SpeakerItem): Promise<void> {
    await this.#arrange((session, arrangement) => ({ act: 'dismiss', session, arrangement, speaker }));
  }

  async clear(): Promise<void> {
    await this.#arrange((session, arrangement) => ({ act: 'clear', session, arrangement }));
  }

  /** Empties the queue so that nobody who was in it asks again in this session. */
  async keepOff(): Promise<void> {
    await this.#arrange((session, arrangement) => ({ act: 'clear', session, arrangement, dismiss: true }));
  }

  /** Takes nothing more from the device that asked, or lets it again. Who is blocked leaves the queue: so that can be taken back at once. */
  async block({ n: speaker, blocked = false }: SpeakerItem): Promise<void> {
    const { session } = this.queue;
    const give = (on: boolean) => this.#acts.give({ do: 'speaking', act: 'block', session, speaker, on });
    if (!(await give(!blocked)).done || blocked) return;
    this.#notices.show(m.sp_blocked(), { label: m.undo(), run: () => void give(false) });
  }

  /** Has only desks see somebody's name and topic, or everybody. */
  async rule({ n: speaker }: SpeakerItem, show: boolean): Promise<void> {
    await this.#give((session) => ({ act: 'rule', session, speaker, show }));
  }

  #arrange(command: (session: number, arrangement: number) => SpeakingCommand): Promise<boolean> {
    const { arrangement } = this.queue;
    return this.#give((session) => command(session, arrangement));
  }

  async #give(command: (session: number) => SpeakingCommand): Promise<boolean> {
    return (await this.#acts.give({ do: 'speaking', ...command(this.queue.session) })).done;
  }
}
