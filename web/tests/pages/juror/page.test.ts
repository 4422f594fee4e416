import { beforeAll, beforeEach, expect, it } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import { Passing } from '$lib/net/storage';
import type { Kept, Live, Outcome } from '$lib/state/live.svelte';
import { JurorPage } from '../../../src/pages/juror/juror-page.svelte';
import { award } from '../../support/award';
import { FakeLive } from '../../support/fake-live.svelte';
import { speak } from '../../support/language';

/** A juror's connection: what is given waits in its outbox until it is answered. */
class JurorLive extends FakeLive {
  outbox: readonly Kept[] = [];
  mine: Live['mine'] = { questions: [], supports: [], ballots: [], seq: 4 };
  mineRev = 1;
  hear: (kept: Kept, outcome: Outcome) => void = () => undefined;

  override onDecided(hear?: (kept: Kept, outcome: Outcome) => void): () => void {
    if (hear) this.hear = hear;
    return () => undefined;
  }

  override do(command: Kept['command']): Promise<Outcome> {
    this.outbox = [...this.outbox, { id: String(this.outbox.length), at: this.time, command }];
    return super.do(command);
  }

  nextSeq(): number {
    return this.mine.seq + this.given.length + 1;
  }

  /** The server decides what was given first. */
  decide(outcome: Outcome): void {
    const [first, ...rest] = this.outbox;
    this.outbox = rest;
    if (first) this.hear(first, outcome);
  }
}

const first = { track: 0, nominee: 0 };
let storage = new Passing();
let live: JurorLive;
let page: JurorPage;

function opened(): JurorPage {
  return new JurorPage(live as unknown as Live, storage);
}

beforeAll(() => speak('ar'));
beforeEach(() => {
  storage = new Passing();
  live = new JurorLive();
  live.award = award();
  page = opened();
});

it('judges the tracks that are judged, and no honour', () => {
  expect(page.candidates.map(({ track, nominee }) => [track, nominee])).toEqual([
    [0, 0],
    [0, 1],
    [0, 2],
  ]);
  expect(page.count).toEqual({ whole: 0, all: 3 });
});

it('sends a sheet once each criterion has a mark, and keeps it on the device until then', () => {
  page.mark(first, 1, 4);
  expect(live.given).toEqual([]);
  expect([page.progress(first), page.marks(first)]).toEqual(['begun', [null, 4]]);
  expect(opened().marks(first), 'a reload loses nothing').toEqual([null, 4]);
  page.mark(first, 0, 3);
  expect(live.given).toEqual([
    { do: 'award', act: 'score', session: 1, track: 0, nominee: 0, marks: [3, 4], seq: expect.any(Number) },
  ]);
  expect([page.progress(first), page.given(first).waits]).toEqual(['whole', true]);
  expect(opened().progress({ track: 0, nominee: 1 })).toBe('none');
});

it('shows what was given while the own part has not come, then what the server has', () => {
  page.mark(first, 0, 3);
  page.mark(first, 1, 4);
  live.decide({ done: true, rev: 7 });
  expect([page.marks(first), page.given(first).waits]).toEqual([[3, 4], false]);
  live.mine = { ...live.mine, sheets: [{ ...first, marks: [5, 5] }] };
  live.mineRev = 7;
  expect(page.marks(first), 'another device gave later ones').toEqual([5, 5]);
});

it('gives a whole sheet anew with each mark that is changed', () => {
  live.mine = { ...live.mine, sheets: [{ ...first, marks: [3, 4] }] };
  page.mark(first, 0, 5);
  expect(live.given).toMatchObject([{ act: 'score', marks: [5, 4] }]);
});

it('takes marks back: what was begun here, and what was given', () => {
  page.mark(first, 0, 5);
  page.clear(first);
  expect([page.progress(first), live.given]).toEqual(['none', []]);
  live.mine = { ...live.mine, sheets: [{ ...first, marks: [3, 4] }] };
  page.clear(first);
  expect(live.given).toMatchObject([{ act: 'score', marks: [] }]);
  expect(page.progress(first)).toBe('none');
});

it('steps back from a nominee, which is then none to judge; what an organiser said stands', () => {
  page.recuse(first, true);
  expect(live.given).toMatchObject([{ act: 'recuse', on: true }]);
  expect([page.progress(first), page.count]).toEqual(['recused', { whole: 0, all: 2 }]);
  page.recuse(first, false);
  expect(page.progress(first)).toBe('none');
  live.outbox = [];
  live.mine = { ...live.mine, sheets: [{ ...first, marks: [], recused: true, by_organiser: true }] };
  page.recuse(first, false);
  expect(page.progress(first)).toBe('recused');
});

it('leads to the next nominee without a sheet, around the end', () => {
  const last = { track: 0, nominee: 2 };
  live.mine = { ...live.mine, sheets: [{ track: 0, nominee: 0, marks: [1, 1] }] };
  page.choose(last);
  expect(page.next).toMatchObject({ nominee: 1 });
});

it('takes no marks once the scoring is sealed', () => {
  expect(page.isTaking).toBe(true);
  live.award = award({ stage: 'sealed' });
  expect(page.isTaking).toBe(false);
});

it('tells of a refusal, but not of one that a later mark has made old', () => {
  page.recuse(first, true);
  live.decide({ done: false, code: 'stale' });
  expect(notices.shown).toEqual([]);
  page.recuse(first, true);
  live.decide({ done: false, code: 'award_sealed' });
  expect(notices.shown.map(({ text }) => text)).toEqual(['خُتمت الجائزة، ولا يُقبل فيها جديد']);
});
