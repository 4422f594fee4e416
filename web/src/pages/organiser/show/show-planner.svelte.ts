import { inOrder, type Moved, movedBy } from '$lib/cues/course';
import type { Names } from '$lib/cues/words';
import { language } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import type {
  Command,
  CueAct,
  CueItem,
  CueNo,
  HallNo,
  PollNo,
  PollView,
  SessionEntry,
  SessionNo,
  ShowCommand,
} from '$lib/protocol/generated/protocol';
import type { Show } from '$lib/protocol/views';
import { hallOf, inFocus, sessionOf, sessionsIn } from '$lib/state/agenda';
import { byDay } from '$lib/state/days';
import type { Live } from '$lib/state/live.svelte';
import { type Copies, copiesOf } from './copies';
import { CueDraft } from './cue-draft.svelte';

/** What the planner needs of a live connection. */
export type PlannerLive = Pick<Live, 'agenda' | 'session' | 'polls' | 'show' | 'welcome' | 'watch' | 'now' | 'status'>;

const pollOf = (does: CueAct) => ('poll' in does ? does.poll : undefined);

/** Gives a command; whether it was done. A refusal was told. */
type Give = (command: Command) => Promise<boolean>;

/** The runs of show of a forum's halls, as its organiser plans them. */
export class ShowPlanner {
  #hall = $state<HallNo>();
  draft = $state.raw<CueDraft>();
  /** So many minutes are in hand to move the waiting steps by; none while nothing is moved. */
  shift = $state.raw<{ readonly minutes: number; readonly from: CueNo | undefined }>();
  withAgenda = $state(false);
  /** The session whose steps are copied, and where to. */
  copy = $state.raw<{ readonly from: SessionNo; readonly to: SessionNo | undefined }>();
  /** What polls were called when they were seen: those of one session are told at a time. */
  readonly #titles = new Map<PollNo, PollView['title']>();
  readonly #live: PlannerLive;
  readonly #give: Give;
  readonly items: readonly CueItem[] = $derived.by(() => (this.show ? inOrder(this.show) : []));
  readonly names: Names = {
    poll: (poll) => this.#pollName(poll),
    session: (session) => this.sessionName(session),
  };

  readonly #hasDays: boolean = $derived.by(() => byDay(this.sessions, language.formats.day).length > 1);
  /** The sessions that were looked at for what their polls are called. */
  readonly #visited = new Set<SessionNo>();

  constructor(live: PlannerLive, give: Give) {
    this.#live = live;
    this.#give = give;
  }

  /** The hall in hand, as long as there is one of that number. */
  get hall(): HallNo | undefined {
    const halls = this.#live.agenda?.halls ?? [];
    return (halls.find(({ hall }) => hall === this.#hall) ?? halls[0])?.hall;
  }

  get sessions(): readonly SessionEntry[] {
    return sessionsIn(this.#live.agenda, this.hall);
  }

  /** The run of the hall in hand, once it has one. */
  get show(): Show | undefined {
    const { show } = this.#live;
    return show?.head.hall === this.hall ? show : undefined;
  }

  /** What the hall in hand has is still on its way. */
  get isComing(): boolean {
    return this.sessions.length > 0 && this.#live.session?.hall !== this.hall;
  }

  /** What the shift in the making moves. */
  get moved(): readonly Moved[] {
    return this.shift ? movedBy(this.items, this.shift.minutes, this.shift.from) : [];
  }

  /** Whether the moment in the form is over: what waits anew has to be to come. */
  get isPast(): boolean {
    return this.draft !== undefined && this.draft.moment <= this.#live.now();
  }

  /** The polls of the session that the step in the making is about, once they are here. */
  get polls(): readonly PollView[] {
    const session = this.draft?.fields.session;
    const all = [...this.#live.polls.values()].filter((poll) => poll.session === session);
    return all.sort((a, b) => a.poll - b.poll);
  }

  /** Whether those polls are still on their way. */
  get arePollsComing(): boolean {
    return this.#live.session?.session !== this.draft?.fields.session;
  }

  sessionName(session: SessionNo | undefined): string | undefined {
    const entry = sessionOf(this.#live.agenda, session);
    return entry && this.named(titleIn(entry.title, language.locale).text, entry.starts);
  }

  /** The time of a moment, with its day where the hall is in use on several. */
  whenText(at: number): string {
    const { day, time } = language.formats;
    return this.#hasDays ? `${day(at)} ${time(at)}` : time(at);
  }

  /** The name of something with the day that it is on, where the hall is in use on several: breaks have one name on all of them. */
  named(name: string, at: number): string {
    return this.#hasDays ? `${name} (${language.formats.day(at)})` : name;
  }

  /** Takes a hall in hand. */
  choose(hall: HallNo): void {
    this.#hall = hall;
    this.draft = undefined;
    this.shift = undefined;
    this.copy = undefined;
    this.look();
  }

  /** Asks the server for what the hall in hand has: it is told beside any of its sessions. */
  look(session?: SessionNo): void {
    const { hall, sessions } = this;
    const { agenda, session: watched } = this.#live;
    if (!agenda || hall === undefined) return;
    const here = session ?? sessions.find((entry) => entry.session === watched?.session)?.session;
    const near = here ?? (inFocus(agenda, hall, this.#live.now()) ?? sessions[0])?.session;
    if (near !== undefined) this.#live.watch(near);
  }

  /** To be run whenever what it reads changes: what polls are called is kept, and asked for session by session where it is not known. */
  note(): void {
    for (const { poll, title } of this.#live.polls.values()) this.#titles.set(poll, title);
    const { session: watched } = this.#live;
    if (this.draft || !watched || watched.hall !== this.hall) return;
    this.#visited.add(watched.session);
    const next = this.#unknown.find((session) => !this.#visited.has(session));
    if (next !== undefined) this.#live.watch(next);
  }

  /** Where polls of steps may be whose titles are not known: the sessions that those steps move with, then all others. */
  get #unknown(): readonly SessionNo[] {
    const steps = this.items.filter(({ does }) => {
      const poll = does.do === 'scene' ? (does.scene.scene === 'poll' ? does.scene.poll : undefined) : pollOf(does);
      return poll !== undefined && this.#pollName(poll) === undefined;
    });
    if (steps.length === 0) return [];
    const near = steps.flatMap(({ at }) => (at.from === 'clock' ? [] : [at.session]));
    const isHere = (session: SessionNo) => this.sessions.some((entry) => entry.session === session);
    return [...near.filter(isHere), ...this.sessions.map(({ session }) => session)];
  }

  begin(): void {
    const { agenda } = this.#live;
    const now = this.#live.now();
    const isToCome = ({ phase, ends }: SessionEntry) => phase !== 'ended' && ends > now;
    const all = this.sessions.filter(isToCome);
    // A break has nothing to open.
    const near = all.find(({ kind }) => kind !== 'break') ?? all[0] ?? this.sessions.at(-1);
    if (agenda) this.draft = new CueDraft(agenda.zone, (session) => sessionOf(agenda, session), near, now);
    this.look(near?.session);
  }

  change(item: CueItem): void {
    const { agenda } = this.#live;
    if (!agenda) return;
    const draft = new CueDraft(agenda.zone, (session) => sessionOf(agenda, session), undefined, this.#live.now(), item);
    this.draft = draft;
    this.look(draft.fields.session);
  }

  leave(): void {
    this.draft = undefined;
  }

  /** Keeps what is in the form; it closes once the server has it. */
  async save(): Promise<void> {
    const { draft, hall } = this;
    const plan = draft?.plan;
    if (!draft || !plan || hall === undefined) return;
    const { cue, version } = draft;
    const done = await this.#send(
      cue === undefined ? { act: 'add', hall, cue: plan } : { act: 'change', hall, cue, version, plan },
    );
    if (done && this.draft === draft) this.leave();
  }

  async drop({ c: cue, v: version }: CueItem): Promise<void> {
    const { hall } = this;
    if (hall !== undefined) await this.#send({ act: 'drop', hall, cue, version });
  }

  /** Moves the waiting steps as it was asked about. */
  async apply(): Promise<void> {
    const { shift, hall, show } = this;
    if (!shift || hall === undefined || !show) return;
    const { minutes, from } = shift;
    const agenda = this.withAgenda ? hallOf(this.#live.agenda, hall)?.version : undefined;
    const done = await this.#send({
      act: 'shift',
      hall,
      version: show.head.version,
      minutes,
      ...(from === undefined ? {} : { from }),
      ...(agenda === undefined ? {} : { agenda }),
    });
    if (done && this.shift === shift) this.shift = undefined;
  }

  /** The sessions that steps of this hall move with. */
  get sources(): readonly SessionEntry[] {
    const used = new Set(this.items.flatMap(({ at }) => (at.from === 'clock' ? [] : [at.session])));
    return this.sessions.filter(({ session }) => used.has(session));
  }

  /** Where the steps of a session may be copied to: any other session that is not over. */
  get targets(): readonly SessionEntry[] {
    const now = this.#live.now();
    const all = this.#live.agenda?.sessions ?? [];
    return all.filter(({ session, ends, phase }) => session !== this.copy?.from && phase !== 'ended' && ends > now);
  }

  /** What copying comes to. */
  get copies(): Copies | undefined {
    const { agenda } = this.#live;
    const from = sessionOf(agenda, this.copy?.from);
    const to = sessionOf(agenda, this.copy?.to);
    return from && to && copiesOf(this.items, from, to, this.#live.now());
  }

  /** Copies them, one after the other; how many were. */
  async copyAll(): Promise<number> {
    const to = sessionOf(this.#live.agenda, this.copy?.to);
    let done = 0;
    for (const plan of this.copies?.plans ?? []) {
      if (!to || !(await this.#send({ act: 'add', hall: to.hall, cue: plan }))) break;
      done += 1;
    }
    this.copy = undefined;
    return done;
  }

  /** Notes that a hall was rehearsed, or takes that back. */
  async rehearsed(on: boolean): Promise<void> {
    const { hall, show } = this;
    if (hall !== undefined) await this.#send({ act: 'rehearsed', hall, version: show?.head.version ?? 0, on });
  }

  #pollName(poll: PollNo): string | undefined {
    const title = this.#live.polls.get(poll)?.title ?? this.#titles.get(poll);
    return title && titleIn(title, language.locale).text;
  }

  #send(command: ShowCommand): Promise<boolean> {
    return this.#give({ do: 'show', ...command });
  }
}
