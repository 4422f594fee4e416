import { expect, it } from 'vitest';
import { floorOf, inOrder, topicsOf } from '$lib/stands/arranged';
import { standBehind } from '$lib/stands/key';
import { head, stand } from '../support/stands';

const byNumber = (...items: ReturnType<typeof stand>[]) => new Map(items.map((item) => [item.s, item]));

it('stands are in the order that is told, without those that are not there', () => {
  const stands = { head: head([3, 9, 1]), items: byNumber(stand(1), stand(3)) };
  expect(inOrder(stands).map(({ s }) => s)).toEqual([3, 1]);
});

it('a floor is as large as what stands on it, wherever on the plan that is', () => {
  const floor = floorOf([
    stand(1, { place: { column: 4, row: 7 } }),
    stand(2, { place: { column: 6, row: 8 } }),
    stand(3),
  ]);
  expect(floor).toMatchObject({ columns: 3, rows: 2, loose: [{ s: 3 }] });
  expect(floor?.placed.map(({ column, row }) => [column, row])).toEqual([
    [1, 1],
    [3, 2],
  ]);
  expect(floorOf([stand(1)])).toBeUndefined();
});

it('topics that read alike are one, in the order of their stands', () => {
  const of = (ar: string, en?: string) => ({ topic: en === undefined ? { ar } : { ar, en } });
  const items = [stand(1, of('بيئة')), stand(2), stand(3, of('تعليم', 'Education')), stand(4, of('بيئة ', 'Nature'))];
  expect(topicsOf(items, 'ar').map(({ key }) => key)).toEqual(['بيئة', 'تعليم']);
  expect(topicsOf(items, 'en').map(({ key }) => key)).toEqual(['بيئة', 'Education', 'Nature']);
});

it('a stand’s key is told from a badge, a person, and what is no key', () => {
  const key = 'abcDEF_-0123456789abcd';
  expect(standBehind(`stand=${key}`)).toBe(key);
  for (const other of ['', `b${'1'.repeat(16)}`, 'p1.f.p.1.s', key, `stand=${key}x`, `stand=${key.slice(1)}`]) {
    expect(standBehind(other), other).toBeUndefined();
  }
});
