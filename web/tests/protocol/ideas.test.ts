import { expect, it } from 'vitest';
import { apply, doesNotFit, type WireFrame } from '$lib/protocol/apply';
import { type BoardDiff, type ResultView, topics } from '$lib/protocol/generated/protocol';
import { nothing, type Views } from '$lib/protocol/views';
import { board, idea } from '../support/ideas';

const { ideas, board: boards, results } = topics;
const all = (views: Views, ...frames: WireFrame[]) => frames.reduce(apply, views);
const begun = all(
  nothing,
  { t: 'state', topic: ideas, rev: 4, view: { total: 2, items: [idea(1), idea(2)] } },
  { t: 'state', topic: boards, rev: 4, view: board() },
);

it('a change of ideas puts whole items, and takes out those that are not to be seen any more', () => {
  const diff = { total: 2, put: [idea(2, { v: 2 }), idea(3)], gone: [1, 9] };
  const after = all(begun, { t: 'change', topic: ideas, from: 4, rev: 6, diff });
  expect([...(after.ideas?.items.values() ?? [])].map(({ i, v }) => [i, v])).toEqual([
    [2, 2],
    [3, 1],
  ]);
  expect(after.ideas).toMatchObject({ total: 2, gone: [1, 9], since: 4 });
  expect(doesNotFit(after, { t: 'change', topic: ideas, from: 5, rev: 8, diff: { total: 2 } })).toBe(true);
  const back = all(after, { t: 'change', topic: ideas, from: 6, rev: 7, diff: { total: 3, put: [idea(9)] } });
  expect(back.ideas?.gone).toEqual([1]);
  const anew = all(back, { t: 'state', topic: ideas, rev: 8, view: { total: 1, items: [idea(2)] } });
  expect(anew.ideas).toMatchObject({ total: 1, gone: [], since: 8 });
});

it('a change of a board replaces its dots, and nothing that it does not name', () => {
  const n = [{ on: { idea: 1 }, n: 3 }];
  const change = (from: number, rev: number, diff: BoardDiff): WireFrame => ({
    t: 'change',
    topic: boards,
    from,
    rev,
    diff,
  });
  const shown = all(begun, change(4, 6, { v: 2, n, more: true }));
  expect(shown.board).toEqual(board({ tally: { v: 2, n, more: true } }));
  expect(doesNotFit(shown, change(5, 9, { v: 3 }))).toBe(true);
  expect(all(shown, change(5, 9, { v: 3 }))).toBe(shown);
  expect(all(shown, change(6, 9, { v: 3 })).board).toEqual(board({ tally: { v: 3 } }));
});

it('a change of a board brings groups, takes others away, and says their order and which tables are done', () => {
  const group = (c: number, v: number, of: number[]) => ({ c, v, e: 1, title: {}, ideas: of });
  const three = board({ clusters: [group(1, 1, [1]), group(2, 1, [2]), group(3, 1, [])], done: [0] });
  const grouped = all(nothing, { t: 'state', topic: boards, rev: 4, view: three });
  const diff: BoardDiff = { v: 0, put: [group(2, 2, [2, 1]), group(4, 1, [])], gone: [1] };
  const after = all(grouped, { t: 'change', topic: boards, from: 4, rev: 5, diff });
  expect(after.board?.clusters).toEqual([group(2, 2, [2, 1]), group(3, 1, []), group(4, 1, [])]);
  expect([after.board?.arrangement, after.board?.done]).toEqual([2, [0]]);
  const order: BoardDiff = { v: 0, order: [4, 2, 3], arrangement: 3, done: [] };
  const arranged = all(after, { t: 'change', topic: boards, from: 5, rev: 6, diff: order });
  expect(arranged.board?.clusters.map(({ c }) => c)).toEqual([4, 2, 3]);
  expect([arranged.board?.arrangement, arranged.board?.done]).toEqual([3, []]);
});

it('what tables came to comes by itself, by their places, and changes table by table', () => {
  const result = (table: number, v = 1): ResultView => ({ table, v, rests: [], done: false });
  const told = all(begun, { t: 'state', topic: results, rev: 4, view: { items: [result(2), result(0)] } });
  expect(told.results?.map(({ table }) => table)).toEqual([0, 2]);
  const diff = { put: [result(1), result(0, 2)], gone: [2] };
  const after = all(told, { t: 'change', topic: results, from: 4, rev: 6, diff });
  expect(after.results).toEqual([result(0, 2), result(1)]);
  expect(doesNotFit(after, { t: 'change', topic: results, from: 5, rev: 8, diff: {} })).toBe(true);
});
