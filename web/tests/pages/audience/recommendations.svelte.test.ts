import { beforeAll, beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { type RecommendationItem, topics } from '$lib/protocol/generated/protocol';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { RecommendationVotes } from '../../../src/pages/audience/recommendations/votes.svelte';
import { FakeLive, start } from '../../support/fake-live.svelte';
import { speak } from '../../support/language';
import { draft, told, vote } from '../../support/recommendations';

/** A phone's connection: what is given waits in its outbox until it is answered. */
class PhoneLive extends FakeLive {
  outbox: readonly Kept[] = $state.raw([]);
  mine: Live['mine'] = $state.raw({ questions: [], supports: [], ballots: [], seq: 4 });
  mineRev = $state(1);
  pages_: RecommendationItem[][] = [];
  readonly asked: [number, number][] = [];

  constructor() {
    super();
    this.queries.recommendations = async (topic, after) => {
      this.asked.push([topic, after]);
      return { items: this.pages_.shift() ?? [], next: undefined };
    };
  }

  override do(command: Kept['command']): Promise<Outcome> {
    this.outbox = [...this.outbox, { id: String(this.given.length), at: this.time, command }];
    return super.do(command);
  }

  nextSeq(): number {
    return this.mine.seq + this.given.length + 1;
  }
}

let live: PhoneLive;
let votes: RecommendationVotes;

/** The server decides what was given first. */
function decide(outcome: Outcome): void {
  const [first, ...rest] = live.outbox;
  live.outbox = rest;
  if (first) votes.decided(first, outcome);
}

const slim = (r: number, of: Partial<RecommendationItem> = {}): RecommendationItem => {
  const { evidence: _, ...item } = draft(r, { stage: 'proposed', ...of });
  return item;
};

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new PhoneLive();
  live.recommendations = told([slim(1), slim(2)], { vote: vote() });
  live.revs.set(topics.recommendations, 1);
  votes = new RecommendationVotes(live as unknown as Live);
});

it('votes, changes and takes back while it is open, and shows each at once', () => {
  votes.give(1, 'agree');
  expect([votes.said(1), votes.waits(1), votes.left]).toEqual(['agree', true, 1]);
  votes.give(1, 'abstain');
  expect(votes.said(1)).toBe('abstain');
  votes.give(1, 'abstain');
  expect([votes.said(1), votes.left]).toEqual([undefined, 2]);
  expect(live.given.at(-1)).toEqual({
    do: 'recommendations',
    act: 'vote',
    round: 1,
    recommendation: 1,
    vote: null,
    seq: 7,
  });
});

it('shows what was acknowledged until the own part has it, and then what that says', () => {
  votes.give(1, 'agree');
  decide({ done: true, rev: 5 });
  expect([votes.said(1), votes.waits(1)]).toEqual(['agree', false]);
  live.mine = { ...live.mine, recommendations: { round: 1, agree: [], disagree: [1], abstain: [] } };
  live.mineRev = 5;
  expect(votes.said(1), 'another device said otherwise later').toBe('disagree');
});

it('is of one round alone', () => {
  live.mine = { ...live.mine, recommendations: { round: 1, agree: [1], disagree: [], abstain: [] } };
  expect(votes.said(1)).toBe('agree');
  live.recommendations = told([slim(1)], { vote: vote({ round: 2, list: [1] }) });
  expect(votes.said(1)).toBeUndefined();
});

it('takes nothing once it is over, and says that what came later was not counted', () => {
  votes.give(2, 'agree');
  live.recommendations = told([slim(1), slim(2)], { vote: vote({ until: start - 1 }) });
  expect(votes.isOpen(start)).toBe(false);
  votes.give(1, 'agree');
  expect(live.given).toHaveLength(1);
  decide({ done: false, code: 'round_over' });
  expect([votes.isLate(2), votes.isLate(1)]).toEqual([true, false]);
});

it('stands in front while it is open or new, and no longer', () => {
  expect(votes.isNear(start)).toBe(true);
  live.recommendations = told([slim(1)], { vote: vote({ closed: start }) });
  expect([votes.isNear(start + 60_000), votes.isNear(start + 3_600_000)]).toEqual([true, false]);
  const published = slim(1, { stage: 'published', published: start + 3_600_000 });
  live.recommendations = told([published], { vote: vote({ closed: start }) });
  expect(votes.isNear(start + 3_600_000)).toBe(true);
});

it('reads one whole when it is opened, and again once it has changed', async () => {
  live.pages_ = [[draft(2)], [draft(2, { v: 2 })]];
  await votes.all.readWhole(2);
  expect(live.asked).toEqual([[topics.recommendations, 1]]);
  expect(votes.all.whole(2)?.evidence).toHaveLength(1);
  await votes.all.readWhole(2);
  expect(live.asked, 'it is read once').toHaveLength(1);
  live.recommendations = told([slim(1), slim(2, { v: 2 })], { vote: vote() });
  expect(votes.all.whole(2)).toBeUndefined();
  await votes.all.readWhole(2);
  expect(votes.all.whole(2)?.v).toBe(2);
});

it('reads those that the window has no room for, in the order of all', async () => {
  live.recommendations = { head: { order: [3, 1], vote: vote({ list: [3, 1] }) }, items: new Map([[1, slim(1)]]) };
  live.pages_ = [[slim(1), slim(3)]];
  expect(votes.all.isWhole).toBe(false);
  votes.all.follow();
  await new Promise((resolve) => setTimeout(resolve));
  expect(votes.listed.map(({ r }) => r)).toEqual([3, 1]);
  expect(votes.all.isWhole).toBe(true);
});

it('a vote that opens is told once to whoever has not given all of theirs, with the way to it', () => {
  notices.shown = [];
  live.recommendations = told([slim(1), slim(2)], { vote: vote() });
  const page: { tab: 'session' | 'agenda' | 'me' } = { tab: 'me' };
  votes.tellOpen(page);
  votes.tellOpen(page);
  expect(notices.shown.map(({ text }) => text)).toEqual(['التصويت على التوصيات مفتوح الآن']);
  notices.shown[0]?.action?.run();
  expect([page.tab, votes.isWanted]).toEqual(['session', true]);
  live.recommendations = told([slim(1), slim(2)], { vote: vote({ round: 2, closed: 9 }) });
  votes.tellOpen(page);
  expect(notices.shown).toHaveLength(1);
});
