import { beforeAll, beforeEach, expect, it } from 'vitest';
import { slipBehind, slipKey } from '$lib/badges/held.svelte';
import { HttpRefusal } from '$lib/net/http';
import { keep, kept, Passing } from '$lib/net/storage';
import type { BadgeHeld } from '$lib/protocol/generated/protocol';
import { type Around, SlipVote } from '../../src/pages/audience/slip/slip-vote.svelte';
import { AssistingLive, slipCode, vote } from '../support/assisted.svelte';
import { speak } from '../support/language';

const joined = { forum: 'f', person: '3', token: 't' };
const good: BadgeHeld = { group: null, label: 'A-12', slip: { session: 3, poll: 7, round: 1 } };
let live: AssistingLive;
let storage: Passing;
let later: (() => void)[];

function opened(look: Around['look'] = async () => good) {
  const around = { live: Object.assign(live, { nextBallot: () => 1 }), joined, storage, look };
  return new SlipVote(slipCode, { ...around, later: (run: () => void) => later.push(run) } as unknown as Around);
}

const stays = () => kept(storage, slipKey('f')) !== undefined;

beforeAll(() => speak('ar'));
beforeEach(() => {
  live = new AssistingLive();
  live.holds(vote());
  storage = new Passing();
  keep(storage, slipKey('f'), [slipCode]);
  later = [];
});

it('is told from a badge by its address', () => {
  expect([
    slipBehind(`s${slipCode}`),
    slipBehind(`S${slipCode}`),
    slipBehind(`b${slipCode}`),
    slipBehind('s12'),
  ]).toEqual([slipCode, slipCode, undefined, undefined]);
});

it('votes once, and neither it nor the choice stays', async () => {
  const slip = opened();
  await slip.look();
  expect([slip.state, slip.label, slip.when(live.time)]).toEqual(['held', 'A-12', 'now']);
  slip.choice = { options: [0] };
  slip.send();
  expect(live.given).toEqual([{ do: 'vote', poll: 7, round: 1, choice: { options: [0] }, seq: 1, badge: slipCode }]);
  expect([slip.isUnderway, slip.isWhole, stays()]).toEqual([true, false, true]);
  await live.decide({ done: true, rev: 4 });
  expect([slip.state, slip.choice, stays()]).toEqual(['done', undefined, false]);
});

it('that was used is told so by the vote, and another one that waits here stays', async () => {
  keep(storage, slipKey('f'), ['111111111111111111', slipCode]);
  const late = opened();
  await late.look();
  late.choice = { options: [0] };
  late.send();
  await live.decide({ done: false, code: 'slip_used' });
  expect(late.state).toMatchObject({ why: expect.stringContaining('استُخدمت') });
  expect(kept(storage, slipKey('f'))).toEqual(['111111111111111111']);
});

it('of a badge that has voted asks before it stands in place of that ballot', async () => {
  const slip = opened();
  await slip.look();
  slip.choice = { options: [0] };
  slip.send();
  await live.decide({ done: false, code: 'stale', limit: 41 });
  expect([slip.state, live.given.length, stays()]).toEqual(['twice', 1, true]);
  slip.send();
  expect(live.given.at(-1)).toMatchObject({ seq: 42 });
  await live.decide({ done: true, rev: 9 });
  expect(slip.state).toBe('done');
});

it('waits for its vote to open, and for the network, and is let go of where it is no good', async () => {
  const refusals = [new HttpRefusal('unreachable'), new HttpRefusal('badge_ended')];
  const slip = opened(async () => {
    throw refusals.shift();
  });
  await slip.look();
  expect([slip.state, stays(), later.length]).toEqual(['looking', true, 1]);
  later[0]?.();
  await expect.poll(() => typeof slip.state).toBe('object');
  expect(stays()).toBe(false);
  live.holds(vote(7, { phase: 'draft', round: 0 }));
  const early = opened();
  await early.look();
  expect(early.when(live.time)).toBe('later');
  live.holds(vote(7, { round: 2 }));
  expect(early.when(live.time)).toBe('over');
});
