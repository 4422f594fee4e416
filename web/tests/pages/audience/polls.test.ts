import { describe, expect, it } from 'vitest';
import type { AnswerView, PollView } from '$lib/protocol/generated/protocol';
import { goesAtOnce, isWhole } from '../../../src/pages/audience/polls/choice';
import { moved } from '../../../src/pages/audience/polls/order';
import { meanOf, rowsOf } from '../../../src/pages/audience/polls/rows';

const option = (text: string) => ({ text, lang: 'ar', dir: 'rtl' }) as const;
const options = [option('أ'), option('ب'), option('ج')];

function poll(answer: AnswerView, of: Partial<PollView> = {}): PollView {
  const settings = { changeable: true, hidden: true, secret: false };
  return { answer, settings, options: [{}, {}, {}], phase: 'closed', tally: { v: 0 }, ...of } as PollView;
}

const rows = (of: PollView, own?: Parameters<typeof rowsOf>[3]) => rowsOf(of, options, (stars) => `${stars}*`, own);

describe('the bars', () => {
  it('are shares of the voters, in the order of the options', () => {
    const result = rows(poll({ kind: 'multiple', min: 1, max: 2 }, { tally: { v: 4, n: [4, 1, 0] } }));
    expect(result.map(({ label, share, count }) => [label, share, count])).toEqual([
      ['أ', 1, 4],
      ['ب', 0.25, 1],
      ['ج', 0, 0],
    ]);
  });

  it('of a ranking are shares of the points, and mark the first choice', () => {
    const result = rows(poll({ kind: 'ranking' }, { tally: { v: 2, n: [3, 2, 1] } }), { options: [2, 0, 1] });
    expect(result.map(({ share, own }) => [share, own])).toEqual([
      [0.5, false],
      [2 / 6, false],
      [1 / 6, true],
    ]);
  });

  it('of a rating are named by their stars', () => {
    const result = rows(poll({ kind: 'rating', max: 3 }, { tally: { v: 3, n: [0, 1, 2] } }), { stars: 3 });
    expect(result.map(({ label, own }) => [label, own])).toEqual([
      ['1*', false],
      ['2*', false],
      ['3*', true],
    ]);
  });

  it('have a winner once the poll is over; a quiz has the right answer', () => {
    const tally = { v: 3, n: [2, 1, 0] };
    expect(rows(poll({ kind: 'single' }, { tally })).map(({ winning }) => winning)).toEqual([true, false, false]);
    expect(rows(poll({ kind: 'single' }, { tally, phase: 'open' })).some(({ winning }) => winning)).toBe(false);
    const quiz = rows(poll({ kind: 'quiz' }, { tally, right: 1 }));
    expect(quiz.map(({ winning }) => winning)).toEqual([false, true, false]);
  });

  it('are empty, not broken, where nobody voted', () => {
    expect(rows(poll({ kind: 'single' }, { tally: { v: 0, n: [0, 0, 0] } })).every(({ share }) => share === 0)).toBe(
      true,
    );
  });
});

it('the mean of a rating is told where somebody rated', () => {
  expect(meanOf(poll({ kind: 'rating', max: 3 }, { tally: { v: 3, n: [1, 0, 2] } }))).toBeCloseTo(7 / 3);
  expect(meanOf(poll({ kind: 'rating', max: 3 }, { tally: { v: 0, n: [0, 0, 0] } }))).toBeUndefined();
});

it('one press is the ballot where the next can take it back', () => {
  expect(goesAtOnce(poll({ kind: 'single' }))).toBe(true);
  expect(goesAtOnce(poll({ kind: 'quiz' }, { settings: { changeable: false, hidden: true, secret: false } }))).toBe(
    false,
  );
  expect(goesAtOnce(poll({ kind: 'multiple', min: 1, max: 2 }))).toBe(false);
});

describe('a choice is whole', () => {
  it.each<[AnswerView, Parameters<typeof isWhole>[1], boolean]>([
    [{ kind: 'multiple', min: 2, max: 3 }, { options: [1] }, false],
    [{ kind: 'multiple', min: 2, max: 3 }, { options: [1, 0] }, true],
    [{ kind: 'ranking' }, { options: [2, 1] }, false],
    [{ kind: 'ranking' }, { options: [2, 1, 0] }, true],
    [{ kind: 'cloud', words: 3 }, { words: [] }, false],
    [{ kind: 'cloud', words: 3 }, { words: ['أمل', 'عمل'] }, true],
    [{ kind: 'cloud', words: 3 }, { words: ['أمل', 'أمل '] }, false],
    [{ kind: 'cloud', words: 3 }, { words: ['ا'.repeat(41)] }, false],
    [{ kind: 'open' }, { text: ' ' }, false],
    [{ kind: 'open' }, { text: 'نعم' }, true],
  ])('%j: %j %s', (answer, choice, whole) => {
    expect(isWhole(poll(answer), choice, 500)).toBe(whole);
  });
});

it('an order is moved one by one, and not past its ends', () => {
  expect(moved([1, 2, 3], 2, -1)).toEqual([1, 3, 2]);
  expect(moved([1, 2, 3], 0, -1)).toEqual([1, 2, 3]);
  expect(moved([1, 2, 3], 2, 1)).toEqual([1, 2, 3]);
});
