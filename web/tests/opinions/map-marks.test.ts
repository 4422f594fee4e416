import { expect, it } from 'vitest';
import { drawnMap } from '$lib/opinions/map';
import type { OpinionGroup, OpinionPicture } from '$lib/protocol/generated/protocol';

const box = { width: 100, height: 80, mark: 8, spot: 1 };

function group(no: number, centre: [number, number], spots: [number, number][]): OpinionGroup {
  return { group: no, people: spots.length, centre, hull: spots.slice(0, 3), spots };
}

const picture = (...groups: OpinionGroup[]): OpinionPicture => ({
  people: 40,
  votes: 400,
  groups,
  statements: [],
  uniting: [],
  dividing: [],
});

/** How many spots of a group lie under its mark, by the path that is drawn. */
function hidden({ groups }: ReturnType<typeof drawnMap>, at: number): number {
  const { x, y, spots = '' } = groups[at] ?? {};
  const starts = [...spots.matchAll(/M(-?[\d.]+) (-?[\d.]+)/g)].map(([, a, b]) => [Number(a), Number(b)] as const);
  return starts.filter(([a, b]) => Math.hypot(a - (x ?? 0), b - (y ?? 0)) < box.mark - 2).length;
}

it('a mark stands beside few people and not on them, and in the middle of many', () => {
  const few = group(
    0,
    [-2_000, 0],
    [
      [-2_000, 100],
      [-2_000, 0],
      [-1_900, 0],
    ],
  );
  const many = group(
    1,
    [2_000, 0],
    Array.from({ length: 60 }, (_, at): [number, number] => [
      1_200 + (at % 10) * 160,
      -900 + Math.floor(at / 10) * 360,
    ]),
  );
  const drawn = drawnMap(picture(few, many), box);
  expect(hidden(drawn, 0)).toBe(0);
  expect(hidden(drawn, 1)).toBeLessThan(13);
  for (const { x, y } of drawn.groups) {
    expect(x >= box.mark && x <= box.width - box.mark && y >= box.mark && y <= box.height - box.mark).toBe(true);
  }
});
