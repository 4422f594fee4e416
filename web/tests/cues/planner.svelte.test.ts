import { beforeEach, expect, it } from 'vitest';
import type { AgendaView, PollView, SessionEntry } from '$lib/protocol/generated/protocol';
import type { Show } from '$lib/protocol/views';
import { poll, session } from '../../e2e/support/hall';
import { ShowPlanner } from '../../src/pages/organiser/show/show-planner.svelte';
import { cue, startsAt, agenda as two } from '../support/cues';
import { speak } from '../support/language';

const day = 86_400_000;
const [first, second] = two.sessions as [SessionEntry, SessionEntry];

/** A connection of an organiser: what another session has comes once it is watched. */
class PlannedLive {
  agenda = $state.raw<AgendaView>();
  session = $state.raw(session({ session: 1, hall: 1 }));
  polls = $state.raw<ReadonlyMap<number, PollView>>(new Map());
  show = $state.raw<Show>();
  status = 'live' as const;
  welcome = undefined;
  readonly watched: number[] = [];
  time = startsAt - 60_000;

  now = () => this.time;

  watch(no: number): void {
    this.watched.push(no);
    this.session = session({ session: no, hall: 1 });
  }
}

let live: PlannedLive;
let planner: ShowPlanner;

function plans(sessions: readonly SessionEntry[]) {
  live.agenda = {
    name: {},
    code: '471234',
    version: 1,
    zone: 'Asia/Riyadh',
    languages: ['ar'],
    halls: [{ hall: 1, name: {}, code: '471235', version: 1 }],
    sessions: [...sessions],
  } as unknown as AgendaView;
}

beforeEach(async () => {
  await speak('ar');
  live = new PlannedLive();
  plans([first, second]);
  planner = new ShowPlanner(live, async () => true);
});

it('what a poll is called is looked for in the session of its step, and in each session once', () => {
  const items = new Map([
    [1, cue(1, { at: { from: 'start', session: 2, seconds: 0 }, does: { do: 'open_poll', poll: 7 } })],
    [2, cue(2, { at: { from: 'clock', time: startsAt }, does: { do: 'scene', scene: { scene: 'poll', poll: 8 } } })],
  ]);
  live.show = { head: { hall: 1, version: 1 }, items } as unknown as Show;
  planner.note();
  expect(live.watched).toEqual([2]);
  live.polls = new Map([[7, { ...poll(7, { ar: 'بم نبدأ؟' }, { kind: 'single' }), session: 2 }]]);
  planner.note();
  live.polls = new Map();
  planner.note();
  expect([planner.names.poll(7), planner.names.poll(8), live.watched]).toEqual(['بم نبدأ؟', undefined, [2]]);
});

it('what has one name on several days is told with its day', () => {
  expect(planner.sessionName(1)).toBe('الجلسة 1');
  expect(planner.whenText(startsAt)).not.toContain('نوفمبر');
  plans([first, { ...second, starts: second.starts + day, ends: second.ends + day }]);
  expect(planner.sessionName(1)).toContain('نوفمبر');
  expect(planner.whenText(startsAt)).toContain('نوفمبر');
});

it('a new step is not of a break, nor past before anything was written', () => {
  plans([{ ...first, kind: 'break' }, second]);
  planner.begin();
  expect([planner.draft?.fields.session, planner.isPast]).toEqual([2, false]);
  live.time = second.starts + 60_000;
  planner.begin();
  expect([planner.draft?.fields.session, planner.isPast]).toEqual([2, false]);
});
