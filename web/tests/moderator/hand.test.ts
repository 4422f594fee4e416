import { expect, it } from 'vitest';
import { Hand } from '../../src/pages/moderator/hand.svelte';
import { FakeLive } from '../support/fake-live.svelte';
import { standingClock } from '../support/standing-clock';

function hand() {
  const { later, move } = standingClock();
  const live = new FakeLive();
  return { live, move, hand: new Hand(live, later, 7) };
}

it('what stays in hand while the same session is looked at anew is told anew', () => {
  const { live, move, hand: inHand } = hand();
  inHand.hold(1);
  inHand.moved();
  move(400);
  expect(live.held).toEqual([1, 1]);
});

it('what was in hand in another session is not told in the one that is looked at', () => {
  const { live, move, hand: inHand } = hand();
  inHand.hold(1);
  inHand.moved();
  inHand.hold(undefined);
  move(400);
  expect(live.held).toEqual([1]);
});
