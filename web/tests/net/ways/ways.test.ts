import { beforeEach, describe, expect, it } from 'vitest';
import { type Ended, type Way, Ways } from '$lib/net/ways/ways';
import { randomOf } from '../../support/random';

const second = 1_000;
const minute = 60 * second;

let ways: Ways;
let now: number;

beforeEach(() => {
  ways = new Ways(() => 0.5);
  now = 0;
});

const ends = (way: Way, of: Partial<Ended> = {}) => {
  const usual = { welcomed: false, livedMs: 0, bye: false, ending: undefined, served: false, seen: true };
  ways.ended({ way, ...usual, ...of }, now);
};
/** A connection is welcomed, lives so long and is cut. */
const lives = (way: Way, livedMs: number, of: Partial<Ended> = {}) => {
  ways.welcomed(way, now);
  now += livedMs;
  ends(way, { welcomed: true, livedMs, ...of });
};
/** When a better way is tried in the time to come, second by second, and which. */
const tried = (forMs: number, isHidden = false): [at: number, way: Way][] => {
  const from = now;
  const found: [number, Way][] = [];
  for (; now <= from + forMs; now += second) {
    const way = ways.due(now, isHidden);
    if (way) found.push([(now - from) / second, way]);
  }
  return found;
};

describe('a socket', () => {
  it('is what is tried first, and again and again where the server answers nothing', () => {
    for (let at = 0; at < 20; at += 1) {
      expect(ways.next).toBe('socket');
      ends('socket');
    }
  });

  it('without a welcome, though the server answers, is followed by a stream, and they take turns', () => {
    ends('socket', { served: true });
    expect(ways.next).toBe('stream');
    ends('stream', { ending: 'refused' });
    expect(ways.next).toBe('socket');
    ends('socket', { served: true });
    expect(ways.next).toBe('stream');
  });

  it('that was cut soon three times in three minutes is followed by a stream', () => {
    for (let at = 0; at < 2; at += 1) lives('socket', 20 * second);
    expect(ways.next).toBe('socket');
    lives('socket', 20 * second);
    expect(ways.next).toBe('stream');
  });

  it.each([
    ['lived a minute', minute, {}],
    ['ended with a goodbye', second, { bye: true }],
  ] as const)('that %s makes the cuts before it count no more', (_, livedMs, of) => {
    for (let at = 0; at < 2; at += 1) lives('socket', second);
    lives('socket', livedMs, of);
    for (let at = 0; at < 2; at += 1) lives('socket', second);
    expect(ways.next).toBe('socket');
  });

  it('that was cut while nobody saw the page counts for nothing', () => {
    for (let at = 0; at < 9; at += 1) lives('socket', second, { seen: false });
    expect(ways.next).toBe('socket');
  });

  it('has no better way beside it', () => {
    ways.welcomed('socket', now);
    ways.online();
    expect([...tried(minute), ...tried(minute, true)]).toEqual([]);
  });
});

describe('a stream because no socket is let through', () => {
  beforeEach(() => {
    ends('socket', { served: true });
    ways.welcomed('stream', now);
  });

  it('has a socket tried beside it soon, then more and more seldom', () => {
    expect(tried(26 * minute)).toEqual([15, 75, 195, 435, 915, 1_515].map((at) => [at, 'socket']));
  });

  it('has one tried at once on another network, and is left when that is welcomed', () => {
    ways.online();
    expect(tried(0)).toEqual([[0, 'socket']]);
    ways.replaced('socket', now);
    expect([ways.next, tried(minute)]).toEqual(['socket', []]);
  });

  it('goes on as one after a restart, and after a cut', () => {
    ends('stream', { welcomed: true, livedMs: second, bye: true });
    expect(ways.next).toBe('stream');
    lives('stream', 40 * second, { ending: 'cut' });
    expect(ways.next).toBe('stream');
  });

  it('that was cut soon three times in a row is followed by reading', () => {
    for (let at = 0; at < 3; at += 1) lives('stream', second, { ending: 'cut' });
    expect(ways.next).toBe('reading');
  });

  it('that is mute is followed by reading, which has a stream tried beside it', () => {
    ends('stream', { ending: 'mute' });
    expect(ways.next).toBe('reading');
    ways.welcomed('reading', now);
    expect(tried(9 * minute)).toEqual([60, 180, 480].map((at) => [at, 'stream']));
    ends('reading', { welcomed: true, livedMs: minute });
    expect(ways.next).toBe('socket');
  });

  it('lets go of it after half a minute that nobody sees the page, and takes it up when somebody does', () => {
    expect(tried(minute, true)[0]).toEqual([30, 'reading']);
    ways.replaced('reading', now);
    expect(tried(minute, true)).toEqual([]);
    expect(tried(0)).toEqual([[0, 'stream']]);
  });
});

describe('a stream because sockets were cut', () => {
  beforeEach(() => {
    for (let at = 0; at < 3; at += 1) lives('socket', second);
    ways.welcomed('stream', now);
  });

  it('that is cut soon as well shows that it is the network: sockets again, and twice as many cuts until the next, then none', () => {
    lives('stream', 20 * second, { ending: 'cut' });
    expect(ways.next).toBe('socket');
    for (let at = 0; at < 5; at += 1) lives('socket', second);
    expect(ways.next).toBe('socket');
    lives('socket', second);
    expect(ways.next).toBe('stream');
    lives('stream', 20 * second, { ending: 'cut' });
    for (let at = 0; at < 50; at += 1) lives('socket', second);
    expect(ways.next).toBe('socket');
  });

  it('has a socket tried beside it after five minutes, which one cut more ends', () => {
    expect(tried(6 * minute)).toEqual([[300, 'socket']]);
    ways.replaced('socket', now);
    lives('socket', second);
    expect(ways.next).toBe('stream');
  });
});

it('what this tab found before is gone first, with a better way beside it at once', () => {
  ways = new Ways(() => 0.5, 'stream');
  expect(ways.next).toBe('stream');
  ways.welcomed('stream', now);
  expect(tried(0)).toEqual([[0, 'socket']]);
});

describe('a thousand phones on a Wi-Fi that cuts one in twenty connections a second for a minute', () => {
  /** The way at the end of it, and how often another was taken. */
  function ridden(seed: number): { way: Way; left: number } {
    const random = randomOf(seed);
    const tossed = new Ways(random);
    let left = 0;
    let since = 0;
    tossed.welcomed(tossed.next, 0);
    for (let at = second; at <= minute; at += second) {
      if (random() >= 0.05) continue;
      const way = tossed.next;
      tossed.ended(
        { way, welcomed: true, livedMs: at - since, bye: false, ending: 'cut', served: false, seen: true },
        at,
      );
      if (way === 'socket' && tossed.next !== 'socket') left += 1;
      tossed.welcomed(tossed.next, at);
      since = at;
    }
    return { way: tossed.next, left };
  }

  const all = Array.from({ length: 1_000 }, (_, seed) => ridden(seed));

  it('never has one go back and forth for long, nor read', () => {
    expect(Math.max(...all.map(({ left }) => left))).toBeLessThanOrEqual(2);
    expect(all.filter(({ way }) => way === 'reading')).toEqual([]);
  });

  it('leaves most of them on sockets, and the others on a stream that holds', () => {
    expect(all.filter(({ way }) => way === 'socket').length).toBeGreaterThan(700);
  });
});
