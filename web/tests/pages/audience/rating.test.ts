import { beforeEach, expect, it } from 'vitest';
import { Drafts } from '$lib/state/drafts';
import { Rating } from '../../../src/pages/audience/rating.svelte';
import { PlayedPhone, session } from '../../support/audience';

let phone: PlayedPhone;
let rating: Rating;

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(1, 2, session());
  rating = new Rating(phone.live, new Drafts(phone.device.storage, 'f.p'));
  phone.live.onDecided((kept, outcome) => rating.decided(kept, outcome));
});

it('stars go at once, and have arrived when the server said so', () => {
  rating.give(4);
  expect([rating.own, rating.isUnderway]).toEqual([{ stars: 4 }, true]);
  phone.done(5);
  expect([rating.own, rating.isUnderway]).toEqual([{ stars: 4 }, false]);
});

it('a comment goes with the stars that stand, and other stars leave it', () => {
  phone.mine(3, { rating: { stars: 4 } });
  rating.comment = 'شكرًا';
  rating.say();
  expect(phone.commands.at(-1)).toMatchObject({ do: 'rate', stars: 4, comment: 'شكرًا' });
  rating.give(5);
  expect(phone.commands.at(-1)).toMatchObject({ do: 'rate', stars: 5, comment: 'شكرًا' });
});

it('a comment that is too long or says nothing new is not sent', () => {
  phone.mine(3, { rating: { stars: 4, comment: 'شكرًا' } });
  expect([rating.comment, rating.canSend]).toEqual(['شكرًا', false]);
  rating.comment = 'ا'.repeat(21);
  expect(rating.canSend).toBe(false);
  rating.comment = 'شكرًا لكم';
  expect(rating.canSend).toBe(true);
});

it.each(['paused', 'feedback_closed', 'changed_too_often'])(
  'a comment that is refused as %s is still there, also over a reload',
  (code) => {
    phone.mine(3, { rating: { stars: 4 } });
    rating.comment = 'شكرًا';
    rating.say();
    expect([rating.comment, rating.canSend]).toEqual(['شكرًا', false]);
    phone.refused(code);
    expect([rating.comment, rating.canSend]).toEqual(['شكرًا', true]);
    expect(new Rating(phone.live, new Drafts(phone.device.storage, 'f.p')).comment).toBe('شكرًا');
  },
);

it('a comment is a draft until the server has it, and what is typed meanwhile stays', () => {
  phone.mine(3, { rating: { stars: 4 } });
  rating.comment = 'شكرًا';
  rating.say();
  rating.comment = 'شكرًا لكم';
  phone.done(5);
  expect(rating.comment).toBe('شكرًا لكم');
  rating.say();
  phone.done(6);
  phone.mine(7, { rating: { stars: 4, comment: 'من جهاز آخر' } });
  expect(rating.comment).toBe('من جهاز آخر');
});
