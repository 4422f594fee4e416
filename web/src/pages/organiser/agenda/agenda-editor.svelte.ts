import type { Notices } from '$lib/components/notices.svelte';
import { beside } from '$lib/i18n/beside';
import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { type Title, titleIn } from '$lib/i18n/title';
import type {
  AgendaView,
  Command,
  CueItem,
  HallNo,
  HallView,
  SessionEntry,
  SessionNo,
  SessionPlan,
} from '$lib/protocol/generated/protocol';
import { hallOf } from '$lib/state/agenda';
import type { Live, Outcome } from '$lib/state/live.svelte';
import type { PreparedPolls } from '../prepared-polls.svelte';
import { type Day, dateOf, dayBehind, daysOf } from './day';
import { inTheWay, isSamePlace, type Place, placeFrom, planOf, restOfDay } from './plan';
import { SessionDraft } from './session-draft.svelte';
import { ShiftDraft } from './shift-draft.svelte';

/** A move that the server has not told of yet. */
interface Pending {
  /** The edition that it was made on: of the move before it, where that one has not been told of either. */
  readonly edition: number;
  readonly place: Place;
}

/** The agenda in the organiser's hands. Every act can be taken back while its notice stands. */
export class AgendaEditor {
  /** The session that is shown in the side sheet, or the one that is made there. */
  sheet = $state.raw<SessionDraft>();
  /** The shift in the making. */
  shift = $state.raw<ShiftDraft>();
  #chosen = $state<string>();
  #opened = $state.raw<readonly Day[]>([]);
  #pending = $state.raw<ReadonlyMap<SessionNo, Pending>>(new Map());
  readonly #live: Live;
  readonly #polls: PreparedPolls;
  readonly #notices: Notices;

  /** The agenda with what was moved here already in its new place. */
  readonly agenda: AgendaView | undefined = $derived(this.#withPending());
  readonly days: readonly Day[] = $derived(
    daysOf(this.agenda?.sessions ?? [], this.agenda?.zone ?? 'UTC', this.#opened),
  );
  readonly day: Day | undefined = $derived(this.days.find(({ date }) => date === this.#chosen) ?? this.#usualDay());
  readonly sessions: readonly SessionEntry[] = $derived(this.#ofDay());

  constructor(live: Live, polls: PreparedPolls, notices: Notices) {
    this.#live = live;
    this.#polls = polls;
    this.#notices = notices;
  }

  /** What is saved now is sent when there is a connection again. */
  get isOffline(): boolean {
    return this.#live.status === 'reconnecting';
  }

  now(): number {
    return this.#live.now();
  }

  choose({ date }: Day): void {
    this.#chosen = date;
  }

  /** Opens the day after the last one, to put something there. */
  openDay(): void {
    if (!this.agenda) return;
    const day = dayBehind(this.days, this.agenda.zone, this.now());
    this.#opened = [...this.#opened, day];
    this.choose(day);
  }

  /** What a place is taken by, in words; none where it is free. */
  takenBy(session: SessionNo | undefined, place: Place): string | undefined {
    const other = this.agenda && inTheWay(this.agenda, session, place);
    return other && m.organise_taken_by({ title: isolated(titleIn(other.title, language.locale).text) });
  }

  /** Why a session cannot be put there, in words; none where it can. */
  whyNot(session: SessionNo | undefined, place: Place): string | undefined {
    return place.ends <= this.now() ? m.organise_past() : this.takenBy(session, place);
  }

  /** Shows a session in the side sheet. */
  open(session: SessionEntry): void {
    if (!this.agenda) return;
    if (session.kind !== 'break') this.#polls.choose(session.session);
    this.sheet = new SessionDraft(planOf(session), this.agenda.zone, session);
  }

  /** Begins a new session in a hall: at that time, else after all that is there on the day. */
  begin(hall: HallNo, at?: number): void {
    if (!this.agenda) return;
    const behind = this.sessions.filter((session) => session.hall === hall).at(-1)?.ends;
    const place = placeFrom(this.agenda, hall, at ?? behind ?? this.day?.at ?? this.now());
    this.sheet = new SessionDraft({ ...place, kind: 'panel', title: {}, about: {} }, this.agenda.zone);
  }

  close(): void {
    this.sheet = undefined;
  }

  /** The agenda has changed: what is in the sheet follows it, or goes with it. */
  follow(): void {
    const session = this.sheet?.base?.session;
    if (session === undefined) return;
    const newest = this.agenda?.sessions.find((entry) => entry.session === session);
    if (newest) this.sheet?.renew(newest);
    else this.close();
  }

  /** Saves what is in the sheet, and closes it when that is done. */
  async save(): Promise<void> {
    const { sheet } = this;
    if (!sheet) return;
    const { base, plan } = sheet;
    const saved = await (base ? this.#plan(base, plan, m.organise_saved()) : this.#add(plan));
    if (saved && this.sheet === sheet) this.close();
  }

  /** Moves a session; it is shown there at once. */
  async move(session: SessionEntry, place: Place): Promise<void> {
    if (isSamePlace(session, place)) return;
    const why = this.whyNot(session.session, place);
    if (why) {
      this.#notices.show(why);
      return;
    }
    const before = this.#pending.get(session.session);
    const edition = Math.max(session.edition, (before?.edition ?? 0) + 1);
    const pending = { edition, place };
    this.#pending = new Map(this.#pending).set(session.session, pending);
    const moved = await this.#plan(
      { ...session, edition },
      { ...planOf(session), ...place },
      m.organise_moved({ place: this.placeText(place) }),
    );
    if (!moved) this.#pending = new Map([...this.#pending].filter(([, other]) => other !== pending));
  }

  /** Whether the session in the sheet can be taken off now: what was prepared for it must have come, to be brought back. */
  get canDrop(): boolean {
    return this.sheet?.base?.kind === 'break' || !this.#polls.isComing;
  }

  /** What of the session in the sheet goes with it for good, by its names: making the session anew brings back its polls alone. */
  get besides(): readonly string[] {
    const session = this.sheet?.base?.session;
    if (session === undefined) return [];
    const { award, statements, board, stands, speakers, show } = this.#live;
    const steps = [...(show?.items.values() ?? [])];
    const isOf = ({ at, does }: CueItem) =>
      (at.from !== 'clock' && at.session === session) || ('session' in does && does.session === session);
    const all: readonly [boolean, () => string][] = [
      [award?.session === session, () => m.tab_award()],
      [stands?.head.session === session, () => m.tab_stands()],
      [statements?.head.session === session, () => m.tab_statements()],
      [board?.session === session, () => m.tab_ideas()],
      [speakers?.session === session, () => m.tab_speaking()],
      [steps.some(isOf), () => m.organise_part_show()],
    ];
    return all.filter(([isThere]) => isThere).map(([, name]) => name());
  }

  /** Takes the session in the sheet off the agenda, with what was prepared for it. */
  async drop(): Promise<void> {
    const base = this.sheet?.base;
    if (!base || !this.canDrop) return;
    const { session, edition } = base;
    const drafts = this.#polls.draftsOf(session);
    const isBroughtBack = this.besides.length === 0;
    if (!(await this.#give({ do: 'drop_session', session, edition })).done) return;
    this.close();
    if (!isBroughtBack) {
      this.#notices.show(m.organise_dropped());
      return;
    }
    this.#tell(m.organise_dropped(), async () => {
      const again = await this.#give({ do: 'add_session', plan: planOf(base) });
      if (!again.done || again.no === undefined) return false;
      for (const poll of drafts) await this.#give({ do: 'create_poll', session: again.no, poll });
      return true;
    });
  }

  /** Begins a shift of the rest of a hall's day: from that session on, else with what runs or is the next to begin. */
  beginShift(hall: HallNo, from?: SessionNo): void {
    const beginnings = this.beginnings(hall);
    const toCome = beginnings.find(({ ends }) => ends > this.now()) ?? beginnings[0];
    const first = this.runs(hall) ? undefined : toCome?.session;
    this.shift = new ShiftDraft(hall, from ?? first);
  }

  /** Whether something runs in a hall. */
  runs(hall: HallNo): boolean {
    return this.agenda?.sessions.some((session) => session.hall === hall && session.phase === 'open') ?? false;
  }

  /** The sessions of the day that is seen with which a shift may begin. */
  beginnings(hall: HallNo): SessionEntry[] {
    return this.sessions.filter((session) => session.hall === hall && session.phase === 'upcoming');
  }

  /** What a shift moves. */
  rest({ hall, from }: ShiftDraft): SessionEntry[] {
    return this.agenda ? restOfDay(this.agenda, hall, from, this.now()) : [];
  }

  /** Shifts the rest of a hall's day. */
  async delay(shift: ShiftDraft): Promise<boolean> {
    const { hall, from, minutes } = shift;
    const version = hallOf(this.#live.agenda, hall)?.version;
    if (version === undefined) return false;
    const moved = this.rest(shift);
    const start = from === undefined ? {} : { from };
    if (!(await this.#give({ do: 'delay', hall, version, minutes, ...start })).done) return false;
    this.#tell(m.organise_delayed({ n: language.formats.number(minutes) }), () =>
      this.#putBack(minutes < 0 ? moved.reverse() : moved),
    );
    return true;
  }

  async nameHall({ hall, version, name: before }: HallView, name: Title): Promise<boolean> {
    const give = (version: number, name: Title) => this.#give({ do: 'name_hall', hall, version, name });
    if (!(await give(version, name)).done) return false;
    this.#tell(m.organise_renamed(), async () => (await give(version + 1, before)).done);
    return true;
  }

  /** What is to be said of a hall's name that another one has, in any language. */
  whyConfusing(name: Title, own?: HallNo): string | undefined {
    const written = Object.values(name).map(plain);
    const isTaken = this.agenda?.halls.some(
      (hall) => hall.hall !== own && Object.values(hall.name).some((text) => text && written.includes(plain(text))),
    );
    return isTaken ? m.organise_hall_taken() : undefined;
  }

  async addHall(name: Title): Promise<boolean> {
    const added = await this.#give({ do: 'add_hall', name });
    if (!added.done) return false;
    const hall = added.no;
    this.#tell(
      m.organise_hall_added(),
      async () => hall !== undefined && (await this.#give({ do: 'drop_hall', hall, version: 1 })).done,
    );
    return true;
  }

  /** Takes a hall away for good: another one would have another number and another code. */
  async dropHall({ hall, version }: HallView): Promise<boolean> {
    if (!(await this.#give({ do: 'drop_hall', hall, version })).done) return false;
    this.#notices.show(m.organise_hall_dropped());
    return true;
  }

  /** Why a hall cannot be taken away now, in words; none where nothing that this page is told of is in the way. */
  whyHallStays(no: HallNo): string | undefined {
    const { number } = language.formats;
    const halls = this.agenda?.halls.length ?? 0;
    const sessions = this.agenda?.sessions.filter(({ hall }) => hall === no).length ?? 0;
    const isOver = (expires: number | null | undefined) => typeof expires === 'number' && expires <= this.now();
    const all = this.#live.links?.links ?? [];
    const links = all.filter((link) => link.hall === no && !link.revoked && !isOver(link.expires)).length;
    if (halls <= 1) return m.organise_hall_only();
    if (sessions > 0) return m.organise_hall_sessions({ n: number(sessions) });
    if (links > 0) return m.organise_hall_links({ n: number(links) });
    return undefined;
  }

  async nameForum(name: Title): Promise<boolean> {
    const { version, name: before } = this.agenda ?? { version: 0, name: {} };
    const give = (version: number, name: Title) => this.#give({ do: 'name_forum', version, name });
    if (!(await give(version, name)).done) return false;
    this.#tell(m.organise_renamed(), async () => (await give(version + 1, before)).done);
    return true;
  }

  /** Where and when, in words. */
  placeText({ hall, starts, ends }: Place): string {
    const { time } = language.formats;
    const name = titleIn(hallOf(this.agenda, hall)?.name ?? {}, language.locale).text;
    return m.organise_place({ from: time(starts), to: time(ends), hall: isolated(name) });
  }

  /** Says where a session would come to be, to those who do not see it: that it is there is told once it is. */
  speak(session: SessionNo, place: Place): void {
    const moving = m.organise_moving({ place: this.placeText(place) });
    this.#notices.speak(beside(moving, this.whyNot(session, place)));
  }

  async #add(plan: SessionPlan): Promise<boolean> {
    const added = await this.#give({ do: 'add_session', plan });
    if (!added.done) return false;
    const session = added.no;
    this.#tell(
      m.organise_added(),
      async () => session !== undefined && (await this.#give({ do: 'drop_session', session, edition: 1 })).done,
    );
    return true;
  }

  async #plan(base: SessionEntry, plan: SessionPlan, text: string): Promise<boolean> {
    const { session, edition } = base;
    const give = (edition: number, plan: SessionPlan) => this.#give({ do: 'plan_session', session, edition, plan });
    if (!(await give(edition, plan)).done) return false;
    this.#tell(text, async () => (await give(edition + 1, planOf(base))).done);
    return true;
  }

  /**
   * Puts sessions back where they were before they were shifted, those first whose old place the others do not have. One by one: another
   * shift would be of what is the rest of the day by then.
   */
  async #putBack(sessions: readonly SessionEntry[]): Promise<boolean> {
    const outcomes: Outcome[] = [];
    for (const before of sessions) {
      const { session, edition } = before;
      outcomes.push(await this.#give({ do: 'plan_session', session, edition: edition + 1, plan: planOf(before) }));
    }
    return outcomes.every(({ done }) => done);
  }

  /** Tells what was done, with the way back. */
  #tell(text: string, back: () => Promise<boolean>): void {
    const run = async () => {
      if (await back()) this.#notices.show(m.organise_undone());
    };
    this.#notices.show(text, { label: m.undo(), run });
  }

  async #give(command: Command): Promise<Outcome> {
    const outcome = await this.#live.do(command);
    if (!outcome.done) {
      const overtaken = outcome.code === 'changed';
      this.#notices.show(overtaken ? m.organise_overtaken() : refusalText(outcome.code, outcome.limit));
    }
    return outcome;
  }

  #withPending(): AgendaView | undefined {
    const { agenda } = this.#live;
    if (!agenda || this.#pending.size === 0) return agenda;
    const sessions = agenda.sessions.map((entry) => {
      const pending = this.#pending.get(entry.session);
      return pending && pending.edition >= entry.edition ? { ...entry, ...pending.place } : entry;
    });
    return { ...agenda, sessions: sessions.sort((one, other) => one.starts - other.starts) };
  }

  /** The first day that is not over, else the last one. */
  #usualDay(): Day | undefined {
    const now = this.now();
    const next = this.agenda?.sessions.find(({ ends }) => ends > now);
    const of = next && this.agenda && dateOf(next, this.agenda.zone);
    return this.days.find(({ date }) => date === of) ?? this.days.at(-1);
  }

  #ofDay(): SessionEntry[] {
    const { agenda, day } = this;
    if (!agenda || !day) return [];
    return agenda.sessions.filter((entry) => dateOf(entry, agenda.zone) === day.date);
  }
}

/** A name as it is read: whatever its spaces and capitals. */
function plain(text: string): string {
  return text.trim().replace(/\s+/g, ' ').toLowerCase();
}
