import { m } from '$lib/i18n/language.svelte';
import type { AwardPlan, Nominee, SessionNo, Tie, Title, Track } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';

/** The most of each that an award has, as the server holds it. */
export const most = { tracks: 12, nominees: 20, criteria: 8, weight: 100, jury: 60, people: 100_000 } as const;

/** A judged track has at least so many to choose between. */
const fewestNominees = 2;

const allTies: readonly Tie[] = ['criterion', 'people', 'firsts', 'lot'];

/** An award's plan in the making. It need not be whole to be saved, only to begin with. */
export class PlanDraft {
  readonly session: SessionNo;
  /** The version that it was read at; 0 where there was none. */
  readonly version: number;
  plan = $state(emptyPlan());
  /** As it was read, or was saved last. */
  #base = $state('');
  /** The plan that it was read from. */
  readonly #read: string;

  constructor(session: SessionNo, view: Award | undefined) {
    this.session = session;
    this.version = view?.version ?? 0;
    if (view) this.plan = structuredClone(view.plan);
    this.#base = JSON.stringify(this.sent);
    this.#read = JSON.stringify(view?.plan);
  }

  /** Whether it was read from that award: of its version, and of its plan, which comes by itself and may come later. */
  isOf(view: Award | undefined): boolean {
    return this.version === (view?.version ?? 0) && this.#read === JSON.stringify(view?.plan);
  }

  get isChanged(): boolean {
    return JSON.stringify(this.sent) !== this.#base;
  }

  /** The server has it: what comes next begins from there. */
  saved(): void {
    this.#base = JSON.stringify(this.sent);
  }

  /** The plan as it is sent: whole numbers within their bounds, whatever stands in the fields. */
  get sent(): AwardPlan {
    const plan = $state.snapshot(this.plan) as AwardPlan;
    const { people } = plan;
    return {
      ...plan,
      criteria: plan.criteria.map(({ title, weight }) => ({ title, weight: within(weight, 1, most.weight) })),
      quorum_jury: within(plan.quorum_jury, 1, most.jury),
      people: people && {
        ...people,
        weight: within(people.weight, 0, most.weight),
        quorum: within(people.quorum, 0, most.people),
      },
    };
  }

  addTrack(): void {
    this.plan.tracks.push({ title: {}, kind: 'scored', nominees: [emptyNominee(), emptyNominee()] });
  }

  addNominee(track: Track): void {
    track.nominees.push(emptyNominee());
  }

  addCriterion(): void {
    this.plan.criteria.push({ title: {}, weight: 1 });
  }

  /** Takes something out of one of the plan's lists. */
  remove<Thing>(list: Thing[], at: number): void {
    list.splice(at, 1);
  }

  /** The people choose, or do not: with a prize of their own until a weight is given. */
  set hasPeople(on: boolean) {
    this.plan.people = on ? { groups: [], weight: 0, quorum: 1 } : null;
    if (!on) this.plan.ties = this.plan.ties.filter((tie) => tie !== 'people');
  }

  get hasPeople(): boolean {
    return this.plan.people !== null;
  }

  /** The rules between equals that are not asked. */
  get furtherTies(): readonly Tie[] {
    return allTies.filter((tie) => !this.plan.ties.includes(tie) && (tie !== 'people' || this.hasPeople));
  }

  /** Asks a rule earlier or later than another. */
  moveTie(at: number, by: 1 | -1): void {
    const { ties } = this.plan;
    const [one, other] = [ties[at], ties[at + by]];
    if (one === undefined || other === undefined) return;
    [ties[at], ties[at + by]] = [other, one];
  }

  /** What is missing before the scoring can begin, in words. */
  get missing(): readonly string[] {
    const { tracks, criteria } = this.plan;
    const isJudged = tracks.some(({ kind }) => kind === 'scored');
    const named = [...tracks, ...tracks.flatMap(({ nominees }) => nominees), ...criteria];
    return [
      tracks.length === 0 && m.award_needs_track(),
      tracks.some(({ kind, nominees }) => kind === 'scored' && nominees.length < fewestNominees) &&
        m.award_needs_nominees(),
      tracks.some(({ kind, nominees }) => kind === 'honorary' && nominees.length !== 1) && m.award_needs_honoured(),
      isJudged && criteria.length === 0 && m.award_needs_criterion(),
      named.some(({ title }) => !isNamed(title)) && m.award_needs_names(),
    ].filter((text) => text !== false);
  }
}

function within(value: number, least: number, largest: number): number {
  return Math.min(largest, Math.max(least, Math.round(value || 0)));
}

function isNamed({ ar = '', en = '' }: Title): boolean {
  return ar.trim() !== '' || en.trim() !== '';
}

function emptyNominee(): Nominee {
  return { title: {}, about: {}, team: {} };
}

function emptyPlan(): AwardPlan {
  return {
    tracks: [],
    criteria: [],
    scale: 10,
    normalise: 'none',
    quorum_jury: 1,
    people: null,
    ties: ['criterion', 'lot'],
  };
}
