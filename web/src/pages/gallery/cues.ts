import Checklist from '$lib/cues/Checklist.svelte';
import type { PointWords } from '$lib/cues/checklist-words';
import { language } from '$lib/i18n/language.svelte';
import type { CueItem, Checklist as Told } from '$lib/protocol/generated/protocol';
import CueLine from '../organiser/show/CueLine.svelte';
import { type Exhibit, exhibit } from './exhibit';
import { now } from './hall';
import OnDesk from './OnDesk.svelte';
import { texts } from './texts';

const words: PointWords = {
  session: () => ({ name: 'جلسة الافتتاح', starts: now }),
  cue: (cue) => (cue === 3 ? 'يفتح التصويت' : 'The poll opens'),
  role: (role) => role,
};
const good: Told = {
  hall: 1,
  at: now,
  points: [
    { key: 'session', state: 'good', session: 4 },
    { key: 'code', state: 'good', code: '471234' },
    { key: 'walls', state: 'good', seen: 2, failed: 0, hidden: false },
    { key: 'moderators', state: 'good', here: 1 },
    { key: 'links', state: 'good', missing: [], ending: [] },
    { key: 'cues', state: 'good', waiting: 12, wrong: [], missed: [], held: false },
    { key: 'rehearsal', state: 'good', at: now, by: 'مكتب التنظيم' },
    { key: 'clock', state: 'good' },
  ],
};
const wrong: Told = {
  hall: 1,
  at: now,
  points: [
    { key: 'session', state: 'wrong', next: 'plan_session' },
    { key: 'code', state: 'wrong', code: '471234', next: 'code_elsewhere' },
    { key: 'walls', state: 'wrong', seen: 0, failed: 0, hidden: false, next: 'pair_wall' },
    { key: 'moderators', state: 'wrong', here: 0, next: 'open_desk' },
    { key: 'links', state: 'look', missing: ['presenter', 'screen'], ending: [], next: 'make_links' },
    {
      key: 'cues',
      state: 'look',
      waiting: 12,
      wrong: [{ c: 3, code: 'unknown_poll' }],
      missed: [],
      held: false,
      next: 'mend_cues',
    },
    { key: 'rehearsal', state: 'look', next: 'rehearse' },
    { key: 'clock', state: 'wrong', next: 'set_clock' },
  ],
};
const wayTo = ({ key }: { key: string }) => ({ label: `→ ${key}`, go: () => undefined });

const names = { poll: () => texts.mixed, session: () => texts.arabic };
const step = (of: Partial<CueItem> = {}): CueItem => ({
  c: 1,
  v: 1,
  name: { ar: 'يفتح التصويت', en: 'The poll opens' },
  at: { from: 'start', session: 1, seconds: 300 },
  time: now + 300_000,
  does: { do: 'open_poll', poll: 7 },
  ...of,
});
const { time: _, ...timeless } = step();
const steps = {
  waits: step(),
  'moved, with a long name': step({ name: { ar: texts.arabic, en: texts.english }, moved: 600 }),
  'left to a hand': step({ hand: now - 60_000 }),
  done: step({ came: 'done', when: now }),
  failed: step({ came: 'failed', code: 'poll_not_open', when: now }),
  missed: step({ came: 'missed' }),
  'without its session': timeless,
};
const ofSteps = <Props>(props: (item: CueItem) => Props) =>
  Object.fromEntries(Object.entries(steps).map(([state, item]) => [state, props(item)]));

/** The pieces of a run of show. */
export function cues(): Exhibit[] {
  const onrehearsed = () => undefined;
  const planner = {
    names,
    sessionName: () => texts.arabic,
    whenText: (at: number) => language.formats.time(at),
    change: () => undefined,
    drop: async () => undefined,
  };
  const desk = { show: { names, isDoneAfterAll: () => false }, clock: { now } };
  return [
    exhibit(
      'CueLine',
      CueLine,
      ofSteps((item) => ({ planner, item })),
    ),
    exhibit(
      'CueOnDesk',
      OnDesk,
      ofSteps((cue) => ({ desk, cue })),
    ),
    exhibit('Checklist', Checklist, {
      ready: { told: good, words, onrehearsed },
      'not ready': { told: wrong, words, wayTo, onrehearsed },
      'clocks apart': { told: good, words, isClockApart: true },
    }),
  ];
}
