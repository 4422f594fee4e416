import { graphemes } from '$lib/i18n/graphemes';
import type { OwnVisit, RemarkItem, RemarkKind, StandCommand } from '$lib/protocol/generated/protocol';
import { StandPages } from '$lib/stands/pages.svelte';
import { Acknowledged } from '$lib/state/acknowledged.svelte';
import { sessionOf } from '$lib/state/agenda';
import type { Drafts } from '$lib/state/drafts';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { Refused, type RefusedText, whyOf } from '$lib/state/refused.svelte';

/** Phones that had no network say their visits and stars for so long after the end. */
const afterEndMs = 30 * 60_000;

type Of<Act extends StandCommand['act']> = Extract<StandCommand, { act: Act }>;

/** What this person gives in an exhibition: visits, stars, questions and comments to teams. */
export class OwnStands {
  readonly pages: StandPages;
  readonly #live: Live;
  readonly #drafts: Drafts;
  readonly #refused: Readonly<Record<RemarkKind, Refused>>;
  readonly #stars: Acknowledged<number>;
  readonly #visits: Acknowledged<number>;
  /** Which of both is written here: a question or a comment. */
  kind = $state<RemarkKind>('question');
  /** Counts what was typed, so that it is read again. */
  #typed = $state(0);

  constructor(live: Live, drafts: Drafts) {
    this.#live = live;
    this.#drafts = drafts;
    this.#refused = {
      question: new Refused(drafts, 'stand-question'),
      comment: new Refused(drafts, 'stand-comment'),
    };
    this.#stars = new Acknowledged(live);
    this.#visits = new Acknowledged(live);
    this.pages = new StandPages(live);
  }

  /** Own visits that the server has, in their order. */
  get visits(): readonly OwnVisit[] {
    return this.#live.mine.stands?.visits ?? [];
  }

  /** Own visits that are still on this phone: which stands those are, a key does not say. */
  get visitsUnderway(): number {
    return this.#waiting('visit').length;
  }

  visitOf(stand: number): OwnVisit | undefined {
    const visit = this.visits.find(({ s }) => s === stand);
    const at = this.#visits.ahead(`${stand}`, this.#live.mineRev);
    return visit ?? (at === undefined ? undefined : { s: stand, at });
  }

  /** The own stars of a stand: as they were given here, or count. */
  starsOf(stand: number): number | undefined {
    const waits = this.#waiting('rate').filter(({ command }) => command.stand === stand);
    return (
      waits.at(-1)?.command.stars ?? this.#stars.ahead(`${stand}`, this.#live.mineRev) ?? this.visitOf(stand)?.stars
    );
  }

  /** Whether the stars of a stand wait for a connection, or an answer. */
  starsWait(stand: number): boolean {
    return this.#waiting('rate').some(({ command }) => command.stand === stand);
  }

  /** Whether a stand takes what is written, as far as this phone knows; stars are taken in a pause too, and for a while after the end. */
  takes(what: 'words' | 'stars', stand: number, now: number): boolean {
    const { session, stands, mine, agenda } = this.#live;
    const entry = sessionOf(agenda, session?.session);
    if (!session || !stands || !entry || mine.blocked || stands.items.get(stand)?.closed) return false;
    if (session.phase === 'ended') return what === 'stars' && now < (entry.ended ?? entry.ends) + afterEndMs;
    return (session.phase === 'open' || entry.starts <= now) && (what === 'stars' || !session.paused);
  }

  rate(stand: number, stars: number): void {
    void this.#give({ act: 'rate', session: this.#session, stand, stars, seq: this.#live.nextSeq() });
  }

  /** Most characters of what is being written. */
  get limit(): number {
    const { session } = this.#live;
    return (this.kind === 'question' ? session?.question_length : session?.comment_length) ?? 280;
  }

  textOf(stand: number, kind = this.kind): string {
    void this.#typed;
    return this.#drafts.read(draftOf(stand, kind));
  }

  write(stand: number, text: string): void {
    this.#drafts.write(draftOf(stand, this.kind), text);
    this.#typed += 1;
  }

  lengthOf(stand: number): number {
    return graphemes(this.textOf(stand));
  }

  canSend(stand: number): boolean {
    return this.textOf(stand).trim() !== '' && this.lengthOf(stand) <= this.limit;
  }

  send(stand: number): void {
    if (!this.canSend(stand)) return;
    const act = this.kind === 'question' ? 'ask' : 'comment';
    void this.#give({ act, session: this.#session, stand, text: this.textOf(stand).trim() });
    this.write(stand, '');
  }

  takeBack({ s, i, v }: RemarkItem): void {
    void this.#give({ act: 'take_back', session: this.#session, stand: s, remark: i, version: v });
  }

  /** Whether its author may still take something back: the server has the last word. */
  isMine({ status = 'open' }: RemarkItem): boolean {
    return status === 'open' || status === 'waiting';
  }

  /** Own questions and comments at a stand, the newest first: refused, on their way, and those that the server has. */
  at(stand: number) {
    const of = ({ s }: { s: number }) => s === stand;
    return {
      refused: [...this.#refused.question.in(stand), ...this.#refused.comment.in(stand)],
      underway: [...this.#waiting('ask'), ...this.#waiting('comment')]
        .filter(({ command }) => command.stand === stand)
        .map(({ id, command }) => ({ id, text: command.text }))
        .reverse(),
      sent: [...(this.#live.mine.stands?.remarks ?? [])].filter(of).reverse(),
      isFree: (refused: RefusedText) => this.textOf(stand, this.#kindOf(stand, refused)).trim() === '',
      remove: ({ id }: RefusedText) => {
        for (const refused of Object.values(this.#refused)) refused.remove(stand, id);
      },
    };
  }

  /** Takes up one that was refused, to be written anew. */
  again(stand: number, refused: RefusedText): void {
    this.kind = this.#kindOf(stand, refused);
    this.at(stand).remove(refused);
    this.write(stand, refused.text);
  }

  decided({ id, command }: Kept, outcome: Outcome): void {
    if (command.do !== 'stands') return;
    if (outcome.done) this.#done(command, outcome);
    else if (command.act === 'ask' || command.act === 'comment') {
      const refused = command.act === 'ask' ? this.#refused.question : this.#refused.comment;
      refused.add(command.stand, { id, text: command.text, ...whyOf(outcome) });
    }
  }

  /** Another session is looked at. */
  reset(): void {
    this.kind = 'question';
  }

  #kindOf(stand: number, { id }: RefusedText): RemarkKind {
    return this.#refused.question.in(stand).some((one) => one.id === id) ? 'question' : 'comment';
  }

  #done(command: StandCommand, { rev, no }: Extract<Outcome, { done: true }>): void {
    if (command.act === 'rate') this.#stars.add(`${command.stand}`, command.stars, rev);
    if (command.act === 'visit' && no !== undefined) this.#visits.add(`${no}`, this.#live.now(), rev);
  }

  get #session(): number {
    return this.#live.stands?.head.session ?? this.#live.session?.session ?? 0;
  }

  #give(command: StandCommand): Promise<Outcome> {
    return this.#live.do({ do: 'stands', ...command });
  }

  /** What of an act waits for its answer here. */
  #waiting<Act extends StandCommand['act']>(act: Act): { id: string; command: Of<Act> }[] {
    return this.#live.outbox.flatMap(({ id, command }) =>
      command.do === 'stands' && command.act === act ? [{ id, command: command as unknown as Of<Act> }] : [],
    );
  }
}

/** Where what is being written lies on this device. */
function draftOf(stand: number, kind: RemarkKind): string {
  return `stand-${kind}.${stand}`;
}
