import { describe, expect, it } from 'vitest';
import { arranged, placesOf, rankedOf } from '$lib/ideas/arranged';
import { dotsOn, knownDots, sumOf, withDots } from '$lib/ideas/spots';
import { leftOf } from '$lib/ideas/words';
import type { Dots } from '$lib/protocol/generated/protocol';
import { board, idea } from '../support/ideas';

describe('a board', () => {
  const ideas = [idea(1), idea(2), idea(3), idea(4, { status: 'waiting' }), idea(5, { status: 'dismissed' })];
  const grouped = board({ clusters: [{ c: 7, v: 1, e: 1, title: {}, ideas: [3, 9, 1] }] });

  it('shows groups in their order, what lies in none the newest first, and nothing whose text is not here', () => {
    const { groups, loose } = arranged(grouped, ideas);
    expect(groups.map((group) => group.ideas.map(({ i }) => i))).toEqual([[3, 1]]);
    expect(loose.map(({ i }) => i)).toEqual([2]);
    expect(arranged(board(), ideas).loose.map(({ i }) => i)).toEqual([3, 2, 1]);
  });

  it('takes dots on groups and on what lies loose, and ranks what has some', () => {
    const voted = {
      ...grouped,
      tally: {
        v: 3,
        n: [
          { on: { idea: 2 }, n: 4 },
          { on: { cluster: 7 }, n: 5 },
        ],
      },
    };
    const lies = arranged(voted, ideas);
    expect(placesOf(lies).map(({ on }) => on)).toEqual([{ cluster: 7 }, { idea: 2 }]);
    expect(rankedOf(voted, lies).map(({ on, n }) => [on, n])).toEqual([
      [{ cluster: 7 }, 5],
      [{ idea: 2 }, 4],
    ]);
    expect(rankedOf(grouped, lies)).toEqual([]);
  });

  it('has a time in its phase, which is over and never below nought', () => {
    expect(leftOf(board({ until: 5_000 }), 2_000)).toBe(3_000);
    expect(leftOf(board({ until: 5_000 }), 9_000)).toBe(0);
    expect(leftOf(board({ until: 5_000, phase: 'closed' }), 2_000)).toBeUndefined();
    expect(leftOf(board(), 2_000)).toBeUndefined();
  });
});

describe('dots', () => {
  const dots: Dots[] = [
    { on: { idea: 1 }, n: 2 },
    { on: { cluster: 1 }, n: 1 },
  ];

  it('tell an idea from a group of the same number', () => {
    expect(dotsOn(dots, { idea: 1 })).toBe(2);
    expect(dotsOn(dots, { cluster: 1 })).toBe(1);
    expect(dotsOn(dots, { idea: 2 })).toBe(0);
    expect(sumOf(dots)).toBe(3);
  });

  it('are not known on a spot that is not told, unless all are told', () => {
    expect(knownDots({ v: 3, n: dots }, { idea: 2 })).toBe(0);
    expect(knownDots({ v: 3, n: dots, more: true }, { idea: 2 })).toBeUndefined();
    expect(knownDots({ v: 3, n: dots, more: true }, { cluster: 1 })).toBe(1);
    expect(knownDots({ v: 3 }, { idea: 1 })).toBeUndefined();
  });

  it('change on one spot, and are gone from it at nought', () => {
    expect(withDots(dots, { cluster: 1 }, 2)).toEqual([
      { on: { idea: 1 }, n: 2 },
      { on: { cluster: 1 }, n: 2 },
    ]);
    expect(withDots(dots, { idea: 1 }, 0)).toEqual([{ on: { cluster: 1 }, n: 1 }]);
    expect(withDots([], { idea: 3 }, 1)).toEqual([{ on: { idea: 3 }, n: 1 }]);
    expect(withDots([], { idea: 3 }, 0)).toEqual([]);
  });
});
