import { expect, it } from 'vitest';
import { apply, doesNotFit, type WireFrame } from '$lib/protocol/apply';
import { topics } from '$lib/protocol/generated/protocol';
import { nothing, type Views } from '$lib/protocol/views';
import { head, interest, remark, stand } from '../support/stands';

const all = (views: Views, ...frames: WireFrame[]) => frames.reduce(apply, views);
const begun = all(
  nothing,
  { t: 'state', topic: topics.stands, rev: 4, view: { ...head([1, 2]), items: [stand(1), stand(2)] } },
  { t: 'state', topic: topics.remarks, rev: 4, view: { total: 2, items: [remark(1), remark(2)] } },
  { t: 'state', topic: topics.interest, rev: 4, view: { items: [interest(1), interest(2)] } },
);

it('a change of stands has the head whole, puts whole stands, and takes those out that are there no more', () => {
  const diff = { head: head([3, 2], { arrangement: 5 }), put: [stand(3, { n: 20 })], gone: [1] };
  const after = all(begun, { t: 'change', topic: topics.stands, from: 4, rev: 6, diff });
  expect(after.stands?.head).toEqual(head([3, 2], { arrangement: 5 }));
  expect([...(after.stands?.items.keys() ?? [])]).toEqual([2, 3]);
  expect(doesNotFit(after, { t: 'change', topic: topics.stands, from: 5, rev: 8, diff })).toBe(true);
});

it('what was said, and how stands are visited, change item by item', () => {
  const after = all(
    begun,
    { t: 'change', topic: topics.remarks, from: 4, rev: 5, diff: { total: 7, put: [remark(2, { v: 2 })], gone: [1] } },
    { t: 'change', topic: topics.interest, from: 4, rev: 5, diff: { put: [interest(2, { visits: 9 })] } },
  );
  expect(after.remarks).toEqual({ total: 7, items: new Map([[2, remark(2, { v: 2 })]]) });
  expect([...(after.interest?.values() ?? [])].map(({ s, visits }) => [s, visits])).toEqual([
    [1, 0],
    [2, 9],
  ]);
});
