import { beforeEach, expect, it, vi } from 'vitest';
import { Live } from '$lib/state/live.svelte';
import { PlayedDevice, welcome } from '../support/surroundings';

let device: PlayedDevice;

beforeEach(() => {
  device = new PlayedDevice();
});

function visit(of: { session?: number; hall?: number; keeps?: boolean } = {}): Live {
  const live = new Live({ ...device, token: 'p1.f.p.1.s', view: 'participant', keeps: true, ...of });
  live.start();
  return live;
}

/** A visit that saw session 1 and what is on its list, and is over. */
function visitBefore(entry?: object): void {
  const live = visit();
  device.socket.opens();
  device.socket.says(welcome());
  if (entry) device.socket.says({ t: 'state', topic: 0, rev: 1, view: { sessions: [entry] } });
  device.socket.says({ t: 'state', topic: 1, rev: 2, view: { session: 1, polls: [] } });
  device.socket.says({ t: 'state', topic: 2, rev: 3, view: { total: 1, items: [{ q: 9, text: 'متى؟' }] } });
  device.socket.says({ t: 'mine', rev: 3, questions: [], supports: [9], ballots: [], seq: 0 });
  device.leaves();
  live.stop();
}

it('begins with what was seen last, and says when that was', () => {
  visitBefore();
  device.pass(60_000);
  const live = visit();
  expect(live.questions.get(9)?.text).toBe('متى؟');
  expect(live.mine.supports).toEqual([9]);
  expect(live.isCurrent).toBe(false);
  expect(live.heardAt).toBe(live.now() - 60_000);
});

it('asks only for what is new of a session that was seen', () => {
  visitBefore();
  visit({ session: 1 });
  device.socket.opens();
  expect(device.socket.of('hello')[0]).toMatchObject({ session: 1, have: { 1: [1, 2], 2: [1, 3] } });
});

it('lets a hall say what is on now, and goes back to what was seen only where none does', () => {
  visitBefore();
  visit({ hall: 1 });
  device.socket.opens();
  expect(device.socket.of('hello')[0]).toEqual({ t: 'hello', token: 'p1.f.p.1.s', view: 'participant', hall: 1 });
  visit();
  device.socket.opens();
  expect(device.socket.of('hello')[0]).toMatchObject({ session: 1 });
});

it.each([
  ['that is over', { phase: 'ended', ends: 1 }],
  ['that should be over for hours', { phase: 'open', ends: -3 * 3_600_000 }],
])('goes back to no session %s: the server says what is on', (_of, entry) => {
  visitBefore({ session: 1, ...entry });
  expect(visit().goesBack).toBe(false);
  device.socket.opens();
  expect(device.socket.of('hello')[0]).toEqual({ t: 'hello', token: 'p1.f.p.1.s', view: 'participant' });
});

it('goes back to a session that is late', () => {
  visitBefore({ session: 1, phase: 'open', ends: -60_000 });
  expect(visit().goesBack).toBe(true);
});

it('keeps what was seen of one forum alone, that where the device was last', () => {
  device.storage.setItem('majlis.seen.g.p', '{}');
  device.storage.setItem('majlis.token.g', '"p1.g.p"');
  visitBefore();
  expect(device.storage.getItem('majlis.seen.g.p')).toBeNull();
  expect(device.storage.getItem('majlis.token.g')).not.toBeNull();
  expect(visit().questions.size).toBe(1);
});

it('keeps what is seen anew only where it has changed', () => {
  visitBefore();
  const live = visit();
  device.socket.opens();
  device.socket.says(welcome());
  device.socket.says({ t: 'mine', rev: 3, questions: [], supports: [9], ballots: [], seq: 0 });
  const written = vi.spyOn(device.storage, 'setItem');
  device.pass(10_000);
  device.pass(10_000);
  expect(written).toHaveBeenCalledTimes(1);
  live.stop();
});

it('forgets what was seen of another session when it comes to one', () => {
  visitBefore();
  const live = visit({ session: 2 });
  device.socket.opens();
  device.socket.says(welcome({ session: 2 }));
  device.socket.says({ t: 'mine', rev: 4, questions: [], supports: [], ballots: [], seq: 0 });
  expect(live.questions.size).toBe(0);
  expect(live.mine.supports).toEqual([]);
});

it('reads nothing that was kept for another protocol', () => {
  visitBefore();
  const key = 'majlis.seen.f.p';
  const text = device.storage.getItem(key) ?? '';
  device.storage.setItem(key, text.replace(PROTOCOL_SHAPE, 'another'));
  expect(visit().session).toBeUndefined();
});

it('shows what follows a welcome at once, when the own part has made it whole', () => {
  const live = visit();
  device.socket.opens();
  device.socket.says(welcome());
  device.socket.says({ t: 'state', topic: 1, rev: 2, view: { session: 1, polls: [] } });
  expect(live.session).toBeUndefined();
  device.socket.says({ t: 'mine', rev: 3, questions: [], supports: [], ballots: [], seq: 0 });
  expect(live.session).toBeDefined();
  device.socket.says({ t: 'state', topic: 1, rev: 4, view: { session: 1, polls: [], paused: true } });
  expect(live.session?.paused).toBe(true);
});

it('asks for all of it again where the connection was lost in between', () => {
  visit();
  device.socket.opens();
  device.socket.says(welcome());
  device.socket.says({ t: 'state', topic: 1, rev: 2, view: { session: 1, polls: [] } });
  device.socket.ends();
  device.pass(500);
  device.socket.opens();
  expect(device.socket.of('hello')[0]?.have).toBeUndefined();
});
