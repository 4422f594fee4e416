import { beforeEach, describe, expect, it } from 'vitest';
import { Badge } from '$lib/badges/held.svelte';
import { SecretBallots } from '$lib/net/registers';
import type { PollView } from '$lib/protocol/generated/protocol';
import { Drafts } from '$lib/state/drafts';
import { Ballots } from '../../../src/pages/audience/ballots.svelte';
import { PlayedPhone, session } from '../../support/audience';

let phone: PlayedPhone;
let ballots: Ballots;

/** The badge that the phone holds. */
let badge: Badge;

const ballotsOf = () => new Ballots(phone.live, new Drafts(phone.device.storage, 'f.p'), badge);

function poll(of: Partial<PollView> = {}): PollView {
  return {
    poll: 7,
    version: 1,
    session: 1,
    title: {},
    answer: { kind: 'single' },
    options: [{}, {}],
    settings: { changeable: true, hidden: true, secret: false },
    phase: 'open',
    round: 1,
    revealed: false,
    tally: { v: 0 },
    ...of,
  };
}

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(1, 2, session({ polls: [7] }));
  phone.state(107, 2, poll());
  badge = new Badge(phone.device.storage, 'f');
  ballots = ballotsOf();
  phone.live.onDecided((kept, outcome) => ballots.decided(kept, outcome));
});

it('is sent only when the server said so', () => {
  expect(ballots.standing(poll())).toBe('none');
  ballots.cast(poll(), { options: [1] });
  expect([ballots.standing(poll()), ballots.own(poll())]).toEqual(['underway', { options: [1] }]);
  phone.done(5);
  expect([ballots.standing(poll()), ballots.own(poll())]).toEqual(['sent', { options: [1] }]);
  phone.mine(5, { ballots: [{ poll: 7, round: 1, choice: { options: [1] } }] });
  expect(ballots.standing(poll())).toBe('sent');
});

it('can be changed: the later choice stands, with a higher number', () => {
  ballots.cast(poll(), { options: [0] });
  phone.done(5);
  ballots.cast(poll(), { options: [1] });
  expect(ballots.own(poll())).toEqual({ options: [1] });
  const [first, second] = phone.commands;
  expect(Number(second?.seq)).toBeGreaterThan(Number(first?.seq));
});

it('that came too late is told, and does not count', () => {
  ballots.cast(poll(), { options: [0] });
  phone.refused('poll_closed');
  expect(ballots.standing(poll())).toBe('none');
  expect(ballots.refusal(poll())?.code).toBe('poll_closed');
  ballots.cast(poll(), { options: [0] });
  expect(ballots.refusal(poll())).toBeUndefined();
});

it('that a newer one has overtaken is no news', () => {
  ballots.cast(poll(), { options: [0] });
  phone.refused('stale');
  expect(ballots.refusal(poll())).toBeUndefined();
});

it('of one round is none in the next', () => {
  phone.mine(5, { ballots: [{ poll: 7, round: 1, choice: { options: [1] } }] });
  expect(ballots.own(poll({ round: 2 }))).toBeUndefined();
});

it('taken back is none', () => {
  ballots.cast(poll(), { options: [] });
  expect(ballots.own(poll())).toBeUndefined();
});

it('is put together here and sent as a whole', () => {
  ballots.choose(poll(), { options: [1] });
  expect([ballots.shown(poll()), ballots.isUnsent(poll()), phone.commands]).toEqual([{ options: [1] }, true, []]);
  ballots.cast(poll(), { options: [1, 0] });
  expect([ballots.shown(poll()), ballots.isUnsent(poll())]).toEqual([{ options: [1, 0] }, false]);
});

describe('that is put together', () => {
  const open = poll({ answer: { kind: 'open' } });

  it('is kept over a reload, by poll and round', () => {
    ballots.choose(open, { text: 'الحدائق' });
    ballots = ballotsOf();
    expect([ballots.shown(open), ballots.isUnsent(open)]).toEqual([{ text: 'الحدائق' }, true]);
    expect(ballots.shown({ ...open, round: 2 })).toBeUndefined();
  });

  it('is still there when it was refused, and ends when the server has it', () => {
    ballots.choose(open, { text: 'الحدائق' });
    ballots.cast(open, { text: 'الحدائق' });
    expect(ballots.isUnsent(open)).toBe(false);
    phone.refused('paused');
    expect([ballotsOf().shown(open), ballots.isUnsent(open)]).toEqual([{ text: 'الحدائق' }, true]);
    ballots.cast(open, { text: 'الحدائق' });
    phone.done(5);
    expect([ballotsOf().shown(open), ballots.shown(open)]).toEqual([undefined, { text: 'الحدائق' }]);
  });

  it('stays where it was changed while the one before was on its way', () => {
    ballots.choose(open, { text: 'الحدائق' });
    ballots.cast(open, { text: 'الحدائق' });
    ballots.choose(open, { text: 'الحدائق والإنارة' });
    phone.done(5);
    expect([ballots.shown(open), ballots.isUnsent(open)]).toEqual([{ text: 'الحدائق والإنارة' }, true]);
  });
});

it('that was put together and never sent is told, until it is what was cast', () => {
  const ranking = poll({ answer: { kind: 'ranking' } });
  expect(ballots.isLeft(ranking)).toBe(false);
  ballots.choose(ranking, { options: [1, 0] });
  expect([ballots.isLeft(ranking), ballots.isLeft({ ...ranking, phase: 'closed' })]).toEqual([true, true]);
  ballots.cast(ranking, { options: [1, 0] });
  expect(ballots.isLeft(ranking)).toBe(false);
  phone.done(5);
  ballots.choose(ranking, { options: [0, 1] });
  expect(ballots.isLeft(ranking)).toBe(true);
  ballots.choose(ranking, { options: [] });
  expect(ballots.isLeft(ranking)).toBe(false);
});

it('of a secret poll is remembered by the device alone', () => {
  const secret = poll({ settings: { changeable: true, hidden: true, secret: true } });
  phone.state(107, 3, secret);
  ballots.cast(secret, { options: [1] });
  phone.done(5);
  phone.mine(6, {});
  expect(ballots.own(secret)).toEqual({ options: [1] });
});

describe('of a secret poll', () => {
  const secret = poll({ settings: { changeable: true, hidden: true, secret: true } });
  const numbers = () => phone.commands.map(({ seq }) => seq);

  beforeEach(() => phone.state(107, 3, secret));

  it('is numbered by a count of its round, never by the clock', () => {
    ballots.cast(secret, { options: [1] });
    phone.done(5);
    ballots.cast(secret, { options: [0] });
    ballots.cast({ ...secret, round: 2 }, { options: [0] });
    expect(numbers()).toEqual([1, 2, 1]);
  });

  it('is what another tab of this device has cast later', () => {
    ballots.cast(secret, { options: [1] });
    phone.done(5);
    const other = new SecretBallots('f.p', phone.device.storage);
    other.remember({ poll: secret.poll, round: secret.round, choice: { options: [0] }, seq: 2 });
    phone.device.tellsTabs('majlis.ballot.f.p.7.1');
    expect([ballots.standing(secret), ballots.own(secret)]).toEqual(['sent', { options: [0] }]);
  });

  it('goes above what another device of this person has cast, as a new command', () => {
    ballots.cast(secret, { options: [1] });
    phone.refused('stale');
    phone.refused('stale');
    phone.done(9);
    expect(numbers()).toEqual([1, 2, 3]);
    expect(new Set(phone.device.socket.of('do').map(({ id }) => id)).size).toBe(3);
    expect([ballots.standing(secret), ballots.own(secret)]).toEqual(['sent', { options: [1] }]);
  });

  it('that a later one of this device has overtaken does not go again', () => {
    ballots.cast(secret, { options: [1] });
    const [first] = phone.device.socket.of('do');
    ballots.cast(secret, { options: [0] });
    phone.device.socket.says({ t: 'refused', id: first?.id, code: 'stale' });
    expect(numbers()).toEqual([1, 2]);
  });
});

describe('of a poll for badges', () => {
  const code = '0000079927398713';
  const settings = { changeable: true, hidden: true, secret: false, voters: [] };
  const forBadges = poll({ settings, electors: { groups: [], badges: 3 } });

  beforeEach(() => {
    phone.state(107, 3, forBadges);
    badge.hold({ code });
  });

  it('says the code of the badge, which no other ballot does', () => {
    ballots.cast(forBadges, { options: [1] });
    ballots.cast(poll(), { options: [0] });
    expect(phone.commands.map((command) => command.badge)).toEqual([code, undefined]);
  });

  it('waits for a badge', () => {
    badge.hold(undefined);
    expect(ballots.isOpen(forBadges, 0)).toBe(false);
    badge.hold({ code });
    expect(ballots.isOpen(forBadges, 0)).toBe(true);
  });

  it('is remembered by the device alone, for that badge: another one has not voted yet', () => {
    ballots.cast(forBadges, { options: [1] });
    phone.done(5);
    phone.mine(6, {});
    expect([ballots.own(forBadges), ballotsOf().standing(forBadges)]).toEqual([{ options: [1] }, 'sent']);
    badge.hold({ code: '1' });
    expect(ballots.own(forBadges)).toBeUndefined();
    badge.hold({ code });
    expect(ballots.own(forBadges)).toEqual({ options: [1] });
  });

  it('goes above what another device has cast for the badge, whose clock may be ahead', () => {
    ballots.cast(forBadges, { options: [1] });
    phone.refused('stale');
    phone.done(9);
    expect(phone.commands.map(({ seq, badge }) => [seq, badge])).toEqual([
      [1, code],
      [2, code],
    ]);
    expect(ballots.own(forBadges)).toEqual({ options: [1] });
  });

  it('that was refused for its badge is forgiven with another one', () => {
    ballots.cast(forBadges, { options: [1] });
    phone.refused('badge_ended');
    expect([ballots.refusal(forBadges)?.code, ballots.standing(forBadges)]).toEqual(['badge_ended', 'none']);
    ballots.forgive(forBadges);
    expect(ballots.refusal(forBadges)).toBeUndefined();
  });
});

describe('a poll takes it', () => {
  it('until its end, and not while input is paused', () => {
    expect(ballots.isOpen(poll({ until: 100 }), 99)).toBe(true);
    expect(ballots.isOpen(poll({ until: 100 }), 100)).toBe(false);
    phone.state(1, 3, session({ paused: true, polls: [7] }));
    expect(ballots.isOpen(poll(), 0)).toBe(false);
  });

  it('once, where it cannot be changed', () => {
    const final = poll({ settings: { changeable: false, hidden: true, secret: false } });
    expect(ballots.isOpen(final, 0)).toBe(true);
    ballots.cast(final, { options: [0] });
    expect(ballots.isOpen(final, 0)).toBe(false);
  });
});
