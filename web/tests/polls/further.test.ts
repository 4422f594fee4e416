import { beforeEach, describe, expect, it } from 'vitest';
import { leftOf } from '$lib/polls/further/points-left';
import { gridRows, roundsOf, standingsOf, stepColour, stepNames } from '$lib/polls/further/results';
import { duelText, roundText } from '$lib/polls/further/words';
import { draftOf, PollForm } from '$lib/polls/poll-form.svelte';
import { resultSentence } from '$lib/polls/result-sentence';
import { partsOf, rowsOf } from '$lib/polls/results';
import type { AnswerView, Choice, PollView, TallyView } from '$lib/protocol/generated/protocol';
import { isWhole } from '../../src/pages/audience/polls/choice';
import { speak } from '../support/language';

const options = ['Shade', 'Light', 'Benches', 'Water', 'Paths'].map((en) => ({ en }));

function poll(answer: AnswerView, tally: TallyView, of: Partial<PollView> = {}): PollView {
  const settings = { changeable: true, hidden: false, secret: false };
  return { title: { en: 'What first?' }, answer, options, settings, phase: 'closed', tally, ...of } as PollView;
}

/** The published example of the Schulze method with 45 ballots: E is first though C beats it directly. */
const schulze = poll(
  { kind: 'ranking', method: 'schulze' },
  {
    v: 45,
    ranked: {
      first: [10, 8, 12, 7, 8],
      places: [2, 4, 3, 5, 1],
      pairs: [
        [0, 20, 26, 30, 22],
        [25, 0, 16, 33, 18],
        [19, 29, 0, 17, 24],
        [15, 12, 28, 0, 14],
        [23, 27, 21, 31, 0],
      ],
    },
  },
);
const runoff = poll(
  { kind: 'ranking', method: 'instant_runoff' },
  {
    v: 100,
    ranked: {
      first: [42, 26, 15, 17],
      places: [2, 3, 4, 1],
      rounds: [
        { n: [42, 26, 15, 17], out: 2 },
        { n: [42, 26, null, 32], out: 1, tie: 'earlier' },
        { n: [42, null, null, 56], spent: 2 },
      ],
    },
  },
  { options: options.slice(0, 4) },
);
const grid = poll(
  { kind: 'likert', steps: 5 },
  {
    v: 13,
    steps: [
      [3, 0, 1, 7, 2],
      [0, 0, 0, 0, 0],
    ],
  },
  { options: options.slice(0, 2), labels: [{ en: 'Not at all' }, { en: 'Fully' }] },
);

beforeEach(() => speak('en'));

describe('an instant runoff', () => {
  it('tells each round: what counts, who goes out, and who is first at the end', () => {
    const rounds = roundsOf(runoff);
    expect(rounds.map(({ counting, out }) => [counting, out])).toEqual([
      [100, 2],
      [100, 1],
      [98, undefined],
    ]);
    expect(
      rounds.map((round) =>
        roundText(
          round,
          options.map(({ en }) => ({ text: en })),
        ).replace(/[\u2066-\u2069]/g, ''),
      ),
    ).toEqual(['Goes out: Benches', 'Goes out: Light', 'More than half: Water']);
  });

  it('has its winner by the rounds and not by first choices', () => {
    expect(partsOf(runoff).map(({ count, winning }) => [count, winning])).toEqual([
      [42, false],
      [26, false],
      [15, false],
      [17, true],
    ]);
    expect(resultSentence(runoff)).toContain('Water');
  });

  it('says who share the first place', () => {
    const level = poll(runoff.answer, { v: 4, ranked: { first: [2, 2], places: [1, 1], rounds: [{ n: [2, 2] }] } });
    expect(roundText(roundsOf(level)[0] as never, [{ text: 'Shade' }, { text: 'Light' }])).toContain('Level');
  });
});

describe('a ranking by the Schulze method', () => {
  it('stands in the order of its places, each with how it is ahead of the next', () => {
    const standings = standingsOf(schulze);
    expect(standings.map(({ option }) => option)).toEqual([4, 0, 2, 1, 3]);
    expect(standings.map(({ wins }) => wins)).toEqual([3, 2, 2, 2, 1]);
    expect(standings.map(({ next }) => next?.how)).toEqual(['ahead', 'ahead', 'ahead', 'ahead', undefined]);
  });

  it('says where one is ahead by a chain of wins alone', () => {
    const circle = {
      ...schulze.tally.ranked,
      first: [],
      places: [3, 2, 1],
      pairs: [
        [0, 6, 4],
        [3, 0, 7],
        [5, 2, 0],
      ],
    };
    const [first] = standingsOf(poll(schulze.answer, { v: 9, ranked: circle }));
    expect(first?.next).toMatchObject({ option: 1, one: 2, other: 7, how: 'chain' });
    expect(duelText(first?.next as never, [{ text: 'a' }, { text: 'b' }, { text: 'c' }])).toContain('chain');
  });

  it('has places alone while it is open', () => {
    const { pairs: _, ...open } = schulze.tally.ranked ?? { first: [], places: [] };
    const standings = standingsOf(poll(schulze.answer, { v: 45, ranked: open }, { phase: 'open' }));
    expect(standings[0]).toEqual({ place: 1, option: 4, wins: undefined, next: undefined });
  });
});

describe('a grid', () => {
  it('has for each row shares of whoever answered it, and a mean', () => {
    const [one, other] = gridRows(grid);
    expect(one?.answers).toBe(13);
    expect(one?.mean).toBeCloseTo((3 + 3 + 28 + 10) / 13);
    expect(one?.shares[3]).toBeCloseTo(7 / 13);
    expect(other).toMatchObject({ answers: 0, mean: undefined, shares: [0, 0, 0, 0, 0] });
  });

  it('names its ends, or every step', () => {
    expect(stepNames(grid).map((name) => name?.text)).toEqual(['Not at all', undefined, undefined, undefined, 'Fully']);
    const all = { answer: { kind: 'likert', steps: 2 } as const, labels: [{ en: 'No' }, { en: 'Yes' }] };
    expect(stepNames(all).map((name) => name?.text)).toEqual(['No', 'Yes']);
  });

  it('has a tone of its own for each step', () => {
    for (const steps of [2, 3, 4, 5, 6, 7]) {
      const grounds = Array.from({ length: steps }, (_, at) => stepColour(at, steps).ground);
      expect(new Set(grounds).size).toBe(steps);
      expect([grounds[0], grounds.at(-1)]).toEqual(['var(--step-1)', 'var(--step-7)']);
    }
  });
});

describe('points', () => {
  const points = poll({ kind: 'points' }, { v: 2, n: [150, 50, 0, 0, 0], backers: [2, 1, 0, 0, 0] });

  it('are shares of all that was given', () => {
    expect(rowsOf(points).map(({ share, unit }) => [share, unit])).toEqual([
      [0.75, 'points'],
      [0.25, 'points'],
      [0, 'points'],
      [0, 'points'],
      [0, 'points'],
    ]);
    expect(resultSentence(points)).toContain('Shade');
  });

  it('count what is left, and too many as below nothing', () => {
    expect([leftOf([]), leftOf([60, 40]), leftOf([100, 5])]).toEqual([100, 0, -5]);
  });
});

describe('a ballot', () => {
  const whole = (of: PollView, choice: Choice) => isWhole(of, choice, 280);
  const points = poll({ kind: 'points' }, { v: 0 }, { options: options.slice(0, 3) });

  it('of points is whole with a hundred of them, one number an option', () => {
    expect(whole(points, { points: [50, 50, 0] })).toBe(true);
    expect(whole(points, { points: [50, 45, 0] })).toBe(false);
    expect(whole(points, { points: [50, 50, 5] })).toBe(false);
    expect(whole(points, { points: [50, 50] })).toBe(false);
  });

  it('of a grid is whole once one row is answered', () => {
    expect(whole(grid, { steps: [4, 0] })).toBe(true);
    expect(whole(grid, { steps: [0, 0] })).toBe(false);
    expect(whole(grid, { steps: [4] })).toBe(false);
  });

  it('of a ranking needs all options by Borda, and some by another method', () => {
    const borda = poll({ kind: 'ranking' }, { v: 0 });
    expect([whole(borda, { options: [1] }), whole(borda, { options: [1, 0, 2, 3, 4] })]).toEqual([false, true]);
    expect([whole(schulze, { options: [1] }), whole(schulze, { options: [] })]).toEqual([true, false]);
  });
});

describe('the form', () => {
  const filled = (kind: PollForm['kind']) => {
    const form = new PollForm();
    form.kind = kind;
    form.title = { en: 'What first?' };
    for (const [at, option] of form.options.entries()) option.title = { en: `Row ${at}` };
    return form;
  };

  it('asks for the names of the ends, or of every step', () => {
    const form = filled('likert');
    expect(form.faults).toEqual(['labels']);
    form.labels[0] = { en: 'Not at all' };
    form.labels[4] = { en: 'Fully' };
    expect(form.faults).toEqual([]);
    expect(form.draft).toMatchObject({
      answer: { kind: 'likert', steps: 5 },
      labels: [{ en: 'Not at all' }, { en: 'Fully' }],
    });
    form.namesAll = true;
    expect(form.faults).toEqual(['labels']);
  });

  it('names no method where it is Borda, and no labels of other kinds', () => {
    const form = filled('ranking');
    expect(form.draft.answer).toEqual({ kind: 'ranking' });
    form.method = 'schulze';
    expect(form.draft.answer).toEqual({ kind: 'ranking', method: 'schulze' });
    expect('labels' in form.draft).toBe(false);
  });

  it('begins as the poll that is copied', () => {
    const { draft } = new PollForm(draftOf(grid));
    expect(draft).toMatchObject({ answer: grid.answer, labels: grid.labels, options: grid.options });
    expect(new PollForm(draftOf(runoff)).draft.answer).toEqual(runoff.answer);
  });
});
