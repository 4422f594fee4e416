import { expect, it } from 'vitest';
import { drawnMap, isWorthMapping, type MapBox } from '$lib/opinions/map';
import type { OpinionGroup } from '$lib/protocol/generated/protocol';
import { picture, pictureWithFew } from '../support/opinions';

const box: MapBox = { width: 300, height: 200, mark: 15, spot: 2 };
const at = (group: number, centre: [number, number]): OpinionGroup => ({ group, people: 5, centre });
const drawn = (...groups: OpinionGroup[]) => drawnMap(picture({ groups }), box).groups;

it('lies in its box with room for the marks, and is as wide as it is high in both directions', () => {
  const [left, right, up] = drawn(at(0, [-2_000, 0]), at(1, [2_000, 0]), at(2, [0, 1_000]));
  expect([left?.x, right?.x]).toEqual([15, 285]);
  const across = (right?.x ?? 0) - (left?.x ?? 0);
  expect(((left?.y ?? 0) - (up?.y ?? 0)) / across, 'a quarter, as in the picture').toBeCloseTo(0.25);
});

it('draws what is above in the picture above', () => {
  const [low, high] = drawn(at(0, [0, -1_000]), at(1, [0, 1_000]));
  expect(low?.y).toBeGreaterThan(high?.y ?? 0);
});

it('keeps marks of groups that lie on each other apart, and in the box', () => {
  const marks = drawn(at(0, [0, 0]), at(1, [0, 0]), at(2, [5_000, 0]), at(3, [5_000, 10]));
  for (const [place, one] of marks.entries()) {
    for (const other of marks.slice(place + 1))
      expect(Math.hypot(one.x - other.x, one.y - other.y)).toBeGreaterThan(2 * box.mark);
    expect(one.x).toBeGreaterThanOrEqual(box.mark);
    expect(one.x).toBeLessThanOrEqual(box.width - box.mark);
  }
});

it('stands where everyone is in one place, and where nobody is', () => {
  expect(drawn(at(0, [0, 0])).map(({ x, y }) => [x, y])).toEqual([[150, 100]]);
  expect(drawn()).toEqual([]);
});

it('has no place for a group of few, and leaves the others where they would be without it', () => {
  const { groups } = drawnMap(pictureWithFew(), box);
  expect(groups.map(({ group }) => group)).toEqual([0, 1]);
  expect(groups).toEqual(drawnMap(picture(), box).groups);
});

it('is drawn where there is more than one group, and not where all of them are of few', () => {
  const few = [0, 1].map((group): OpinionGroup => ({ group, people: 2, few: true }));
  expect(
    [pictureWithFew(), picture({ groups: few }), picture({ groups: [at(0, [0, 0])] })].map(isWorthMapping),
  ).toEqual([true, false, false]);
});
