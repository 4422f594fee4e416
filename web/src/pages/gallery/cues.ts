import Checklist from '$lib/cues/Checklist.svelte';
import type { PointWords } from '$lib/cues/checklist-words';
import type { Checklist as Told } from '$lib/protocol/generated/protocol';
import { type Exhibit, exhibit } from './exhibit';
import { now } from './hall';

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

/** The pieces of a run of show. */
export function cues(): Exhibit[] {
  const onrehearsed = () => undefined;
  return [
    exhibit('Checklist', Checklist, {
      ready: { told: good, words, onrehearsed },
      'not ready': { told: wrong, words, wayTo, onrehearsed },
      'clocks apart': { told: good, words, isClockApart: true },
    }),
  ];
}
