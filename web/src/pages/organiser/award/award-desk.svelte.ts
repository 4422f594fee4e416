import type {
  AwardCommand,
  Command,
  JurorItem,
  JuryView,
  SessionEntry,
  SessionNo,
} from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import type { Live } from '$lib/state/live.svelte';
import { PlanDraft } from './plan-draft.svelte';

/** Gives a command; whether it was done. A refusal was told. */
type Give = (command: Command) => Promise<boolean>;

/** What an organiser does with an award from its plan to its opening. */
export class AwardDesk {
  #chosen = $state<SessionNo>();
  draft = $state.raw<PlanDraft>();
  readonly #live: Live;
  readonly #give: Give;

  constructor(live: Live, give: Give) {
    this.#live = live;
    this.#give = give;
  }

  /** The sessions of the agenda that are awards. */
  get sessions(): readonly SessionEntry[] {
    return this.#live.agenda?.sessions.filter(({ kind }) => kind === 'award') ?? [];
  }

  /** The session in hand, as long as it is on the agenda. */
  get session(): SessionNo | undefined {
    const { sessions } = this;
    return (sessions.find(({ session }) => session === this.#chosen) ?? sessions[0])?.session;
  }

  /** What the session in hand has is still on its way. */
  get isComing(): boolean {
    return this.session !== undefined && this.#live.session?.session !== this.session;
  }

  get award(): Award | undefined {
    const { award } = this.#live;
    return award?.session === this.session ? award : undefined;
  }

  get jury(): JuryView | undefined {
    const { jury } = this.#live;
    return jury?.session === this.session ? jury : undefined;
  }

  /** Whether a poll of the people's choice is open: nothing can be opened meanwhile. */
  get isVoting(): boolean {
    return this.award?.polls.some((poll) => poll !== null && this.#live.polls.get(poll)?.phase === 'open') ?? false;
  }

  /** Whether this page's link is the one that asked for the opening. */
  get askedHere(): boolean {
    return this.jury?.opening?.by === this.#live.welcome?.you.link;
  }

  /** Somebody else saved a plan while this one was being changed. */
  get isBeaten(): boolean {
    const { draft, award } = this;
    return draft?.isChanged === true && draft.version !== (award?.version ?? 0);
  }

  /** Takes a session in hand. */
  choose(session: SessionNo): void {
    this.#chosen = session;
    this.look();
  }

  /** Asks the server for what the session in hand has. */
  look(): void {
    if (this.session !== undefined) this.#live.watch(this.session);
  }

  /** To be run whenever what it reads changes: a plan that nobody changes here follows the server's. */
  follow(): void {
    const { session, draft, award } = this;
    if (session === undefined || this.isComing) return;
    const stands = draft?.session === session && (draft.isChanged || draft.version === (award?.version ?? 0));
    if (!stands) this.draft = new PlanDraft(session, award);
  }

  /** Leaves what was changed here for what the server has. */
  leave(): void {
    if (this.session !== undefined) this.draft = new PlanDraft(this.session, this.award);
  }

  async save(): Promise<void> {
    const { draft } = this;
    if (!draft) return;
    const { session, version, sent: plan } = draft;
    if (await this.#give({ do: 'award', act: 'plan', session, version, plan })) draft.saved();
  }

  /** Goes a step on: begins the scoring, seals it, or asks for the opening and confirms it. */
  async step(act: Extract<AwardCommand['act'], 'begin' | 'seal' | 'open'>): Promise<void> {
    const { award } = this;
    if (!award) return;
    const { session, version } = award;
    await this.#give({ do: 'award', act, session, version });
  }

  /** Has a juror not judge a nominee, or judge it after all. */
  async recuse({ link: juror }: JurorItem, [track, nominee]: readonly [number, number], on: boolean): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    const seq = this.#live.nextSeq();
    await this.#give({ do: 'award', act: 'recuse', session, track, nominee, on, seq, juror });
  }
}
