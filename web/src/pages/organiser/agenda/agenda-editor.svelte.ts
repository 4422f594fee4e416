import type { Notices } from '$lib/components/notices.svelte';
import { language, m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { type Title, titleIn } from '$lib/i18n/title';
import type {
  AgendaView,
  Command,
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
import { isSamePlace, isTaken, type Place, placeFrom, planOf } from './plan';
import { SessionDraft } from './session-draft.svelte';

/** A shift of the rest of a hall's day in the making. */
export interface Shift {
  readonly hall: HallNo;
  readonly from: SessionNo | undefined;
}

/** A move that the server has not told of yet. */
interface Pending {
  readonly edition: number;
  readonly place: Place;
}

/** The agenda in the organiser's hands. Every act can be taken back while its notice stands. */
export class AgendaEditor {
  /** The session that is shown in the side sheet, or the one that is made there. */
  sheet = $state.raw<SessionDraft>();
  /** The shift in the making. */
  shift = $state.raw<Shift>();
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

  isTaken(session: SessionNo | undefined, place: Place): boolean {
    return this.agenda !== undefined && isTaken(this.agenda, session, place);
  }

  /** Shows a session in the side sheet. */
  open(session: SessionEntry): void {
    if (!this.agenda) return;
    this.#polls.choose(session.session);
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
    if (this.isTaken(session.session, place)) {
      this.#notices.show(refusalText('hall_taken'));
      return;
    }
    this.#pending = new Map(this.#pending).set(session.session, { edition: session.edition, place });
    const moved = await this.#plan(session, { ...planOf(session), ...place }, this.placeText(place));
    if (!moved) this.#pending = new Map([...this.#pending].filter(([other]) => other !== session.session));
  }

  /** Takes the session in the sheet off the agenda, with what was prepared for it. */
  async drop(): Promise<void> {
    const base = this.sheet?.base;
    if (!base) return;
    const { session, edition } = base;
    const drafts = this.#polls.draftsOf(session);
    if (!(await this.#give({ do: 'drop_session', session, edition })).done) return;
    this.close();
    this.#tell(m.organise_dropped(), async () => {
      const again = await this.#give({ do: 'add_session', plan: planOf(base) });
      if (!again.done || again.no === undefined) return false;
      for (const poll of drafts) await this.#give({ do: 'create_poll', session: again.no, poll });
      return true;
    });
  }

  /** Shifts the rest of a hall's day. */
  async delay({ hall, from }: Shift, minutes: number): Promise<boolean> {
    const version = hallOf(this.#live.agenda, hall)?.version;
    if (version === undefined) return false;
    const start = from === undefined ? {} : { from };
    const shift = (version: number, minutes: number) => this.#give({ do: 'delay', hall, version, minutes, ...start });
    if (!(await shift(version, minutes)).done) return false;
    this.#tell(
      m.organise_delayed({ n: language.formats.number(minutes) }),
      async () => (await shift(version + 1, -minutes)).done,
    );
    return true;
  }

  async nameHall({ hall, version, name: before }: HallView, name: Title): Promise<boolean> {
    const give = (version: number, name: Title) => this.#give({ do: 'name_hall', hall, version, name });
    if (!(await give(version, name)).done) return false;
    this.#tell(m.organise_renamed(), async () => (await give(version + 1, before)).done);
    return true;
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
    return m.organise_place({ from: time(starts), to: time(ends), hall: name });
  }

  /** Says where a session would come to be, to those who do not see it. */
  speak(session: SessionNo, place: Place): void {
    const taken = this.isTaken(session, place);
    this.#notices.speak(taken ? `${this.placeText(place)} · ${m.organise_taken()}` : this.placeText(place));
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
      return pending?.edition === entry.edition ? { ...entry, ...pending.place } : entry;
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
