import { beforeAll, beforeEach, expect, it } from 'vitest';
import type { Command, JurorItem, PollView } from '$lib/protocol/generated/protocol';
import { topics } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';
import { poll } from '../../../e2e/support/hall';
import { AwardDesk } from '../../../src/pages/organiser/award/award-desk.svelte';
import { award, jury, plan } from '../../support/award';
import { FakeLive } from '../../support/fake-live.svelte';
import { speak } from '../../support/language';

let live: FakeLive;
let desk: AwardDesk;
let given: Command[];
let isTaken: boolean;
let made: number;
let takenBack: number[];

const fresh = { name: 'أ', role: 'juror' as const, address: 'https://majlis.example/jury#c1.f.s' };
const juror = (link: number, more: Partial<JurorItem> = {}): JurorItem => ({
  link,
  name: String(link),
  sheets: 0,
  recused: [],
  ...more,
});

/** A poll of the people's choice for the judged track. */
function peoplesPoll(phase: PollView['phase']): void {
  live.polls = new Map([[7, { ...poll(7, {}, { kind: 'single' }), phase, version: 3 }]]);
}

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
  isTaken = true;
  made = 40;
  takenBack = [];
  desk = new AwardDesk(live as unknown as Live, async (command) => given.push(command) > 0 && isTaken, {
    like: async () => {
      made += 1;
      return { link: made, fresh };
    },
    takeBack: async ({ link }) => {
      takenBack.push(link);
    },
  });
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
  live.jury = { ...jury(), opening: { by: 1, name: 'أ', until: live.time } };
  expect(desk.askedHere).toBe(true);
  live.jury = { ...jury(), opening: { by: 2, name: 'ب', until: live.time } };
  expect(desk.askedHere).toBe(false);
});

it('follows a plan that comes after its award', () => {
  live.award = award({ stage: 'preparing', version: 3 });
  desk.follow();
  live.award = award({ stage: 'preparing', version: 4 });
  desk.follow();
  live.award = award({ stage: 'preparing', version: 4, plan: plan({ scale: 100 }) });
  desk.follow();
  expect(draft().plan.scale).toBe(100);
});

it('waits for an award that the session has', () => {
  expect(desk.isComing).toBe(false);
  if (live.welcome) live.welcome = { ...live.welcome, topics: [topics.award, topics.award_plan] };
  expect(desk.isComing).toBe(true);
  live.award = award();
  expect(desk.isComing).toBe(false);
});

it('knows who has marks of too few jurors, and seals anyway by an act of its own', async () => {
  live.award = award();
  live.jury = jury({ sheets: [[2, 1, 0], [0]] });
  expect(desk.short.map(({ nominees }) => nominees)).toEqual([[1, 2]]);
  await desk.step('seal');
  await desk.sealAnyway();
  const seal = { do: 'award', act: 'seal', session: 1, version: 2 };
  expect(given).toEqual([seal, { ...seal, anyway: true }]);
  live.jury = jury({ sheets: [[2, 2, 3], [0]] });
  expect(desk.short).toEqual([]);
});

it('asks for no quorum of a jury where the people decide alone', () => {
  live.award = award({ plan: plan({ people: { groups: [], weight: 100, quorum: 1 } }) });
  live.jury = jury();
  expect(desk.short).toEqual([]);
});

it('goes back to preparing as long as nobody gave anything', async () => {
  live.award = award({ polls: [7, null] });
  peoplesPoll('draft');
  live.jury = jury({ jurors: [juror(4)] });
  expect(desk.canPrepare).toBe(true);
  await desk.step('prepare');
  expect(given).toEqual([{ do: 'award', act: 'prepare', session: 1, version: 2 }]);
  live.jury = jury({ jurors: [juror(4, { sheets: 1 })] });
  expect(desk.canPrepare, 'marks').toBe(false);
  live.jury = jury({ jurors: [juror(4, { recused: [[0, 1]] })] });
  expect(desk.canPrepare, 'somebody stepped back').toBe(false);
  live.jury = jury();
  peoplesPoll('closed');
  expect(desk.canPrepare, 'people voted').toBe(false);
  peoplesPoll('draft');
  live.award = award({ stage: 'sealed' });
  expect(desk.canPrepare, 'it is sealed').toBe(false);
});

it('has a juror go on by a link that is made for it, and tells that', async () => {
  live.award = award({ version: 5 });
  await desk.goOn(juror(4));
  expect(given).toEqual([{ do: 'award', act: 'replace', session: 1, version: 5, juror: 4, heir: 41 }]);
  expect([desk.heir, takenBack]).toEqual([fresh, []]);
});

it('takes the new link back where the juror could not go on by it', async () => {
  live.award = award();
  isTaken = false;
  await desk.goOn(juror(4));
  expect([desk.heir, takenBack]).toEqual([undefined, [41]]);
});

it('has a juror go on by the link of another one, without a new one', async () => {
  live.award = award();
  await desk.goOn(juror(4), 9);
  expect(given).toMatchObject([{ act: 'replace', juror: 4, heir: 9 }]);
  expect([made, desk.heir]).toEqual([40, undefined]);
});

it("counts the organisers' links that are good", () => {
  const link = { role: 'organiser' as const, hall: null, name: '', expires: null, revoked: false };
  live.links = {
    links: [
      { ...link, link: 1 },
      { ...link, link: 2, revoked: true },
      { ...link, link: 3, expires: live.time },
      { ...link, link: 4, expires: live.time + 1 },
      { ...link, link: 5, role: 'moderator' },
    ],
  };
  expect(desk.organisers).toBe(2);
});

it("knows which of the people's polls are not over, and opens and closes them", async () => {
  live.award = award({ stage: 'sealed', polls: [7, null] });
  for (const phase of ['draft', 'open', 'closed'] as const) {
    peoplesPoll(phase);
    expect(desk.pollsLeft).toHaveLength(phase === 'closed' ? 0 : 1);
  }
  const [one] = desk.polls;
  if (!one) throw new Error('there is no poll');
  await desk.openPoll(one.poll);
  await desk.closePoll(one.poll);
  expect(given).toEqual([
    { do: 'open_poll', poll: 7, version: 3 },
    { do: 'close_poll', poll: 7, version: 3 },
  ]);
});
