import { notices } from '$lib/components/notices.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { ownerOf } from '$lib/net/owner';
import { deviceStorage } from '$lib/net/storage';
import type { Nominee, SessionEntry, Track } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import { sessionOf } from '$lib/state/agenda';
import { type Kept, Live, type Outcome } from '$lib/state/live.svelte';
import { takeToken } from '$lib/state/role-link';
import { type Case, Drafts, type Marks } from './drafts';
import { type Given, OwnSheets } from './own-sheets.svelte';

/** A nominee to judge. */
export interface Candidate extends Case {
  readonly of: Nominee;
}

/** How far the sheet of a nominee is. */
export type Progress = 'none' | 'begun' | 'whole' | 'recused';

/** A refusal that is no news: a later act of the same juror stands. */
const silent = ['stale'];

/** A juror's page: the nominees of an award, and a sheet of marks for each. */
export class JurorPage {
  readonly live: Live | undefined;
  /** The role link's token; empty where no link opened the page. */
  readonly token: string;
  readonly #drafts: Drafts;
  readonly #own: OwnSheets | undefined;
  /** The sheet that is open. */
  #open = $state.raw<Case>();
  /** The sheets that are not whole, as far as they were looked at here. */
  #begun = $state.raw<ReadonlyMap<string, Marks>>(new Map());

  constructor(live?: Live, storage = deviceStorage()) {
    this.token = (live ? undefined : takeToken('jury')) ?? '';
    this.live = live ?? (this.token === '' ? undefined : new Live({ token: this.token, view: 'juror' }));
    this.#drafts = new Drafts(ownerOf(this.token), storage);
    this.#own = this.live && new OwnSheets(this.live);
    this.live?.onDecided((kept, outcome) => this.#decided(kept, outcome));
  }

  start(): void {
    this.live?.start();
  }

  get award(): Award | undefined {
    const award = this.live?.award;
    return award?.stage === 'preparing' ? undefined : award;
  }

  get session(): SessionEntry | undefined {
    return sessionOf(this.live?.agenda, this.live?.session?.session);
  }

  /** Marks are taken: they are not before the scoring has begun, and not once it is sealed. */
  get isTaking(): boolean {
    return this.award?.stage === 'scoring';
  }

  /** The tracks that a jury judges, each with its place. */
  get tracks(): readonly { at: number; track: Track }[] {
    const all = this.award?.plan.tracks ?? [];
    return all.map((track, at) => ({ at, track })).filter(({ track }) => track.kind === 'scored');
  }

  /** All nominees that are judged, in their order. */
  get candidates(): readonly Candidate[] {
    return this.tracks.flatMap(({ at, track }) => track.nominees.map((of, nominee) => ({ track: at, nominee, of })));
  }

  /** The nominee whose sheet is open. */
  get open(): Candidate | undefined {
    const { candidates } = this;
    return this.#open && candidates.find((one) => isSame(one, this.#open));
  }

  choose(candidate: Case | undefined): void {
    this.#open = candidate && { track: candidate.track, nominee: candidate.nominee };
  }

  /** The nominee after the one that is open whose sheet is still to be filled. */
  get next(): Candidate | undefined {
    const { candidates, open } = this;
    const at = candidates.findIndex((one) => isSame(one, open));
    const turned = [...candidates.slice(at + 1), ...candidates.slice(0, Math.max(0, at))];
    return turned.find((one) => ['none', 'begun'].includes(this.progress(one)));
  }

  given(of: Case): Given {
    return this.#own?.of(of) ?? { ...of, marks: [], waits: false };
  }

  /** The marks as they stand on the sheet: what was begun here, else what was given. */
  marks(of: Case): Marks {
    const given = this.given(of).marks;
    return this.#draft(of) ?? (given.length > 0 ? given : this.#empty);
  }

  progress(of: Case): Progress {
    const { marks, recused } = this.given(of);
    if (recused) return 'recused';
    if (this.#draft(of)) return 'begun';
    return marks.length > 0 ? 'whole' : 'none';
  }

  /** How many sheets are to be filled, and how many are. */
  get count(): { whole: number; all: number } {
    const stands = this.candidates.map((one) => this.progress(one)).filter((progress) => progress !== 'recused');
    return { whole: stands.filter((progress) => progress === 'whole').length, all: stands.length };
  }

  /** Gives a mark. A sheet goes to the server whole: until then it lies on this device. */
  mark(of: Case, criterion: number, mark: number | null): void {
    const marks = this.marks(of).map((before, at) => (at === criterion ? mark : before));
    const whole = marks.filter((given) => given !== null);
    if (whole.length < marks.length) this.#keep(of, marks);
    else this.#give(of, whole);
  }

  /** Takes all marks of a nominee back. */
  clear(of: Case): void {
    if (this.given(of).marks.length > 0) this.#give(of, []);
    else this.#keep(of, undefined);
  }

  /** Not to judge a nominee, or to judge it after all. */
  recuse(of: Case, on: boolean): void {
    const { live, session } = this;
    if (!live || !session) return;
    const { track, nominee } = of;
    void live.do({ do: 'award', act: 'recuse', session: session.session, track, nominee, on, seq: live.nextSeq() });
  }

  #give(of: Case, marks: number[]): void {
    const { live, session } = this;
    if (!live || !session) return;
    const { track, nominee } = of;
    void live.do({ do: 'award', act: 'score', session: session.session, track, nominee, marks, seq: live.nextSeq() });
    this.#keep(of, undefined);
  }

  get #empty(): Marks {
    return (this.award?.plan.criteria ?? []).map(() => null);
  }

  #draft(of: Case): Marks | undefined {
    const session = this.session?.session;
    if (session === undefined) return undefined;
    const seen = this.#begun.get(keyOf(session, of));
    const draft = seen ?? this.#drafts.read(session, of);
    // Of a plan with other criteria nothing fits.
    return draft?.length === this.#empty.length ? draft : undefined;
  }

  #keep(of: Case, marks: Marks | undefined): void {
    const session = this.session?.session;
    if (session === undefined) return;
    const isBegun = marks?.some((mark) => mark !== null) ?? false;
    if (marks && isBegun) this.#drafts.write(session, of, marks);
    else this.#drafts.forget(session, of);
    this.#begun = new Map(this.#begun).set(keyOf(session, of), isBegun && marks ? marks : []);
  }

  #decided(kept: Kept, outcome: Outcome): void {
    this.#own?.decided(kept, outcome);
    if (!outcome.done && !silent.includes(outcome.code)) notices.show(refusalText(outcome.code, outcome.limit));
  }
}

function isSame(one: Case, other: Case | undefined): boolean {
  return one.track === other?.track && one.nominee === other.nominee;
}

function keyOf(session: number, { track, nominee }: Case): string {
  return `${session}.${track}.${nominee}`;
}
