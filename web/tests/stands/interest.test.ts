import { describe, expect, it } from 'vitest';
import { cameWithin, dayOf, hoursOfToday, sizeOf } from '$lib/stands/interest';

const five = 300_000;
const half = 1_800_000;

describe('who came within the last minutes', () => {
  const step = Math.floor(Date.UTC(2026, 10, 28, 9, 0) / five);
  const recent: [number, number][] = [
    [step - 12, 100],
    [step - 11, 10],
    [step - 3, 8],
    [step - 2, 4],
    [step, 1],
  ];

  it('is told by whole steps, the one that has begun among them, and nobody before those', () => {
    const at = step * five;
    expect([cameWithin(15, recent, at), cameWithin(60, recent, at)]).toEqual([5, 23]);
  });

  it('gets less as time passes, though nothing else is told', () => {
    const told = [0, 1, 3, 12].map((passed) => cameWithin(15, recent, (step + passed) * five));
    expect(told).toEqual([5, 1, 0, 0]);
  });
});

describe('the hours of today', () => {
  const at = (hour: number, minute = 0) => Date.UTC(2026, 10, 28, hour, minute);
  const halves: [number, number][] = [
    [at(20) / half - 48, 7],
    [at(6) / half, 2],
    [at(6, 30) / half, 3],
    [at(9) / half, 4],
  ];

  it('go from the first in which somebody came to the one that has begun, those in between with nobody', () => {
    const hours = hoursOfToday(halves, 'UTC', at(10, 20));
    expect(hours.map(({ n }) => n)).toEqual([5, 0, 0, 4, 0]);
    expect(hours[0]?.at).toBe(at(6));
  });

  it('are those of the forum’s zone: its day begins at its midnight', () => {
    const hours = hoursOfToday(
      [
        [at(20, 30) / half, 5],
        [at(21) / half, 6],
      ],
      'Asia/Riyadh',
      at(22),
    );
    expect(hours.map((hour) => [hour.at, hour.n])).toEqual([
      [at(21), 6],
      [at(22), 0],
    ]);
  });

  it('are the same for all stands, each with its own counts', () => {
    const other: [number, number][] = [[at(8) / half, 9]];
    const day = dayOf([halves, other], 'UTC', at(9, 10));
    expect(day.hours).toEqual([at(6), at(7), at(8), at(9)]);
    expect(day.countsOf(halves)).toEqual([5, 0, 0, 4]);
    expect(day.countsOf(other)).toEqual([0, 0, 9, 0]);
  });

  it('are none before anybody came today', () => {
    expect(hoursOfToday([], 'UTC', at(9))).toEqual([]);
    expect(hoursOfToday([[at(20) / half - 48, 7]], 'UTC', at(9))).toEqual([]);
  });
});

it('a sign’s area goes with the count', () => {
  expect([sizeOf(25, 100), sizeOf(100, 100), sizeOf(0, 0)]).toEqual([0.5, 1, 0]);
});
