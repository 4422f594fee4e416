import { describe, expect, it } from 'vitest';
import type { AnswerView, Choice, PollView } from '$lib/protocol/generated/protocol';
import { goesAtOnce, isWhole } from '../../../src/pages/audience/polls/choice';
import { moved } from '../../../src/pages/audience/polls/order';
import { isOwn } from '../../../src/pages/audience/polls/own';

function poll(answer: AnswerView, of: Partial<PollView> = {}): PollView {
  const settings = { changeable: true, hidden: true, secret: false };
  return { answer, settings, options: [{}, {}, {}], phase: 'closed', tally: { v: 0 }, ...of } as PollView;
}

describe('the own choice', () => {
  const marked = (own: Choice | undefined) => [0, 1, 2].filter((place) => isOwn(own, place));

  it('is the option, the star, or of a ranking the first one', () => {
    expect(marked({ options: [1] })).toEqual([1]);
    expect(marked({ stars: 3 })).toEqual([2]);
    expect(marked({ options: [2, 0, 1] })).toEqual([2]);
  });

  it('is nowhere where nothing was chosen, or words were written', () => {
    expect([marked(undefined), marked({ words: ['ثقة'] })]).toEqual([[], []]);
  });
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
