import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Command } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';
import { AwardDesk } from '../../../src/pages/organiser/award/award-desk.svelte';
import { award, plan } from '../../support/award';
import { FakeLive } from '../../support/fake-live.svelte';
import { speak } from '../../support/language';

let live: FakeLive;
let desk: AwardDesk;
let given: Command[];

function draft() {
  if (!desk.draft) throw new Error('there is no draft');
  return desk.draft;
}

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new FakeLive();
  const { agenda } = live;
  if (agenda) live.agenda = { ...agenda, sessions: agenda.sessions.map((one) => ({ ...one, kind: 'award' })) };
  given = [];
  desk = new AwardDesk(live as unknown as Live, async (command) => given.push(command) > 0);
});

it('begins with an empty plan, and says what is missing in it', () => {
  desk.follow();
  expect(draft().version).toBe(0);
  expect(draft().missing).toEqual(['مسار واحد على الأقل']);
  draft().addTrack();
  expect(draft().missing).toEqual(['معيار واحد على الأقل', 'اسم لكل مسار ومرشح ومعيار']);
});

it('saves the whole plan at the version that it was read at, its numbers within their bounds', async () => {
  live.award = award({ stage: 'preparing', version: 3 });
  desk.follow();
  expect([draft().isChanged, draft().missing]).toEqual([false, []]);
  const [criterion] = draft().plan.criteria;
  if (criterion) criterion.weight = 0;
  await desk.save();
  const criteria = plan().criteria.map((one, at) => (at === 0 ? { ...one, weight: 1 } : one));
  expect(given).toEqual([{ do: 'award', act: 'plan', session: 1, version: 3, plan: plan({ criteria }) }]);
  expect(draft().isChanged).toBe(false);
});

it('follows the plan of the server until it is changed here, and then tells that another was saved', () => {
  live.award = award({ stage: 'preparing', version: 3 });
  desk.follow();
  live.award = award({ stage: 'preparing', version: 4 });
  desk.follow();
  expect(draft().version).toBe(4);
  draft().addCriterion();
  live.award = award({ stage: 'preparing', version: 5 });
  desk.follow();
  expect([draft().version, desk.isBeaten]).toEqual([4, true]);
  desk.leave();
  expect([draft().version, desk.isBeaten]).toEqual([5, false]);
});

it('puts the rules between equals in another order; without a choice of the people none asks for it', () => {
  desk.follow();
  draft().moveTie(0, 1);
  expect(draft().plan.ties).toEqual(['lot', 'criterion']);
  expect(draft().furtherTies).toEqual(['firsts']);
  draft().hasPeople = true;
  draft().plan.ties.push('people');
  draft().hasPeople = false;
  expect(draft().sent).toMatchObject({ people: null, ties: ['lot', 'criterion'] });
});

it('knows whether the opening was asked for by its own link, which cannot confirm it', () => {
  live.award = award({ stage: 'sealed' });
  const jury = { session: 1, jurors: [], sheets: [], results: [] };
  live.jury = { ...jury, opening: { by: 1, name: 'أ', until: live.time } };
  expect(desk.askedHere).toBe(true);
  live.jury = { ...jury, opening: { by: 2, name: 'ب', until: live.time } };
  expect(desk.askedHere).toBe(false);
});
