import { beforeEach, expect, it } from 'vitest';
import { type Kept, newId, Outbox } from '$lib/net/outbox';
import type { Command } from '$lib/protocol/generated/protocol';
import { PlayedDevice } from '../support/surroundings';

let device: PlayedDevice;
let sent: Kept[];
let online: boolean;

beforeEach(() => {
  device = new PlayedDevice();
  sent = [];
  online = true;
});

function outbox(owner = 'f.p'): Outbox {
  const send = (kept: Kept) => {
    if (online) sent.push(kept);
    return online;
  };
  return new Outbox(owner, device, send, () => {});
}

const undo = (act: number): Command => ({ do: 'undo', act });
const acts = () => sent.map(({ command }) => 'act' in command && command.act);
const idOf = (at: number) => sent[at]?.id ?? '';

it('ids are 64 random bits in sixteen digits', () => {
  expect(newId()).toMatch(/^[0-9a-f]{16}$/);
  expect(newId()).not.toBe(newId());
});

it('a command goes at once, and resolves when it was decided', async () => {
  const box = outbox();
  const [first, second] = [box.add(undo(1)), box.add(undo(2))];
  box.answered({ t: 'done', id: idOf(0), rev: 7, no: 3 });
  box.answered({ t: 'refused', id: idOf(1), code: 'too_soon', limit: 900 });
  expect(await first).toEqual({ done: true, rev: 7, no: 3 });
  expect(await second).toEqual({ done: false, code: 'too_soon', limit: 900 });
  expect(device.storage.length).toBe(0);
});

it('what is undecided goes again with every connection, under the same id and in order', () => {
  const box = outbox();
  online = false;
  box.add(undo(1));
  box.add(undo(2));
  expect(sent).toEqual([]);
  online = true;
  box.connected(8);
  box.connected(8);
  expect(acts()).toEqual([1, 2, 1, 2]);
  expect(idOf(0)).toBe(idOf(2));
});

it('a page that is loaded again sends what the one before left, and nobody else does', () => {
  online = false;
  outbox().add(undo(1));
  online = true;
  outbox('f.other').connected(8);
  expect(sent).toEqual([]);
  outbox().connected(8);
  expect(acts()).toEqual([1]);
});

it('what another tab left behind is taken up at the next connection', () => {
  const mine = outbox();
  online = false;
  outbox().add(undo(5));
  online = true;
  mine.connected(8);
  expect(acts()).toEqual([5]);
});

it('a command that is refused for the moment rests and goes again', async () => {
  const box = outbox();
  const decided = box.add(undo(1));
  box.answered({ t: 'refused', id: idOf(0), code: 'busy', retry: 200 });
  expect(device.storage.length).toBe(1);
  device.pass(199);
  expect(sent).toHaveLength(1);
  device.pass(1);
  expect(sent).toHaveLength(2);
  box.answered({ t: 'done', id: idOf(0), rev: 1 });
  expect(await decided).toEqual({ done: true, rev: 1 });
});

it('what rests is not overtaken by what was given after it', () => {
  const box = outbox();
  box.add(undo(1));
  box.answered({ t: 'refused', id: idOf(0), code: 'rate_limited', retry: 200 });
  box.add(undo(2));
  box.connected(8);
  expect(acts()).toEqual([1]);
  device.pass(200);
  expect(acts()).toEqual([1, 1, 2]);
});

it('no more are on their way than the server takes', () => {
  const box = outbox();
  for (let act = 1; act <= 10; act += 1) box.add(undo(act));
  expect(acts()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  box.answered({ t: 'done', id: idOf(0), rev: 1 });
  expect(acts().at(-1)).toBe(9);
  sent = [];
  box.connected(2);
  expect(acts()).toEqual([2, 3]);
});

it('tells every decision, also of what was given before the page was loaded', () => {
  online = false;
  outbox().add(undo(1));
  online = true;
  const box = outbox();
  const heard: unknown[] = [];
  box.onDecided(({ command }, outcome) => heard.push([command, outcome.done]));
  box.connected(8);
  box.answered({ t: 'done', id: idOf(0), rev: 1 });
  box.answered({ t: 'done', id: idOf(0), rev: 1 });
  expect(heard).toEqual([[undo(1), true]]);
});

it('without a storage that takes anything, a command still goes', () => {
  const full = () => {
    throw new DOMException('full', 'QuotaExceededError');
  };
  device.storage.setItem = full;
  outbox().add(undo(1));
  expect(acts()).toEqual([1]);
});

it('what somebody else wrote into the storage is not sent', () => {
  device.storage.setItem('majlis.outbox.f.p.x', '{"at":1}');
  device.storage.setItem('majlis.outbox.f.p.y', 'no json');
  outbox().connected(8);
  expect(sent).toEqual([]);
});
