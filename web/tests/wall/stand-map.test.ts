import { describe, expect, it } from 'vitest';
import { floorOf } from '$lib/stands/arranged';
import { mapScale } from '$lib/wall/stand-map';
import { stand } from '../support/stands';

/** Letters half as wide as they are high. */
const measure = (text: string) => ({
  words: text.split(' ').map((word) => word.length / 2),
  space: 0.25,
  characters: text.length,
});
const room = { width: 1728, height: 670, size: 59 };
const grid = (columns: number, rows: number) =>
  Array.from({ length: columns * rows }, (_, at) =>
    stand(at + 1, { place: { column: at % columns, row: Math.floor(at / columns) } }),
  );
const scaleOf = (items: ReturnType<typeof stand>[], text: string) => {
  const floor = floorOf(items);
  return floor && mapScale(floor, room, () => text, measure);
};

describe('a map of stands on a wall', () => {
  it('is set as large as all names fit whole', () => {
    expect(scaleOf(grid(2, 1), 'حدائق الحي')).toBe(1.5);
    const several = scaleOf(grid(3, 2), 'فريق الإسعاف المجتمعي');
    expect(several).toBeGreaterThanOrEqual(1);
    expect(several).toBeLessThan(1.5);
  });

  it('is none where names would be too small to be read, or cut, or a stand has no place', () => {
    expect(scaleOf(grid(5, 5), 'حدائق الحي')).toBeUndefined();
    expect(scaleOf(grid(3, 1), 'كلمةطويلةلاتنكسرفيأيمكانمنها')).toBeUndefined();
    expect(scaleOf([...grid(2, 1), stand(9)], 'حدائق الحي')).toBeUndefined();
  });
});
