import { randomBytes } from 'node:crypto';
import {
  type AgendaView,
  type AtTable,
  type AwardView,
  type Command,
  type PollView,
  type Role,
  type SessionEntry,
  type SessionView,
  topics,
} from '../../src/lib/protocol/generated/protocol';
import type { Hall } from './test';
import { Wire } from './wire';

/** What the pages of its roles are. */
const pages: Partial<Record<Role, string>> = {
  facilitator: 'table',
  juror: 'jury',
  organiser: 'organise',
  rapporteur: 'rapporteur',
  moderator: 'desk',
  usher: 'usher',
  kiosk: 'kiosk',
};

/**
 * Everybody of a forum but whoever's page is tried: they do what it takes over the protocol.
 *
 *     const crew = await Crew.at(server);
 *     const panel = await crew.opens('الافتتاح');     // the session whose title has these words is on
 */
export class Crew {
  readonly #desks = new Map<number, Wire>();

  private constructor(
    private readonly server: Hall,
    private readonly planner: Wire,
    readonly agenda: AgendaView,
  ) {}

  static async at(server: Hall): Promise<Crew> {
    const token = new URL(server.link('organiser')).hash.slice(1);
    const planner = await Wire.open(server.url, { token, view: 'organiser', session: 1 }, server.over);
    return new Crew(server, planner, await planner.view<AgendaView>(topics.agenda));
  }

  /** The session whose Arabic title has these words, the first of such. */
  session(words: string): SessionEntry {
    const found = this.agenda.sessions.find(({ title }) => title.ar?.includes(words));
    if (!found) throw new Error(`no session is about ${words}`);
    return found;
  }

  /** A desk that looks at the session. */
  async desk({ session }: SessionEntry): Promise<Wire> {
    const known = this.#desks.get(session);
    if (known) return known;
    const token = new URL(this.server.link('moderator')).hash.slice(1);
    const desk = await Wire.open(this.server.url, { token, view: 'moderator', session }, this.server.over);
    this.#desks.set(session, desk);
    return desk;
  }

  /** Gives a command as the desk of a session does. */
  async do(at: SessionEntry, command: Command): Promise<number | undefined> {
    return (await this.desk(at)).do(command);
  }

  /** Gives a command as the organiser. */
  plans(command: Command): Promise<number | undefined> {
    return this.planner.do(command);
  }

  /** What the organiser is told. */
  told<View>(topic: number): Promise<View> {
    return this.planner.view<View>(topic);
  }

  /** A topic as it stands now for a desk of the session: whoever comes in anew is told all of it. */
  async now<View>({ session }: SessionEntry, topic: number): Promise<View> {
    const token = new URL(this.server.link('moderator')).hash.slice(1);
    const desk = await Wire.open(this.server.url, { token, view: 'moderator', session }, this.server.over);
    const view = await desk.view<View>(topic);
    desk.leave();
    return view;
  }

  /** What the server answers the organiser. */
  async asks<Answer>(path: string): Promise<Answer> {
    const authorization = `Bearer ${new URL(this.server.link('organiser')).hash.slice(1)}`;
    return (await fetch(this.server.url + path, { headers: { authorization } })).json();
  }

  /** An organiser that looks at a session. */
  async organiser({ session }: SessionEntry): Promise<Wire> {
    const token = new URL(this.server.link('organiser')).hash.slice(1);
    return Wire.open(this.server.url, { token, view: 'organiser', session }, this.server.over);
  }

  /** Begins the scoring of a session's award as its file planned it: it takes two organisers' links. */
  async begins(ceremony: SessionEntry): Promise<void> {
    await this.link('organiser', 'المنظم الثاني');
    const organiser = await this.organiser(ceremony);
    const { session } = ceremony;
    const { version } = await organiser.view<AwardView>(topics.award);
    await organiser.do({ do: 'award', act: 'begin', session, version });
    organiser.leave();
  }

  /** Opens the people's choice of a track. */
  async opensChoice(entry: SessionEntry, track: number): Promise<number> {
    const organiser = await this.organiser(entry);
    const poll = (await organiser.view<AwardView>(topics.award)).polls[track] ?? 0;
    organiser.leave();
    const { version } = await this.now<PollView>(entry, topics.polls + poll);
    await this.do(entry, { do: 'open_poll', poll, version });
    return poll;
  }

  /** Lets everyone read the forum's record. */
  async publishesRecord(): Promise<void> {
    await this.plans({ do: 'set_record', version: 0, published: true, intro: {} });
  }

  /** Opens a session: what was on in its hall is over. */
  async opens(words: string): Promise<SessionEntry> {
    const entry = this.session(words);
    await this.#phase(entry, 'open');
    return entry;
  }

  async ends(entry: SessionEntry): Promise<void> {
    await this.#phase(entry, 'ended');
  }

  async #phase(entry: SessionEntry, phase: 'open' | 'ended'): Promise<void> {
    const { session } = entry;
    const { version } = await (await this.desk(entry)).view<SessionView>(topics.session);
    await this.do(entry, { do: 'set_phase', session, version, phase });
  }

  /** Opens the poll that the forum's file prepared for a session, by its place there. */
  async opensPoll(entry: SessionEntry, place = 0): Promise<number> {
    const desk = await this.desk(entry);
    const { polls } = await desk.view<SessionView>(topics.session);
    const poll = polls[place];
    if (poll === undefined) throw new Error('the session has no such poll');
    const { version } = await desk.view<PollView>(topics.polls + poll);
    await desk.do({ do: 'open_poll', poll, version });
    return poll;
  }

  /** Closes a poll at once. */
  async closes(entry: SessionEntry, poll: number): Promise<void> {
    const version = await this.#version(entry, poll, 'open');
    await this.do(entry, { do: 'close_poll', poll, version, seconds: 0 });
  }

  /** Closes a poll at once and shows what came of it. */
  async reveals(entry: SessionEntry, poll: number): Promise<void> {
    await this.closes(entry, poll);
    const version = await this.#version(entry, poll, 'closed');
    await this.do(entry, { do: 'reveal_poll', poll, version, on: true });
  }

  /** A poll's version, once it is in that phase. */
  async #version(entry: SessionEntry, poll: number, phase: PollView['phase']): Promise<number> {
    const desk = await this.desk(entry);
    return desk.shows<PollView, number>(topics.polls + poll, (view) =>
      view.phase === phase ? view.version : undefined,
    );
  }

  /** Makes a link of that role; where it leads. */
  async link(role: Role, name: string, table: AtTable | null = null): Promise<string> {
    const secret = randomBytes(24).toString('hex');
    const at = table ? { table } : {};
    await this.plans({ do: 'create_link', role, hall: null, name, expires: null, secret, ...at });
    return `${this.server.url}/${pages[role]}#c1.${this.server.forum.forum}.${secret}`;
  }

  /** Somebody of a role by a link, without a page. */
  async wire(link: string, view: Role, { session }: SessionEntry): Promise<Wire> {
    return Wire.open(this.server.url, { token: new URL(link).hash.slice(1), view, session }, this.server.over);
  }

  /** Somebody of the hall without a page, in the session. */
  async attendee({ hall, session }: SessionEntry): Promise<Wire> {
    const code = this.server.forum.halls.find((it) => it.hall === hall)?.code;
    const headers = { 'content-type': 'application/json' };
    const answer = await fetch(`${this.server.url}/v1/join`, {
      method: 'POST',
      headers,
      body: JSON.stringify({ code }),
    });
    const { token } = (await answer.json()) as { token: string };
    return Wire.open(this.server.url, { token, view: 'participant', session }, this.server.over);
  }

  /** Makes badges of one group by a list; their codes. */
  async badges(labels: readonly string[], group = 'الأعضاء'): Promise<string[]> {
    const token = new URL(this.server.link('organiser')).hash.slice(1);
    const headers = { authorization: `Bearer ${token}`, 'content-type': 'application/json' };
    const list = ['الرقم,الاسم,المجموعة', ...labels.map((label) => `${label},,${group}`)].join('\n');
    const file = Buffer.from(list).toString('base64');
    const body = JSON.stringify({ file, id: randomBytes(8).toString('hex'), dry: false });
    await fetch(`${this.server.url}/v1/badges`, { method: 'POST', headers, body });
    const { badges } = (await (await fetch(`${this.server.url}/v1/badges`, { headers })).json()) as {
      badges: { code?: string }[];
    };
    return badges.flatMap(({ code }) => code ?? []);
  }
}
