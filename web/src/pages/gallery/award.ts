import Rules from '$lib/award/Rules.svelte';
import Standings from '$lib/award/Standings.svelte';
import { type AwardTrack, trackOf } from '$lib/award/track';
import type { AwardPlan, Nominee, OpeningView, PollView, ShownStep, Track } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';
import type { Shown } from '$lib/wall/scene';
import Marks from '../juror/Marks.svelte';
import ProgressLine from '../juror/ProgressLine.svelte';
import Recusal from '../juror/Recusal.svelte';
import GoOn from '../organiser/award/GoOn.svelte';
import Opening from '../organiser/award/Opening.svelte';
import Organisers from '../organiser/award/Organisers.svelte';
import PeoplesPolls from '../organiser/award/PeoplesPolls.svelte';
import Sealing from '../organiser/award/Sealing.svelte';
import { blind } from './blind';
import { type Exhibit, exhibit } from './exhibit';
import { texts } from './texts';

const nothing = () => undefined;
const nominee = (ar: string, en: string): Nominee => ({ title: { ar, en }, team: { ar: texts.german }, about: {} });

const track: Track = {
  title: { ar: 'المبادرات المجتمعية الرائدة', en: 'Pioneering community initiatives' },
  kind: 'scored',
  nominees: [
    nominee('حدائق الأحياء', 'Gardens of the quarters'),
    nominee(texts.mixed.slice(0, 60), texts.english.slice(0, 60)),
    nominee('جسر الجيران', 'Bridge of neighbours'),
  ],
};
const honour: Track = {
  title: { ar: 'المسار التكريمي', en: 'Honour' },
  kind: 'honorary',
  nominees: [nominee('مجلس الحي', 'Council of the quarter')],
};
const step = (place: number | null, at: number): ShownStep => ({
  place,
  nominees: [{ nominee: at, ...(place === null ? { votes: 214 } : { total: 92_400 - 7_150 * place }) }],
});
const steps = [step(null, 2), step(3, 2), step(2, 1), step(1, 0)];

/** Levelled points may lie outside of 0 to 100. */
const beyond: ShownStep[] = [-3_250, 48_120, 107_460].map((total, at) => ({
  place: 3 - at,
  nominees: [{ nominee: at, total }],
}));

const view: Award = {
  session: 1,
  version: 1,
  stage: 'opened',
  plan: {
    tracks: [track, honour],
    criteria: [
      { title: { ar: 'الابتكار', en: 'Innovation' }, weight: 2 },
      { title: { ar: 'الاستدامة', en: 'Sustainability' }, weight: 1 },
      { title: { ar: texts.longest.slice(0, 80) }, weight: 1 },
    ],
    scale: 10,
    normalise: 'by_juror',
    quorum_jury: 3,
    people: { groups: [], weight: 30, quorum: 50 },
    ties: ['criterion', 'people', 'firsts', 'lot'],
  },
  polls: [null, null],
  tracks: [],
};

function told(at: number, count: number, more = true): AwardTrack | undefined {
  const tracks = view.plan.tracks.map((_, of) => ({ more, steps: of === at ? steps.slice(4 - count) : [] }));
  return trackOf({ ...view, tracks }, at);
}

/** The award on a wall, from its nominees to its winner. */
export const awardScenes: Record<string, Shown> = Object.fromEntries(
  Object.entries({
    'award, nominees': told(0, 0),
    'award, second place': trackOf({ ...view, tracks: [{ more: true, steps: steps.slice(1, 3) }] }, 0),
    'award, first place': told(0, 3, false),
    "award, with the people's prize": told(0, 4, false),
    'award, no winner': told(0, 0, false),
    'award, an honour': told(1, 0),
    'award, honoured': told(1, 1),
  }).flatMap(([state, award]) => (award ? [[state, { name: 'award', award }]] : [])),
);

const undone = async () => undefined;
const juror = (link: number) => ({ link, name: texts.german, sheets: 3, recused: [] });

/** A poll of the people's choice. */
function peoplesPoll(no: number, phase: PollView['phase'], v = 0): PollView {
  const settings = { changeable: true, hidden: true, secret: true, voters: [], sealed: true };
  const standing = { phase, round: phase === 'draft' ? 0 : 1, revealed: false, tally: { v } };
  const { title } = track;
  return { poll: no, version: 1, session: 1, title, answer: { kind: 'single' }, options: [], settings, ...standing };
}

/** What an organiser does with an award whose rules are settled. */
function course(): Exhibit[] {
  const polls = [
    { track, poll: peoplesPoll(1, 'draft') },
    { track: honour, poll: peoplesPoll(2, 'open', 214) },
    { track, poll: peoplesPoll(3, 'closed', 1_214) },
  ];
  const sealing = { canPrepare: false, short: [], step: undone, sealAnyway: undone };
  const short = [
    { track, nominees: [0, 1] },
    { track: { ...track, title: { ar: texts.longest.slice(0, 80) } }, nominees: [0, 1, 2] },
  ];
  const opening = { pollsLeft: [], askedHere: false, step: undone };
  const now = Date.now;
  const asked: OpeningView = { by: 1, name: texts.german, until: now() + 600_000 };
  return [
    exhibit('AwardOrganisers', Organisers, {
      one: { count: 1, onmake: nothing },
      two: { count: 2, onmake: nothing },
    }),
    exhibit('AwardSealing', Sealing, {
      usual: { plan: view.plan, desk: sealing },
      'below the quorum': { plan: view.plan, desk: { ...sealing, short } },
      'nothing given yet': { plan: view.plan, desk: { ...sealing, short, canPrepare: true } },
    }),
    exhibit('AwardPeoplesPolls', PeoplesPolls, {
      usual: { desk: { polls, openPoll: undone, closePoll: undone }, voters: 240 },
      nobody: { desk: { polls, openPoll: undone, closePoll: undone }, voters: 0 },
    }),
    exhibit('AwardOpening', Opening, {
      usual: { desk: opening, opening: undefined, now },
      'polls are left': { desk: { ...opening, pollsLeft: polls }, opening: undefined, now },
      'to confirm': { desk: opening, opening: asked, now },
      'asked here': { desk: { ...opening, askedHere: true }, opening: asked, now },
    }),
    exhibit('AwardGoOn', GoOn, { usual: { desk: { goOn: undone }, juror: juror(1), others: [juror(2)] } }),
  ];
}

/** The pieces of the award's pages. */
export function award(): Exhibit[] {
  const { criteria } = view.plan;
  const [first = { title: {}, weight: 1 }, , long = first] = criteria;
  const asGiven: AwardPlan = { ...view.plan, normalise: 'none' };
  const byPeople: AwardPlan = { ...view.plan, people: { groups: [], weight: 100, quorum: 50 } };
  const given = { track: 0, nominee: 0, marks: [], waits: false };
  return [
    ...course(),
    blind(view, track, peoplesPoll(2, 'open', 214)),
    exhibit('AwardRules', Rules, { usual: { plan: view.plan } }),
    exhibit('Standings', Standings, {
      'all told': { plan: asGiven, track, shown: { more: false, steps } },
      levelled: { plan: view.plan, track, shown: { more: false, steps: beyond } },
      'no winner': { plan: view.plan, track, shown: { more: false, steps: [] } },
      'no winner by the people': { plan: byPeople, track, shown: { more: false, steps: [] } },
      honoured: {
        plan: view.plan,
        track: honour,
        shown: { more: false, steps: [{ place: 1, nominees: [{ nominee: 0 }] }] },
      },
    }),
    exhibit('Marks', Marks, {
      'to ten': { criterion: first, criteria, scale: 10, mark: 7, onmark: nothing },
      'to five': { criterion: long, criteria, scale: 5, mark: null, onmark: nothing },
      'to a hundred': { criterion: first, criteria, scale: 100, mark: 85, onmark: nothing },
      sealed: { criterion: first, criteria, scale: 10, mark: 7, readonly: true, onmark: nothing },
    }),
    exhibit('JuryProgress', ProgressLine, { usual: { whole: 3, all: 8 }, none: { whole: 0, all: 8 } }),
    exhibit('Recusal', Recusal, {
      'to step back': { given, isTaking: true, onrecuse: nothing },
      'stepped back': { given: { ...given, recused: true }, isTaking: true, onrecuse: nothing },
      'by the organiser': {
        given: { ...given, recused: true, by_organiser: true },
        isTaking: true,
        onrecuse: nothing,
      },
    }),
  ];
}
