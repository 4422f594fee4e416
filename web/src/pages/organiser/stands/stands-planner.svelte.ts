import { Unanswered } from '$lib/net/queries';
import {
  type Command,
  type ExhibitionPlan,
  type SessionEntry,
  type SessionNo,
  type StandCommand,
  type StandItem,
  type StandSheet,
  type StandSheets,
  topics,
} from '$lib/protocol/generated/protocol';
import type { Stands } from '$lib/protocol/views';
import { inOrder } from '$lib/stands/arranged';
import type { Live } from '$lib/state/live.svelte';
import { StandDraft } from './stand-draft.svelte';

/** What the planner needs of the page around it. */
interface Around {
  /** Gives a command; whether it was done. A refusal was told. */
  give(command: Command): Promise<boolean>;
  /** Asks the server for what the sheets of all stands say; nothing where that was refused, which was told. */
  sheets(): Promise<StandSheets | undefined>;
}

/** How an exhibition is held before anybody said otherwise. */
const usual: ExhibitionPlan = { shown: false, interest: 'walls' };

/** The exhibitions of a forum as their organiser plans them. */
export class StandsPlanner {
  #chosen = $state<SessionNo>();
  draft = $state.raw<StandDraft>();
  /** The sheets are seen as they are printed. */
  isPrinting = $state(false);
  #sheets = $state.raw<readonly StandSheet[]>([]);
  readonly #live: Live;
  readonly #around: Around;

  constructor(live: Live, around: Around) {
    this.#live = live;
    this.#around = around;
  }

  /** The sessions of the agenda that are exhibitions. */
  get sessions(): readonly SessionEntry[] {
    return this.#live.agenda?.sessions.filter(({ kind }) => kind === 'exhibition') ?? [];
  }

  /** The session in hand, as long as it is on the agenda. */
  get session(): SessionNo | undefined {
    const { sessions } = this;
    return (sessions.find(({ session }) => session === this.#chosen) ?? sessions[0])?.session;
  }

  get stands(): Stands | undefined {
    const { stands } = this.#live;
    return stands?.head.session === this.session ? stands : undefined;
  }

  /** What the session in hand has is still on its way. */
  get isComing(): boolean {
    const { session, welcome } = this.#live;
    if (this.session === undefined) return false;
    const has = welcome?.session === this.session && welcome.topics.includes(topics.stands);
    return session?.session !== this.session || (has && !this.stands);
  }

  /** The stands in their order. */
  readonly items: readonly StandItem[] = $derived.by(() => (this.stands ? inOrder(this.stands) : []));

  get plan(): ExhibitionPlan {
    return this.stands?.head.plan ?? usual;
  }

  /** Takes a session in hand. */
  choose(session: SessionNo): void {
    this.#chosen = session;
    this.draft = undefined;
    this.look();
  }

  /** Asks the server for what the session in hand has. */
  look(): void {
    if (this.session !== undefined) this.#live.watch(this.session);
  }

  /** Says what everyone sees. */
  async set(plan: Partial<ExhibitionPlan>): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    const version = this.stands?.head.version ?? 0;
    await this.#give({ act: 'set', session, version, plan: { ...this.plan, ...plan } });
  }

  /** Begins to add a stand. */
  begin(): void {
    if (this.session !== undefined) this.draft = new StandDraft(this.session);
  }

  /** Begins to change a stand, once what it shows was read. */
  async change(item: StandItem): Promise<void> {
    const { session } = this;
    if (session === undefined) return;
    try {
      const read = await this.#live.queries.stand({ stand: item.s });
      const page = read === 'soon' ? null : read;
      if (page && session === this.session) this.draft = new StandDraft(session, { item, about: page.about });
    } catch (why) {
      if (!(why instanceof Unanswered)) throw why;
    }
  }

  leave(): void {
    this.draft = undefined;
  }

  /** Keeps what is in the form; it closes once the server has it. */
  async save(): Promise<void> {
    const { draft } = this;
    if (!draft?.isNamed) return;
    const { session, stand, version, sent: plan } = draft;
    const done = await this.#give(
      stand === undefined ? { act: 'add', session, plan } : { act: 'change', session, stand, version, plan },
    );
    if (done && this.draft === draft) this.leave();
  }

  /** Moves a stand earlier or later in the list. */
  async move({ s }: StandItem, by: 1 | -1): Promise<void> {
    const head = this.stands?.head;
    if (!head) return;
    const stands = [...head.order];
    const at = stands.indexOf(s);
    const [one, other] = [stands[at], stands[at + by]];
    if (one === undefined || other === undefined) return;
    [stands[at], stands[at + by]] = [other, one];
    await this.#give({ act: 'order', session: head.session, arrangement: head.arrangement, stands });
  }

  async drop({ s: stand, v: version }: StandItem): Promise<void> {
    await this.#give({ act: 'drop', session: this.session ?? 0, stand, version });
  }

  /** Gives a stand another key: its sheet is to be printed anew. */
  async rekey({ s: stand, v: version }: StandItem): Promise<boolean> {
    return await this.#give({ act: 'rekey', session: this.session ?? 0, stand, version });
  }

  async close({ s: stand, v: version }: StandItem, on: boolean): Promise<void> {
    await this.#give({ act: 'close', session: this.session ?? 0, stand, version, on });
  }

  /** The sheets of the session in hand, in the order of its stands, as they were read. */
  get sheets(): readonly (StandSheet & { readonly item: StandItem })[] {
    return this.items.flatMap((item) => {
      const sheet = this.#sheets.find(({ session, stand }) => session === this.session && stand === item.s);
      return sheet ? [{ ...sheet, item }] : [];
    });
  }

  /** Reads what the sheets say: to be run whenever a stand came or has another version. */
  async readSheets(): Promise<void> {
    const told = await this.#around.sheets();
    if (told) this.#sheets = told.stands;
  }

  #give(command: StandCommand): Promise<boolean> {
    return this.#around.give({ do: 'stands', ...command });
  }
}
