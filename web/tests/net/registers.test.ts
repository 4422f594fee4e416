import { describe, expect, it } from 'vitest';
import { ownerOf } from '$lib/net/owner';
import { SecretBallots, SecretSequence, Sequence } from '$lib/net/registers';
import { Passing } from '$lib/net/storage';
import type { PollView } from '$lib/protocol/generated/protocol';

describe('the sequence', () => {
  it('is the time, or one above the last, whichever is more', () => {
    const sequence = new Sequence('f.p', new Passing());
    expect([sequence.next(100, 0), sequence.next(100, 0), sequence.next(50, 0), sequence.next(200, 0)]).toEqual([
      100, 101, 102, 200,
    ]);
  });

  it('is above what the server knows of the person', () => {
    expect(new Sequence('f.p', new Passing()).next(100, 5_000)).toBe(5_001);
  });

  it('goes on across tabs and reloads, for each person apart', () => {
    const storage = new Passing();
    new Sequence('f.p', storage).next(900, 0);
    expect(new Sequence('f.p', storage).next(100, 0)).toBe(901);
    expect(new Sequence('f.q', storage).next(100, 0)).toBe(100);
  });

  it('goes on where nothing can be stored', () => {
    const storage = new Passing();
    storage.setItem = () => {
      throw new Error('refused');
    };
    const sequence = new Sequence('f.p', storage);
    expect([sequence.next(1, 0), sequence.next(1, 0)]).toEqual([1, 2]);
  });
});

describe('the numbers of secret ballots', () => {
  it('count the ballots of each round, whatever the time', () => {
    const sequence = new SecretSequence('f.p', new Passing());
    expect([sequence.next(3, 1), sequence.next(3, 1), sequence.next(3, 2), sequence.next(4, 1)]).toEqual([1, 2, 1, 1]);
  });

  it('go on across tabs and reloads, for each person apart', () => {
    const storage = new Passing();
    new SecretSequence('f.p', storage).next(3, 1);
    expect(new SecretSequence('f.p', storage).next(3, 1)).toBe(2);
    expect(new SecretSequence('f.q', storage).next(3, 1)).toBe(1);
  });

  it('go on where nothing can be stored', () => {
    const storage = new Passing();
    storage.setItem = () => {
      throw new Error('refused');
    };
    const sequence = new SecretSequence('f.p', storage);
    expect([sequence.next(3, 1), sequence.next(3, 1)]).toEqual([1, 2]);
  });

  it('tell the latest ballot from those before it, and from one of another kind of poll', () => {
    const sequence = new SecretSequence('f.p', new Passing());
    sequence.next(3, 1);
    sequence.next(3, 1);
    expect([1, 2, 1_795_683_591_000].map((seq) => sequence.isLatest(3, 1, seq))).toEqual([false, true, false]);
  });
});

it("a secret poll's choice is known on this device, by its round, until it is taken back", () => {
  const storage = new Passing();
  const poll = { poll: 3, round: 2, settings: { secret: true } } as PollView;
  const ballots = new SecretBallots('f.p', storage);
  ballots.remember({ poll: 3, round: 2, choice: { options: [1] }, seq: 4 });
  expect(new SecretBallots('f.p', storage).of([poll])).toEqual([{ poll: 3, round: 2, choice: { options: [1] } }]);
  expect(ballots.of([{ ...poll, round: 3 }])).toEqual([]);
  expect(ballots.of([{ ...poll, settings: { ...poll.settings, secret: false } }])).toEqual([]);
  ballots.remember({ poll: 3, round: 2, choice: { options: [] }, seq: 5 });
  expect(ballots.of([poll])).toEqual([]);
});

it('what was cast last in a secret poll is known with its number, also that it was taken back', () => {
  const storage = new Passing();
  const poll = { poll: 3, round: 2, settings: { secret: true } } as PollView;
  const taken = { poll: 3, round: 2, choice: { options: [] }, seq: 5 };
  new SecretBallots('f.p', storage).remember(taken);
  expect(new SecretBallots('f.p', storage).cast([poll])).toEqual([taken]);
  // As pages kept it that knew of no number beside it: as the first it overrides nothing.
  storage.setItem('majlis.ballot.f.p.3.2', '{"options":[1]}');
  expect(new SecretBallots('f.p', storage).cast([poll])).toEqual([{ ...taken, choice: { options: [1] }, seq: 1 }]);
});

it("a secret poll's choice is known to the page that cast it where nothing can be stored, or nothing more", () => {
  const storage = new Passing();
  const poll = { poll: 3, round: 2, settings: { secret: true } } as PollView;
  const ballots = new SecretBallots('f.p', storage);
  ballots.remember({ poll: 3, round: 2, choice: { options: [0] }, seq: 1 });
  storage.setItem = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  ballots.remember({ poll: 3, round: 2, choice: { options: [1] }, seq: 2 });
  expect(ballots.of([poll])).toEqual([{ poll: 3, round: 2, choice: { options: [1] } }]);
});

it('an owner is the person whatever the token, and never shows the secret of a link', () => {
  expect(ownerOf('p1.f.p.1.sig')).toBe(ownerOf('p1.f.p.2.gis'));
  expect(ownerOf('c1.f.secret')).not.toContain('secret');
  expect(ownerOf('c1.f.secret')).not.toBe(ownerOf('c1.f.secreu'));
});
