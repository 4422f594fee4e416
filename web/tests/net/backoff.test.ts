import { describe, expect, it } from 'vitest';
import { afterBye, backoff } from '$lib/net/backoff';
import { fixture } from '../support/fixtures';
import { randomOf } from '../support/random';

interface Schedule {
  waits: { failures: number; random: number; ms: number }[];
  byes: { after_ms: number; random: number; ms: number }[];
}

const { waits, byes } = fixture<Schedule>('backoff.json');

it.each(waits)('after $failures failures the wait is $ms ms, spread by $random', ({ failures, random, ms }) => {
  expect(backoff(failures, random)).toBe(ms);
});

it.each(byes)(
  'where the server said $after_ms ms the wait is $ms ms, spread by $random',
  ({ after_ms, random, ms }) => {
    expect(afterBye(after_ms, random)).toBe(ms);
  },
);

it.each([
  [2, 500, 1_500],
  [3, 30_000, 90_000],
])(
  'after %d failures the wait of a page that nobody sees is spread from %d to %d ms',
  (failures, shortest, longest) => {
    expect([backoff(failures, 0, true), backoff(failures, 1, true)]).toEqual([shortest, longest]);
  },
);

describe('10,000 phones whose server went away at once, and refuses them until it is back', () => {
  const phones = 10_000;

  /** When each phone is back, in milliseconds after the server went away, the first one first. */
  function backAt(ready: number): number[] {
    const random = randomOf(ready);
    const comesBack = () => {
      let at = 0;
      for (let failures = 0; failures === 0 || at < ready; failures += 1) at += backoff(failures, random());
      return at;
    };
    return Array.from({ length: phones }, comesBack).sort((one, other) => one - other);
  }

  const shareAfter = (ms: number, all: number[]) => all.filter((at) => at > ms).length / phones;
  /** Most that come within any 100 ms that begin at a tenth of a second. */
  const peak = (all: number[]) => {
    const tenths = new Map<number, number>();
    for (const at of all) tenths.set(Math.floor(at / 100), (tenths.get(Math.floor(at / 100)) ?? 0) + 1);
    return Math.max(...tenths.values());
  };

  it.each([
    [1_500, 0],
    [2_000, 0],
    [2_500, 0.004],
    [3_000, 0.05],
  ])(
    'are back within five seconds of its end where it is ready after %d ms, but for a share of at most %d',
    (ready, share) => {
      const all = backAt(ready);
      expect(shareAfter(5_000, all)).toBeLessThanOrEqual(share);
    },
  );

  it('are spread: no tenth of a second has more than an eighth of them', () => {
    expect(peak(backAt(2_000))).toBeLessThan(phones / 8);
  });
});
