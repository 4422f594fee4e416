import { beforeEach, describe, expect, it } from 'vitest';
import type { PollView } from '$lib/protocol/generated/protocol';
import { cloudOf, countText, hasRoomBeside, resultsOf, turnoutOf } from '$lib/wall/results';
import { timeOn } from '$lib/wall/time-on';
import { poll } from '../../e2e/support/hall';
import { speak } from '../support/language';

beforeEach(() => speak('ar'));

const options = [{ ar: 'أ' }, { ar: 'ب' }, { ar: 'ت' }];

function counted(answer: PollView['answer'], n: number[], v: number, more: Partial<PollView> = {}): PollView {
  return { ...poll(1, { ar: 'سؤال' }, answer, options), revealed: true, phase: 'closed', tally: { v, n }, ...more };
}

describe('results', () => {
  it('are none until they are revealed, though the desk has them', () => {
    expect(resultsOf(counted({ kind: 'single' }, [1, 2, 3], 6, { revealed: false }))).toBeUndefined();
  });

  it('have a bar as long as their share of the voters', () => {
    const results = resultsOf(counted({ kind: 'single' }, [1, 3, 0], 4));
    expect(results?.map(({ share }) => share)).toEqual([0.25, 0.75, 0]);
  });

  it('of a ranking are points, out of what everyone could give', () => {
    const results = resultsOf(counted({ kind: 'ranking' }, [6, 3, 0], 3));
    expect(results?.map(({ hasShare, share }) => [hasShare, share])).toEqual([
      [false, 1],
      [false, 0.5],
      [false, 0],
    ]);
  });
});

it('of a poll for badges the turnout is out of the badges that may vote, from its opening on', () => {
  const electors = { groups: [], badges: 980 };
  const open = counted({ kind: 'single' }, [], 490, { phase: 'open', electors });
  expect([turnoutOf(open), countText(open, 490)]).toEqual([0.5, '٤٩٠ من ٩٨٠']);
  const closed = { ...open, tally: { v: 490, here: 1_000 } };
  expect([turnoutOf(closed), countText(closed, 490)]).toEqual([0.49, '٤٩٠ من ١٬٠٠٠']);
  expect(countText(counted({ kind: 'single' }, [], 490), 490)).toBe('٤٩٠');
});

describe('a cloud', () => {
  const items = Array.from({ length: 40 }, (_, at) => ({ w: at + 1, text: `كلمة${at}`, n: 40 - at }));

  it('has the 25 words that most people sent', () => {
    expect(new Set(cloudOf(items).map(({ w }) => w))).toEqual(new Set(items.slice(0, 25).map(({ w }) => w)));
  });

  it('keeps each word at its place beside the others while weights change', () => {
    const order = cloudOf(items.slice(0, 10)).map(({ w }) => w);
    const turned = items.slice(0, 10).map((item, at) => ({ ...item, n: at + 1 }));
    expect(cloudOf(turned).map(({ w }) => w)).toEqual(order);
  });

  it('has three weights, by how many sent a word', () => {
    const weights = new Map(cloudOf(items).map(({ w, weight }) => [w, weight]));
    expect([weights.get(1), weights.get(22)]).toEqual(['heavy', 'middle']);
    expect(
      cloudOf([
        { w: 1, text: 'أ', n: 100 },
        { w: 2, text: 'ب', n: 2 },
      ]).map(({ weight }) => weight),
    ).toContain('light');
  });

  it('has no erased word', () => expect(cloudOf([{ w: 1, text: '', n: 9 }])).toEqual([]));
});

describe('how a poll stands', () => {
  it('is told out of those who were here, never as more than all of them', () => {
    expect(turnoutOf(poll(1, { ar: 'سؤال' }, { kind: 'single' }))).toBeUndefined();
    expect(turnoutOf({ ...poll(1, { ar: 'سؤال' }, { kind: 'single' }), tally: { v: 12, here: 10 } })).toBe(1);
  });

  it('has room beside what is asked, unless that is long or has many options', () => {
    const usual = 5.5;
    expect(hasRoomBeside('أي محور أولًا؟', ['الحدائق', 'النقل'], usual)).toBe(true);
    expect(hasRoomBeside('أي محور أولًا؟', Array(6).fill('النقل'), usual)).toBe(false);
    expect(hasRoomBeside('ط'.repeat(140), Array(5).fill('ل'.repeat(60)), usual)).toBe(false);
  });

  it('has less room beside it where the back row needs larger letters', () => {
    const options = Array(5).fill('ل'.repeat(30));
    expect(hasRoomBeside('ط'.repeat(60), options, 5.5)).toBe(true);
    expect(hasRoomBeside('ط'.repeat(60), options, 7.3)).toBe(false);
  });
});

describe('the time on the wall', () => {
  const session = {
    session: 1,
    edition: 1,
    hall: 1,
    kind: 'panel',
    title: {},
    about: {},
    starts: 0,
    ends: 100,
    phase: 'open',
  } as const;

  it("is an open poll's, where it has one", () => {
    const timed: PollView = {
      ...poll(1, { ar: 'سؤال' }, { kind: 'single' }),
      until: 60,
      time: 40,
    };
    expect(timeOn(session, timed, 30)).toEqual({ passed: 0.25, left: 30 });
    expect(timeOn(session, { ...timed, phase: 'closed' }, 30)).toEqual({ passed: 0.3, left: 70 });
  });

  it('is none before a session and after it', () => {
    expect(timeOn({ ...session, phase: 'upcoming' }, undefined, 30)).toBeUndefined();
    expect(timeOn(undefined, undefined, 30)).toBeUndefined();
  });
});
