import {
  type AwardCommand,
  type AwardPlan,
  type Command,
  type JurorItem,
  type JuryView,
  type LinkNo,
  type PollView,
  type SessionEntry,
  type SessionNo,
  type Track,
  topics,
} from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import type { Live } from '$lib/state/live.svelte';
import type { FreshLink } from '../handout';
import { most, PlanDraft } from './plan-draft.svelte';

/** Gives a command; whether it was done. A refusal was told. */
type Give = (command: Command) => Promise<boolean>;

/** A link that was made, with what is handed out of it. */
export interface MadeLink {
  readonly link: LinkNo;
  readonly fresh: FreshLink;
}

/** Makes links, and takes those back that came to nothing. */
interface Links {
  /** Another one like that; a refusal was told. */
  like(link: LinkNo): Promise<MadeLink | undefined>;
  takeBack(made: MadeLink): Promise<void>;
}

/** Nominees of a track that have marks of too few jurors, by their places. */
export interface Short {
  readonly track: Track;
  readonly nominees: readonly number[];
}

/** A track of which the people choose, with its poll. */
export interface PeoplesPoll {
  readonly track: Track;
  readonly poll: PollView;
}

/** What an organiser does with an award from its plan to its opening. */
export class AwardDesk {
  #chosen = $state<SessionNo>();
  draft = $state.raw<PlanDraft>();
  /** The link that a juror goes on by and that was made here, until it is put away. */
  heir = $state.raw<FreshLink>();
  readonly #live: Live;
  readonly #give: Give;
  readonly #links: Links;

  constructor(live: Live, give: Give, links: Links) {
    this.#live = live;
    this.#give = give;
    this.#links = links;
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
    const { session, welcome } = this.#live;
    if (this.session === undefined) return false;
    const hasAward = welcome?.session === this.session && welcome.topics.includes(topics.award_plan);
    return session?.session !== this.session || (hasAward && !this.award);
  }

  get award(): Award | undefined {
    const { award } = this.#live;
    return award?.session === this.session ? award : undefined;
  }

  get jury(): JuryView | undefined {
    const { jury } = this.#live;
    return jury?.session === this.session ? jury : undefined;
  }

  /** How many organisers' links are good. */
  get organisers(): number {
    const isGood = (expires: number | null) => expires === null || expires > this.#live.now();
    const links = this.#live.links?.links ?? [];
    return links.filter(({ role, revoked, expires }) => role === 'organiser' && !revoked && isGood(expires)).length;
  }

  /** How many badges may vote in the people's choice: those of its groups, or every one that is good. */
  votersOf({ people }: Pick<AwardPlan, 'people'>): number {
    const { badges } = this.#live;
    if (!people || !badges) return 0;
    if (people.groups.length === 0) return badges.good;
    return people.groups.reduce((sum, group) => sum + (badges.groups[group]?.good ?? 0), 0);
  }

  /** The polls of the people's choice, as far as they have come. */
  get polls(): readonly PeoplesPoll[] {
    const { award } = this;
    return (award?.polls ?? []).flatMap((no, at) => {
      const [track, poll] = [award?.plan.tracks[at], no === null ? undefined : this.#live.polls.get(no)];
      return track && poll ? [{ track, poll }] : [];
    });
  }

  /** Those that were not opened and closed yet: nothing can be opened before. */
  get pollsLeft(): readonly PeoplesPoll[] {
    return this.polls.filter(({ poll }) => poll.phase !== 'closed');
  }

  /** Whose marks are of too few jurors, where the jury decides at all: it decides nothing in their tracks. */
  get short(): readonly Short[] {
    const { award, jury } = this;
    if (!award || !jury || award.plan.people?.weight === most.weight) return [];
    const { tracks, quorum_jury } = award.plan;
    return tracks
      .filter(({ kind }) => kind === 'scored')
      .map((track) => {
        const sheets = jury.sheets[tracks.indexOf(track)] ?? [];
        const places = track.nominees.map((_, nominee) => nominee);
        return { track, nominees: places.filter((nominee) => (sheets[nominee] ?? 0) < quorum_jury) };
      })
      .filter(({ nominees }) => nominees.length > 0);
  }

  /** Whether the scoring has only begun: nobody gave anything, and nothing was voted on. */
  get canPrepare(): boolean {
    const { award, jury } = this;
    if (award?.stage !== 'scoring' || !jury) return false;
    const gave = jury.jurors.some(({ sheets, recused }) => sheets > 0 || recused.length > 0);
    return !gave && this.polls.every(({ poll }) => poll.phase === 'draft');
  }

  /** Whether this page's link is the one that asked for the opening. */
  get askedHere(): boolean {
    return this.jury?.opening?.by === this.#live.welcome?.you.link;
  }

  /** Somebody else saved a plan while this one was being changed. */
  get isBeaten(): boolean {
    const { draft, award } = this;
    return draft?.isChanged === true && !draft.isOf(award);
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
    const stands = draft?.session === session && (draft.isChanged || draft.isOf(award));
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

  /** Goes a step on: begins the scoring, seals it, or asks for the opening and confirms it; or back, before anybody gave anything. */
  async step(act: Extract<AwardCommand['act'], 'begin' | 'prepare' | 'seal' | 'open'>): Promise<void> {
    const { award } = this;
    if (!award) return;
    const { session, version } = award;
    await this.#give({ do: 'award', act, session, version });
  }

  /** Seals it although nominees have marks of too few jurors. */
  async sealAnyway(): Promise<void> {
    const { award } = this;
    if (!award) return;
    const { session, version } = award;
    await this.#give({ do: 'award', act: 'seal', session, version, anyway: true });
  }

  /** Has a juror go on by another link, a new one where none is named. The one before opens nothing any more. */
  async goOn({ link: juror }: JurorItem, by?: LinkNo): Promise<void> {
    const made = by === undefined ? await this.#links.like(juror) : undefined;
    const { award } = this;
    const heir = by ?? made?.link;
    if (!award || heir === undefined) return;
    const { session, version } = award;
    const done = await this.#give({ do: 'award', act: 'replace', session, version, juror, heir });
    if (done) this.heir = made?.fresh;
    else if (made) await this.#links.takeBack(made);
  }

  /** Opens a poll of the people's choice, a closed one in another round. */
  async openPoll({ poll, version }: PollView): Promise<void> {
    await this.#give({ do: 'open_poll', poll, version });
  }

  /** Closes it after the countdown that everyone sees. */
  async closePoll({ poll, version }: PollView): Promise<void> {
    await this.#give({ do: 'close_poll', poll, version });
  }

  /** Has a juror not judge a nominee, or judge it after all. */
  async recuse({ link: juror }: JurorItem, [track, nominee]: readonly [number, number], on: boolean): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    const seq = this.#live.nextSeq();
    await this.#give({ do: 'award', act: 'recuse', session, track, nominee, on, seq, juror });
  }
}
