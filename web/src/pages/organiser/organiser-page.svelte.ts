import { notices } from '$lib/components/notices.svelte';
import { language, m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { requestText } from '$lib/i18n/requests';
import { forgetHolder } from '$lib/net/forget';
import { ask, askFile, HttpRefusal } from '$lib/net/http';
import { newSecret } from '$lib/net/secret';
import { deviceStorage } from '$lib/net/storage';
import { bounds } from '$lib/protocol/generated/bounds';
import type {
  AtStand,
  AtTable,
  Command,
  ForumEntry,
  HallNo,
  LinkItem,
  LinkNo,
  MadeForum,
  Pairing,
  Profile,
  Role,
  StandSheets,
  Title,
  WallProfile,
  Wifi,
} from '$lib/protocol/generated/protocol';
import { describeWall, pairScreen } from '$lib/screens/pair';
import { PairDraft } from '$lib/screens/pair-draft.svelte';
import { hallOf } from '$lib/state/agenda';
import { Live, type Outcome } from '$lib/state/live.svelte';
import { needsNewLink } from '$lib/state/role-link';
import { AgendaEditor } from './agenda/agenda-editor.svelte';
import { AwardDesk, type MadeLink } from './award/award-desk.svelte';
import { BadgesDesk } from './badges/badges-desk.svelte';
import { Erasing } from './erasing.svelte';
import { type Export, exportPath, handOver } from './export-file';
import { type FreshLink, handoutOf } from './handout';
import { LinkDraft } from './link-draft.svelte';
import { LookDesk } from './look/look-desk.svelte';
import { NewForum } from './new-forum.svelte';
import { PreparedPolls } from './prepared-polls.svelte';
import { PrintChoice } from './print/print-choice.svelte';
import { RecordDesk } from './record/record-desk.svelte';
import { addressOf } from './role-address';
import { RulesDesk } from './rules/rules-desk.svelte';
import { ShowPlanner } from './show/show-planner.svelte';
import { SlipsDesk } from './slips/slips-desk.svelte';
import { StandsPlanner } from './stands/stands-planner.svelte';
import { ToldOnce } from './told-once.svelte';

/** The parts of the page, one of which is seen. */
export const parts = [
  'agenda',
  'show',
  'ready',
  'codes',
  'links',
  'badges',
  'polls',
  'award',
  'stands',
  'look',
  'rules',
  'print',
  'record',
  'exports',
  'end',
] as const;

export type Part = (typeof parts)[number];

/** A forum in its organiser's hands. */
export class OrganiserPage {
  readonly token: string;
  readonly live: Live;
  readonly polls: PreparedPolls;
  readonly agenda: AgendaEditor;
  readonly award: AwardDesk;
  readonly look: LookDesk;
  readonly record: RecordDesk;
  readonly rules: RulesDesk;
  readonly erasing: Erasing;
  readonly badges: BadgesDesk;
  readonly slips: SlipsDesk;
  readonly stands: StandsPlanner;
  readonly show: ShowPlanner;
  readonly link = new LinkDraft();
  readonly pairing = new PairDraft();
  readonly printing = new PrintChoice();
  /** The rehearsal that was made here, with everything to hand out for it. */
  readonly rehearsal: ToldOnce;
  /** The other forum that was made here, likewise. */
  readonly another: ToldOnce;
  /** The part that is seen. */
  part = $state<Part>('agenda');
  forum = $state.raw<ForumEntry>();
  /** The other forum that is being made. */
  newForum = $state.raw<NewForum>();
  /** Links that were made here and not put away yet. */
  fresh = $state.raw<readonly FreshLink[]>([]);
  isDeleted = $state(false);
  /** A request is on its way that must not be made twice. */
  isBusy = $state(false);

  constructor(token: string, live = new Live({ token, view: 'organiser' })) {
    this.token = token;
    this.live = live;
    this.rehearsal = new ToldOnce(`rehearsal.${live.forum}`);
    this.another = new ToldOnce(`another.${live.forum}`);
    this.polls = new PreparedPolls(live, (command) => this.#give(command), notices);
    this.award = new AwardDesk(live, (command) => this.#give(command), {
      like: (link) => this.#like(link),
      takeBack: (made) => this.#takeBack(made),
    });
    this.erasing = new Erasing(live, (command) => this.#give(command));
    this.badges = new BadgesDesk({
      token,
      forum: live.forum,
      storage: deviceStorage(),
      notices,
      give: (command) => this.#do(command),
      asked: (request) => this.#asked(request),
    });
    this.slips = new SlipsDesk({
      token,
      badges: () => live.badges,
      give: (command) => this.#give(command),
      asked: (request) => this.#asked(request),
    });
    this.stands = new StandsPlanner(live, {
      give: (command) => this.#give(command),
      sheets: () => this.#readSheets(),
    });
    this.show = new ShowPlanner(live, (command) => this.#give(command));
    this.agenda = new AgendaEditor(live, this.polls, notices);
    this.look = new LookDesk({
      look: () => live.agenda?.look,
      give: (command) => this.#give(command),
      send: (picture, version) => this.#sendLogo(picture, version),
      tooLarge: () =>
        notices.show(m.organise_logo_too_large({ size: language.formats.number(bounds.logoBytes / 1024) })),
      saved: () => notices.show(m.organise_look_saved()),
    });
    this.rules = new RulesDesk({
      forum: () => this.forum,
      agenda: () => live.agenda,
      now: () => live.now(),
      give: (command) => this.#give(command),
      read: () => this.readForum(),
      saved: () => notices.show(m.organise_rules_saved()),
    });
    this.record = new RecordDesk({
      head: () => live.record,
      give: (command) => this.#give(command),
      saved: () => notices.show(m.organise_record_saved()),
    });
  }

  start(): void {
    this.live.start();
    void this.readForum();
  }

  /** What only its organiser is told of the forum. It is asked for and does not come by itself. */
  async readForum(): Promise<void> {
    await this.#asked(async () => {
      [this.forum] = await ask<ForumEntry[]>('/v1/forums', { token: this.token });
    });
  }

  /** Reads it again where the agenda tells of a newer one. */
  async follow(version: number): Promise<void> {
    if (this.forum && this.forum.version < version) await this.readForum();
  }

  /** Gives the halls another network than the one that was read at a version of the forum; null takes it away. */
  async setWifi(version: number, wifi: Wifi | null): Promise<boolean> {
    if (!(await this.#give({ do: 'set_wifi', version, wifi }))) return false;
    notices.show(m.organise_network_saved());
    await this.readForum();
    return true;
  }

  /** The parts that there are: an award and an exhibition are some where the agenda has them. */
  get parts(): readonly Part[] {
    const sessions = { award: this.award.sessions, stands: this.stands.sessions };
    return parts.filter((part) => (part !== 'award' && part !== 'stands') || sessions[part].length > 0);
  }

  /** The groups of badges, by their places. */
  get badgeGroups(): readonly Title[] {
    return this.live.badges?.groups.map(({ name }) => name) ?? [];
  }

  /** The links that are not taken back. */
  get links(): readonly LinkItem[] {
    return this.live.links?.links.filter(({ revoked }) => !revoked) ?? [];
  }

  /** Whether the link is the one that this page was opened with. */
  isOwn({ link }: LinkItem): boolean {
    return link === this.live.welcome?.you.link;
  }

  hasExpired({ expires }: LinkItem): boolean {
    return expires !== undefined && expires !== null && expires <= this.live.now();
  }

  /** Whether it is a juror's who may have given marks: by a link made anew they would be another juror, so it goes on in the award. */
  isJudging({ role }: LinkItem): boolean {
    return role === 'juror' && (this.award.isComing || this.award.award?.stage === 'scoring');
  }

  async createLink(role: Role, hall: HallNo | null, name: string, expires: number | null): Promise<boolean> {
    return (await this.#created(role, hall, name, expires)).done;
  }

  /** Makes the links of facilitators of tables, each named as its table; says whether all were made. */
  async createTableLinks(tables: readonly { at: AtTable; name: string }[], expires: number | null): Promise<boolean> {
    for (const { at, name } of tables) {
      if (!(await this.#created('facilitator', null, name, expires, { table: at })).done) return false;
    }
    return true;
  }

  /** Makes the links of teams, each named as its stand; says whether all were made. */
  async createTeamLinks(stands: readonly { at: AtStand; name: string }[], expires: number | null): Promise<boolean> {
    for (const { at, name } of stands) {
      if (!(await this.#created('team', null, name, expires, { stand: at })).done) return false;
    }
    return true;
  }

  async #created(
    role: Role,
    hall: HallNo | null,
    name: string,
    expires: number | null,
    of: { readonly table?: AtTable | undefined; readonly stand?: AtStand | undefined } = {},
  ): Promise<Outcome> {
    const secret = newSecret();
    const { table, stand } = of;
    const place = { ...(table && { table }), ...(stand && { stand }) };
    const outcome = await this.live.do({ do: 'create_link', role, hall, name, expires, secret, ...place });
    if (!outcome.done) this.#refused(outcome);
    else this.fresh = [...this.fresh, this.#freshOf(role, hall, name, `c1.${this.live.forum}.${secret}`)];
    return outcome;
  }

  #freshOf(role: Role, hall: HallNo | null, name: string, token: string): FreshLink {
    return { name, role, hall: hallOf(this.live.agenda, hall ?? undefined)?.name, address: addressOf(role, token) };
  }

  /** Another link like that, which stands beside it. */
  async #like(no: LinkNo): Promise<MadeLink | undefined> {
    const link = this.links.find((one) => one.link === no);
    const made = link && (await this.#anew(link));
    const fresh = this.fresh.at(-1);
    return made?.done && made.no !== undefined && fresh ? { link: made.no, fresh } : undefined;
  }

  async #takeBack({ link, fresh }: MadeLink): Promise<void> {
    this.fresh = this.fresh.filter((one) => one !== fresh);
    await this.#give({ do: 'revoke_link', link });
  }

  #anew(link: LinkItem): Promise<Outcome> {
    const { role, hall, name, expires, table, stand } = link;
    const until = (!this.hasExpired(link) && expires) || null;
    return this.#created(role, hall ?? null, name, until, { table, stand });
  }

  /**
   * Makes a link anew, for an address that was lost: the same role, hall and name, and of a wall what it is like. The one
   * before opens nothing any more.
   */
  async renew(link: LinkItem): Promise<void> {
    const profile = this.live.links?.profiles?.find((told) => told.link === link.link)?.profile;
    const made = await this.#anew(link);
    if (!made.done) return;
    if (profile && made.no !== undefined) await this.#give({ do: 'set_profile', link: made.no, version: 0, profile });
    await this.revoke(link);
  }

  async revoke({ link }: LinkItem): Promise<void> {
    await this.#give({ do: 'revoke_link', link });
  }

  /** Pairs a screen; why that was refused, in words. */
  pair(pairing: Pairing, profile: Profile | undefined): Promise<string | undefined> {
    return pairScreen({ live: this.live, token: this.token, notices }, pairing, profile);
  }

  /** Tells what a wall is like. */
  describe(told: WallProfile, profile: Profile | undefined): Promise<unknown> {
    return describeWall(this.live, told, profile, notices);
  }

  async rehearse(): Promise<void> {
    await this.#once(async () => {
      const path = `/v1/forums/${this.live.forum}/rehearsal`;
      this.rehearsal.tell(handoutOf(await ask<MadeForum>(path, { method: 'POST', token: this.token })));
    });
  }

  /** Asks about another forum, which this one's organiser makes; it is most likely in the same zone. */
  beginAnother(): void {
    const form = new NewForum(this.token, (made) => {
      this.newForum = undefined;
      this.another.tell(made);
    });
    form.zone = this.live.agenda?.zone ?? form.zone;
    this.newForum = form;
  }

  leaveAnother(): void {
    this.newForum = undefined;
  }

  async delete(): Promise<void> {
    this.isDeleted = await this.#once(() =>
      ask(`/v1/forums/${this.live.forum}`, { method: 'DELETE', token: this.token }),
    );
    if (!this.isDeleted) return;
    this.live.stop();
    forgetHolder(deviceStorage(), this.token);
  }

  /** An export travels with the token in a header, so it is fetched and then handed over as a file. */
  async export(what: Export): Promise<void> {
    await this.#once(async () => {
      const { content, name } = await askFile(exportPath(what), { token: this.token });
      handOver(content, name ?? what);
    });
  }

  async #once(request: () => Promise<unknown>): Promise<boolean> {
    if (this.isBusy) return false;
    this.isBusy = true;
    const succeeded = await this.#asked(request);
    this.isBusy = false;
    return succeeded;
  }

  #sendLogo(picture: Blob | undefined, version: number): Promise<boolean> {
    const path = `/v1/forums/${this.live.forum}/logo?version=${version}`;
    const method = picture ? 'PUT' : 'DELETE';
    return this.#asked(() => ask(path, { method, token: this.token, body: picture }));
  }

  async #readSheets(): Promise<StandSheets | undefined> {
    let sheets: StandSheets | undefined;
    await this.#asked(async () => {
      sheets = await ask<StandSheets>('/v1/stands', { token: this.token });
    });
    return sheets;
  }

  async #give(command: Command): Promise<boolean> {
    return (await this.#do(command)).done;
  }

  /** Gives a command; a refusal is told in words. */
  async #do(command: Command): Promise<Outcome> {
    const outcome = await this.live.do(command);
    if (!outcome.done) this.#refused(outcome);
    return outcome;
  }

  #refused({ code, limit }: Extract<Outcome, { done: false }>): void {
    notices.show(refusalText(code, limit));
  }

  /** Whether a request succeeded; a refusal is told in words, unless it takes the page's place. */
  async #asked(request: () => Promise<unknown>): Promise<boolean> {
    try {
      await request();
      return true;
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      if (!this.#isToldByPage(why.code)) notices.show(requestText(why.code));
      return false;
    }
  }

  /** A link that opens nothing ends the connection too; and who cannot reach the server is told so while the page opens. */
  #isToldByPage(code: string): boolean {
    return needsNewLink(code) || (code === 'unreachable' && !this.live.agenda);
  }
}
