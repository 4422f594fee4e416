import { beforeEach, describe, expect, it } from 'vitest';
import { average, partsOf, rowsOf } from '$lib/polls/results';
import type { AnswerView, PollView } from '$lib/protocol/generated/protocol';
import { speak } from '../support/language';

function poll(answer: AnswerView, n: number[], v: number, of: Partial<PollView> = {}): PollView {
  const options = [{ ar: 'أ' }, { ar: 'ب' }, { ar: 'ت' }];
  return { answer, options, phase: 'closed', tally: { v, n }, ...of } as PollView;
}

const winners = (of: PollView) => partsOf(of).map(({ winning }) => winning);

describe('the parts of a result', () => {
  it('are shares of the voters, also where each may choose several', () => {
    const several = partsOf(poll({ kind: 'multiple', min: 1, max: 2 }, [4, 1, 0], 4));
    expect(several.map(({ count, share }) => [count, share])).toEqual([
      [4, 1],
      [1, 0.25],
      [0, 0],
    ]);
  });

  it('are shares of the most points that an option can have in a ranking', () => {
    expect(partsOf(poll({ kind: 'ranking' }, [3, 2, 1], 2)).map(({ share }) => share)).toEqual([0.75, 0.5, 0.25]);
  });

  it('have every option that leads as a winner, once the poll is closed; in a quiz what is right', () => {
    expect(winners(poll({ kind: 'single' }, [2, 2, 1], 5))).toEqual([true, true, false]);
    expect(winners(poll({ kind: 'single' }, [2, 0, 0], 2, { phase: 'open' }))).toEqual([false, false, false]);
    expect(winners(poll({ kind: 'quiz' }, [2, 1, 0], 3, { right: 1 }))).toEqual([false, true, false]);
  });

  it('are empty, not broken, where nobody voted', () => {
    const none = { count: 0, share: 0, winning: false };
    expect(partsOf(poll({ kind: 'single' }, [0, 0, 0], 0))).toEqual([none, none, none]);
    expect(partsOf(poll({ kind: 'single' }, [], 0, { tally: { v: 3 } }))).toEqual([]);
  });
});

describe('the bars', () => {
  beforeEach(() => speak('ar'));
  const labels = (answer: AnswerView) => rowsOf(poll(answer, [0, 0, 0], 0)).map(({ label }) => label);

  it('are named by the options in their order', () => {
    expect(labels({ kind: 'single' })).toEqual(['أ', 'ب', 'ت']);
  });

  it('have words of the page for yes, no and abstain, and numbers for stars', () => {
    expect(labels({ kind: 'yes_no_abstain' })).toEqual(['نعم', 'لا', 'امتناع']);
    expect(labels({ kind: 'rating', max: 3 })).toEqual(['١', '٢', '٣']);
  });
});

it.each([
  [[0, 0, 0, 0, 0], undefined],
  [[1, 0, 0, 0, 1], 3],
  [[0, 0, 0, 1, 3], 4.75],
])('the average of %j is %d', (counts, mean) => expect(average(counts)).toBe(mean));
