import { describe, expect, it } from 'vitest';
import { apply, doesNotFit, forgetting, have, type WireFrame } from '$lib/protocol/apply';
import { nothing, type Views } from '$lib/protocol/views';
import { welcome } from '../support/surroundings';

function after(...frames: Record<string, unknown>[]): Views {
  return frames.reduce<Views>((views, frame) => apply(views, frame as WireFrame), nothing);
}

const item = (q: number, n = 0) => ({ q, v: 1, text: `${q}`, dir: 'rtl', at: 0, n, status: 'listed' });
const questions = (rev: number, ...items: unknown[]) => ({
  t: 'state',
  topic: 2,
  rev,
  view: { total: items.length, items },
});
const poll = { poll: 7, version: 1, session: 1, phase: 'open', round: 1, tally: { v: 0 } };

describe('a topic', () => {
  it('is replaced whole by a state, unless that is older', () => {
    const views = after(welcome(), questions(5, item(1)), questions(4));
    expect([...views.questions.items.keys()]).toEqual([1]);
    expect(views.revs.get(2)).toBe(5);
  });

  it('of a newer server is left alone', () => {
    const views = after(welcome(), { t: 'state', topic: 50, rev: 3, view: {} });
    expect(views.revs.has(50)).toBe(false);
  });
});

describe('a difference', () => {
  const change = (from: number, rev: number) =>
    ({ t: 'change', topic: 2, from, rev, diff: { total: 9, put: [item(2, 4), item(3)], gone: [1] } }) as const;

  it('puts whole items, takes away those that left, and counts anew', () => {
    const { questions: window } = after(welcome(), questions(5, item(1), item(2)), change(5, 6));
    expect([...window.items.values()].map(({ q, n }) => [q, n])).toEqual([
      [2, 4],
      [3, 0],
    ]);
    expect(window.total).toBe(9);
  });

  it.each([
    [5, 6, 'applies'],
    [6, 7, 'does not fit'],
    // What left the list between 3 and 5, and was back at 5, is not in it.
    [3, 6, 'does not fit'],
    [2, 5, 'is no news'],
    [2, 4, 'is no news'],
  ])('of a window from %i to %i on revision 5 %s', (from, rev, what) => {
    const before = after(welcome(), questions(5, item(1)));
    const frame = change(from, rev) as unknown as WireFrame;
    expect(apply(before, frame) !== before).toBe(what === 'applies');
    expect(doesNotFit(before, frame)).toBe(what === 'does not fit');
  });

  it('of a poll is its count', () => {
    const state = { t: 'state', topic: 107, rev: 2, view: poll };
    const views = after(welcome({ topics: [107] }), state, {
      t: 'change',
      topic: 107,
      from: 2,
      rev: 3,
      diff: { v: 1, n: [1, 0] },
    });
    expect(views.polls.get(7)).toEqual({ ...poll, tally: { v: 1, n: [1, 0] } });
  });

  it('on a poll that is not known is beyond', () => {
    const frame = { t: 'change', topic: 107, from: 2, rev: 3, diff: { v: 1 } } as WireFrame;
    expect(doesNotFit(after(welcome()), frame)).toBe(true);
    expect(after(welcome(), frame).polls.size).toBe(0);
  });
});

describe('a welcome', () => {
  const known = [
    welcome({ topics: [0, 2, 107] }),
    questions(5, item(1)),
    { t: 'state', topic: 107, rev: 5, view: poll },
  ];

  it('to what is known already changes nothing of it', () => {
    const views = after(...known, welcome({ rev: 5, topics: [0, 2, 107] }));
    expect(views.questions.items.size).toBe(1);
    expect(have(views)).toEqual({ 2: [1, 5], 107: [1, 5] });
  });

  it('forgets a poll that is not there any more', () => {
    expect(after(...known, welcome()).polls.size).toBe(0);
  });

  it('of another epoch lets the picture stand and takes everything anew, whatever its revision', () => {
    const views = after(...known, welcome({ epoch: 2, topics: [0, 2, 107] }));
    expect(views.questions.items.size).toBe(1);
    expect(have(views)).toEqual({});
    expect(apply(views, questions(1) as unknown as WireFrame).questions.items.size).toBe(0);
  });

  it('of an older copy of the forum lets the picture stand and takes everything anew', () => {
    const views = after(...known, welcome({ rev: 4, topics: [0, 2, 107] }));
    expect(views.questions.items.size).toBe(1);
    expect(have(views)).toEqual({});
    expect(apply(views, questions(1) as unknown as WireFrame).questions.items.size).toBe(0);
  });

  it('to another session forgets this one, but not the agenda', () => {
    const agenda = { t: 'state', topic: 0, rev: 2, view: { name: { ar: 'ملتقى' } } };
    const views = after(...known, agenda, welcome({ rev: 5, session: 2 }));
    expect(views).toMatchObject({ watched: 2, agenda: { name: { ar: 'ملتقى' } }, session: undefined });
    expect(views.questions.items.size).toBe(0);
    expect(have(views)).toEqual({ 0: [1, 2] });
  });
});

it('the own part goes forward only', () => {
  const mine = (rev: number, seq: number) => ({ t: 'mine', rev, questions: [], supports: [], ballots: [], seq });
  expect(after(welcome(), mine(4, 10), mine(3, 9)).mine).toEqual({ questions: [], supports: [], ballots: [], seq: 10 });
});

it('a pulse replaces what it names, and reactions are not kept', () => {
  const views = after({ t: 'pulse', here: 40 }, { t: 'pulse', reactions: { clap: 2 } }, { t: 'pulse', desks: [] });
  expect(views.pulse).toEqual({ here: 40, desks: [] });
});

it('frames that are no part of the picture change nothing', () => {
  const views = after(welcome());
  for (const frame of [{ t: 'pong' }, { t: 'done', id: 'a', rev: 9 }, { t: 'later' }]) {
    expect(apply(views, frame as WireFrame)).toBe(views);
  }
});

it('a topic that was forgotten is asked for whole', () => {
  expect(have(forgetting(after(welcome(), questions(5)), 2))).toEqual({});
});

describe('statements', () => {
  const head = { session: 1, version: 1, stage: 'open' };
  const whole = { t: 'state', topic: 15, rev: 5, view: { head, items: [{ s: 1 }, { s: 2 }] } };

  it('are a window with a head: a difference puts, takes away, and says the head anew', () => {
    const diff = { head: { ...head, version: 2 }, put: [{ s: 3 }], gone: [1] };
    const { statements } = after(welcome(), whole, { t: 'change', topic: 15, from: 5, rev: 6, diff });
    expect([...(statements?.items.keys() ?? [])]).toEqual([2, 3]);
    expect(statements?.head.version).toBe(2);
  });

  it('are asked for anew where a difference is of before what is known', () => {
    const views = after(welcome(), whole);
    const change = { t: 'change', topic: 15, from: 4, rev: 6, diff: { head } } as unknown as WireFrame;
    expect(doesNotFit(views, change)).toBe(true);
  });
});
