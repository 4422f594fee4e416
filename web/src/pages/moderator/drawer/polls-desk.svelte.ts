import { earlierOf, pairOf } from '$lib/polls/further/pairs';
import { copyOf, draftOf, PollForm } from '$lib/polls/poll-form.svelte';
import type { CloudItem, Leader, PollDraft, PollView } from '$lib/protocol/generated/protocol';
import type { DeskActs } from '../acts/desk-acts.svelte';
import type { DeskLive } from '../desk-live';
import type { StageDesk } from '../stage/stage-desk.svelte';

function isScored({ answer, settings }: PollView): boolean {
  return answer.kind === 'quiz' && !settings.secret;
}

/** A poll in the making. */
interface Making {
  readonly session: number;
  readonly form: PollForm;
  /** The draft that it changes; a new poll where there is none. */
  readonly editing: PollView | undefined;
}

/** The polls of the session: prepared, opened, closed and shown. */
export class PollsDesk {
  #making = $state.raw<Making>();
  readonly all: readonly PollView[] = $derived.by(() => this.#inOrder());
  /** Whether a quiz of the session has a leaderboard: a secret one has none. */
  readonly hasLeaders: boolean = $derived.by(() => this.all.some(isScored));
  readonly #live: DeskLive;
  readonly #acts: DeskActs;
  readonly #stage: StageDesk;

  constructor(live: DeskLive, acts: DeskActs, stage: StageDesk) {
    this.#live = live;
    this.#acts = acts;
    this.#stage = stage;
  }

  /** What is open to vote on. */
  get opened(): readonly PollView[] {
    return this.all.filter(({ phase }) => phase === 'open');
  }

  /** The poll that the walls hold, whichever is open. */
  get held(): number | undefined {
    const { screen } = this.#live;
    return screen?.scene === 'poll' ? screen.poll : undefined;
  }

  /** The poll in the making; while another session is looked at it waits. */
  get form(): PollForm | undefined {
    return this.#makingHere?.form;
  }

  get #makingHere(): Making | undefined {
    return this.#making?.session === this.#live.session?.session ? this.#making : undefined;
  }

  prepare(from?: PollDraft): void {
    this.#make(from);
  }

  /** A new draft that begins as this poll is. */
  duplicate(poll: PollView): void {
    this.#make(copyOf(draftOf(poll)));
  }

  edit(poll: PollView): void {
    this.#make(draftOf(poll), poll);
  }

  /** Whether another poll may ask it again. */
  mayAskAgain(poll: PollView): boolean {
    return earlierOf(this.all).includes(poll);
  }

  /** A new draft that asks this poll again, to tell how opinions have moved. */
  askAgain({ poll }: PollView): void {
    this.#make();
    this.form?.askAgain(poll);
  }

  /** Whether it asks again what is not closed yet. */
  waitsForEarlier(poll: PollView): boolean {
    const { earlier } = pairOf(poll, this.#live.polls);
    return poll.phase !== 'open' && earlier !== undefined && earlier.phase !== 'closed';
  }

  #make(from?: PollDraft, editing?: PollView): void {
    const { session } = this.#live;
    if (!session) return;
    const form = new PollForm(from, earlierOf(this.all, editing));
    this.#making = { session: session.session, form, editing };
  }

  leaveForm(): void {
    this.#making = undefined;
  }

  /** Keeps what the form holds; it closes once the server has it. */
  async save(): Promise<void> {
    const making = this.#makingHere;
    if (!making || making.form.faults.length > 0) return;
    const { session, form, editing } = making;
    const { done } = await this.#acts.give(
      editing
        ? { do: 'edit_poll', poll: editing.poll, version: editing.version, draft: form.draft }
        : { do: 'create_poll', session, poll: form.draft },
    );
    if (done && this.#making === making) this.leaveForm();
  }

  async drop({ poll, version }: PollView): Promise<void> {
    await this.#acts.give({ do: 'drop_poll', poll, version });
  }

  /** Opens it, a closed one in a new round: for so many seconds, until closed by hand with 0, else as prepared. */
  async open({ poll, version }: PollView, seconds?: number): Promise<void> {
    await this.#acts.give({ do: 'open_poll', poll, version, ...(seconds === undefined ? {} : { seconds }) });
  }

  /** Closes it after the countdown that everyone sees. */
  async close({ poll, version }: PollView): Promise<void> {
    await this.#acts.give({ do: 'close_poll', poll, version });
  }

  async reveal({ poll, version, revealed }: PollView): Promise<void> {
    await this.#acts.give({ do: 'reveal_poll', poll, version, on: !revealed });
  }

  /** Holds it on the walls until another scene is chosen. */
  async show({ poll }: PollView): Promise<void> {
    await this.#stage.scene({ scene: 'poll', poll });
  }

  async rule({ poll, round }: PollView, { w, show }: CloudItem, on: boolean): Promise<void> {
    await this.#acts.give({ do: 'rule_word', poll, round, word: w, show: show === on ? null : on });
  }

  /** Holds the leaderboard on the walls until another scene is chosen. */
  async showLeaders(): Promise<void> {
    await this.#stage.scene({ scene: 'leaders' });
  }

  /** Takes a name off the leaderboard, or lets it on again. */
  async ruleName({ w, held = false }: Leader): Promise<void> {
    const { session } = this.#live;
    if (!session || w === undefined) return;
    await this.#acts.give({ do: 'rule_name', session: session.session, name: w, show: held });
  }

  /** In the session's order, open ones first. */
  #inOrder(): PollView[] {
    const order = this.#live.session?.polls ?? [];
    const polls = order.flatMap((poll) => this.#live.polls.get(poll) ?? []);
    const open = polls.filter(({ phase }) => phase === 'open');
    return [...open, ...polls.filter((poll) => !open.includes(poll))];
  }
}
