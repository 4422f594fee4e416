import { beforeEach, expect, it } from 'vitest';
import { Badge } from '$lib/badges/held.svelte';
import { Player } from '../../../src/pages/audience/player.svelte';
import { PlayedPhone, session } from '../../support/audience';

let phone: PlayedPhone;
let player: Player;
let badge: Badge;

beforeEach(() => {
  phone = new PlayedPhone();
  phone.state(1, 2, session());
  badge = new Badge(phone.device.storage, 'f');
  player = new Player(phone.live, badge);
  phone.live.onDecided((kept, outcome) => player.decided(kept, outcome));
});

it('a name goes with the button, and stands when the server said so', () => {
  player.name = ' سارة ';
  player.send();
  expect(phone.commands.at(-1)).toMatchObject({ do: 'name', session: 1, name: 'سارة' });
  expect([player.own, player.isUnderway]).toEqual(['سارة', true]);
  phone.done(5);
  expect([player.own, player.isUnderway, player.canSend]).toEqual(['سارة', false, false]);
});

it('an empty field takes the name away', () => {
  phone.mine(3, { player: { name: 'سارة' } });
  player.name = '';
  player.send();
  expect(phone.commands.at(-1)).toMatchObject({ do: 'name', name: null });
  phone.done(5);
  expect(player.own).toBe('');
});

it('one that was refused stands in the field again', () => {
  player.name = 'سارة';
  player.send();
  phone.refused('paused');
  expect([player.name, player.own]).toEqual(['سارة', '']);
});

it('one that is too long is not sent', () => {
  player.name = 'س'.repeat(11);
  expect([player.isTooLong, player.canSend]).toEqual([true, false]);
  player.send();
  expect(phone.commands).toEqual([]);
});

it('its owner is told that it is held, and not of one that is on its way', () => {
  phone.mine(3, { player: { name: 'سارة', held: true } });
  expect(player.isHeld).toBe(true);
  player.name = 'نورة';
  player.send();
  expect(player.isHeld).toBe(false);
});

it('where names are by badge the badge is said, its name stands at once, and it can be taken away', () => {
  phone.state(1, 3, session({ names: 'badge' }));
  player.sendBadge();
  expect([phone.commands, player.takesNames, player.byBadge]).toEqual([[], false, true]);
  badge.hold({ code: '0000079927398713', name: 'عضو' });
  player.sendBadge();
  expect(phone.commands.at(-1)).toMatchObject({ do: 'name', session: 1, name: null, badge: '0000079927398713' });
  expect(player.own).toBe('عضو');
  phone.done(5);
  expect(player.own).toBe('عضو');
  player.takeOff();
  expect(phone.commands.at(-1)).not.toHaveProperty('badge');
  phone.done(6);
  expect(player.own).toBe('');
});
