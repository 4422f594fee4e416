import { expect, it } from 'vitest';
import { apply, doesNotFit, type WireFrame } from '$lib/protocol/apply';
import { topics } from '$lib/protocol/generated/protocol';
import { nothing, type Views } from '$lib/protocol/views';
import { board, idea } from '../support/ideas';

const { ideas, board: boards } = topics;
const all = (views: Views, ...frames: WireFrame[]) => frames.reduce(apply, views);
const begun = all(
  nothing,
  { t: 'state', topic: ideas, rev: 4, view: { total: 2, items: [idea(1), idea(2)] } },
  { t: 'state', topic: boards, rev: 4, view: board() },
);

it('a change of ideas puts whole items, and takes out those that left', () => {
  const diff = { total: 2, put: [idea(2, { v: 2 }), idea(3)], gone: [1] };
  const after = all(begun, { t: 'change', topic: ideas, from: 4, rev: 6, diff });
  expect([...(after.ideas?.items.values() ?? [])].map(({ i, v }) => [i, v])).toEqual([
    [2, 2],
    [3, 1],
  ]);
  expect(doesNotFit(after, { t: 'change', topic: ideas, from: 5, rev: 8, diff: { total: 2 } })).toBe(true);
});

it('a change of a board replaces its dots, also from a revision before what stands', () => {
  const shown = all(begun, {
    t: 'change',
    topic: boards,
    from: 4,
    rev: 6,
    diff: { v: 2, n: [{ on: { idea: 1 }, n: 3 }] },
  });
  expect(shown.board?.tally).toEqual({ v: 2, n: [{ on: { idea: 1 }, n: 3 }] });
  const hidden = all(shown, { t: 'change', topic: boards, from: 5, rev: 9, diff: { v: 3 } });
  expect(hidden.board).toEqual(board({ tally: { v: 3 } }));
});
