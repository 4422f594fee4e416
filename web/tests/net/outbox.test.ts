import { beforeEach, describe, expect, it } from 'vitest';
import { newId } from '$lib/net/id';
import { type Kept, Outbox, tooLarge } from '$lib/net/outbox';
import type { Command } from '$lib/protocol/generated/protocol';
import { PlayedDevice } from '../support/surroundings';

let device: PlayedDevice;
let sent: Kept[];
let online: boolean;
let epoch: number | undefined;

beforeEach(() => {
  device = new PlayedDevice();
  sent = [];
  online = true;
  epoch = undefined;
});

function outbox(owner = 'f.p'): Outbox {
  const send = (kept: Kept) => {
    if (online) sent.push(kept);
    return online;
  };
  return new Outbox(
    owner,
    device,
    send,
    () => {},
    () => epoch,
  );
}

const limits = (unanswered: number) => ({ unanswered });
const note = (text: string): Command => ({ do: 'note', session: 1, version: 1, text });
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
  box.answered({ t: 'refused', id: idOf(1), code: 'board_full', limit: 900 });
  expect(await first).toEqual({ done: true, rev: 7, no: 3 });
  expect(await second).toEqual({ done: false, code: 'board_full', limit: 900 });
  expect(device.storage.length).toBe(0);
});

it('what is undecided goes again with every connection, under the same id and in order', () => {
  const box = outbox();
  online = false;
  box.add(undo(1));
  box.add(undo(2));
  expect(sent).toEqual([]);
  online = true;
  box.connected(limits(8));
  box.connected(limits(8));
  expect(acts()).toEqual([1, 2, 1, 2]);
  expect(idOf(0)).toBe(idOf(2));
});

it('a page that is loaded again sends what the one before left, and nobody else does', () => {
  online = false;
  outbox().add(undo(1));
  online = true;
  outbox('f.other').connected(limits(8));
  expect(sent).toEqual([]);
  outbox().connected(limits(8));
  expect(acts()).toEqual([1]);
});

it('what another tab left behind is taken up at the next connection', () => {
  const mine = outbox();
  online = false;
  outbox().add(undo(5));
  online = true;
  mine.connected(limits(8));
  expect(acts()).toEqual([5]);
});

describe('what another tab stores', () => {
  const store = (at: number, command: Command) => {
    const key = `majlis.outbox.f.p.${String(at).padStart(16, '0')}`;
    device.storage.setItem(key, JSON.stringify({ at, command }));
    device.tellsTabs(key);
    return key;
  };

  it('is taken up when nobody answered it for five seconds', () => {
    outbox().watchTabs();
    store(1, undo(5));
    device.pass(4_999);
    expect(acts()).toEqual([]);
    device.pass(1);
    expect(acts()).toEqual([5]);
  });

  it('is left alone once that tab has its answer, and after the end of watching', () => {
    const end = outbox().watchTabs();
    device.storage.removeItem(store(1, undo(5)));
    end();
    store(2, undo(6));
    device.pass(60_000);
    expect(acts()).toEqual([]);
  });

  it('by another person is none of this one', () => {
    outbox('f.other').watchTabs();
    store(1, undo(5));
    device.pass(60_000);
    expect(acts()).toEqual([]);
  });
});

describe('a command that is longer than a request may be', () => {
  it('is refused here, without being sent or kept', async () => {
    const box = outbox();
    const heard: unknown[] = [];
    box.onDecided(({ command }, outcome) => heard.push([command, outcome]));
    const refused = { done: false, code: tooLarge };
    // In bytes, as the server counts: a letter of Arabic has two.
    expect(await box.add(note('ا'.repeat(65_530)))).toEqual(refused);
    expect(heard).toEqual([[note('ا'.repeat(65_530)), refused]]);
    void box.add(note('ا'.repeat(65_000)));
    expect([sent.length, device.storage.length]).toEqual([1, 1]);
  });

  it('and was kept before is refused with the next connection, not sent again and again', () => {
    device.storage.setItem('majlis.outbox.f.p.0123', JSON.stringify({ at: 1, command: note('a'.repeat(140_000)) }));
    const box = outbox();
    const heard: unknown[] = [];
    box.onDecided((_, outcome) => heard.push(outcome));
    box.connected(limits(8));
    expect(heard).toEqual([{ done: false, code: tooLarge }]);
    expect([sent.length, device.storage.length]).toEqual([0, 0]);
  });
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

it('a command that could not be saved yet says so until it is decided, and one that the room is too busy for does not', () => {
  const putOff: (boolean | undefined)[] = [];
  const send = (command: Kept) => {
    sent.push(command);
    return true;
  };
  const box = new Outbox(
    'f.p',
    device,
    send,
    (all) => putOff.push(all[0]?.putOff),
    () => epoch,
  );
  void box.add(undo(1));
  box.answered({ t: 'refused', id: idOf(0), code: 'busy', retry: 200 });
  expect(putOff.at(-1)).toBeFalsy();
  device.pass(200);
  box.answered({ t: 'refused', id: idOf(0), code: 'try_again', retry: 200 });
  device.pass(200);
  expect(putOff.at(-1)).toBe(true);
});

it('a command that the server does not answer says after a while that it is not saved, and not before', () => {
  const putOff: (boolean | undefined)[] = [];
  const box = new Outbox(
    'f.p',
    device,
    () => true,
    (all) => putOff.push(all[0]?.putOff),
    () => epoch,
  );
  void box.add(undo(1));
  device.pass(4_999);
  expect(putOff.at(-1)).toBeFalsy();
  device.pass(1);
  expect(putOff.at(-1)).toBe(true);
});

it('what rests is not overtaken by what was given after it', () => {
  const box = outbox();
  box.add(undo(1));
  box.answered({ t: 'refused', id: idOf(0), code: 'rate_limited', retry: 200 });
  box.add(undo(2));
  box.connected(limits(8));
  expect(acts()).toEqual([1]);
  device.pass(200);
  expect(acts()).toEqual([1, 1, 2]);
});

describe('questions that come too soon', () => {
  const ask = (text: string): Command => ({ do: 'ask', session: 1, text });
  const asked = () => sent.map(({ command }) => 'text' in command && command.text);
  let box: Outbox;
  let kept: readonly Kept[];

  beforeEach(() => {
    const send = (command: Kept) => {
      sent.push(command);
      return true;
    };
    box = new Outbox(
      'f.p',
      device,
      send,
      (all) => {
        kept = all;
      },
      () => epoch,
    );
  });

  it('go one after the other, each when its time has come, and none is lost', async () => {
    const decided = Promise.all(['1', '2', '3'].map((text) => box.add(ask(text))));
    box.answered({ t: 'done', id: idOf(0), rev: 1 });
    box.answered({ t: 'refused', id: idOf(1), code: 'too_soon', limit: 30_000 });
    box.answered({ t: 'refused', id: idOf(2), code: 'too_soon', limit: 30_000 });
    expect(kept.map(({ until }) => until)).toEqual([device.now() + 30_000, device.now() + 30_000]);
    expect(device.storage.length).toBe(2);
    device.pass(30_000);
    expect(asked()).toEqual(['1', '2', '3', '2', '3']);
    box.answered({ t: 'done', id: idOf(3), rev: 2 });
    box.answered({ t: 'refused', id: idOf(4), code: 'too_soon', limit: 30_000 });
    device.pass(30_000);
    box.answered({ t: 'done', id: idOf(5), rev: 3 });
    expect((await decided).map(({ done }) => done)).toEqual([true, true, true]);
    expect(kept).toEqual([]);
  });

  it('are not overtaken by later ones, but hold up nothing else', () => {
    void box.add(ask('1'));
    box.answered({ t: 'refused', id: idOf(0), code: 'too_soon', limit: 30_000 });
    void box.add(ask('2'));
    void box.add(undo(7));
    expect(asked()).toEqual(['1', false]);
    device.pass(30_000);
    expect(asked()).toEqual(['1', false, '1', '2']);
  });
});

it('no more are on their way than the server takes', () => {
  const box = outbox();
  for (let act = 1; act <= 10; act += 1) box.add(undo(act));
  expect(acts()).toEqual([1, 2, 3, 4, 5, 6, 7, 8]);
  box.answered({ t: 'done', id: idOf(0), rev: 1 });
  expect(acts().at(-1)).toBe(9);
  sent = [];
  box.connected(limits(2));
  expect(acts()).toEqual([2, 3]);
});

it('tells every decision, also of what was given before the page was loaded', () => {
  online = false;
  outbox().add(undo(1));
  online = true;
  const box = outbox();
  const heard: unknown[] = [];
  box.onDecided(({ command }, outcome) => heard.push([command, outcome.done]));
  box.connected(limits(8));
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

it('a storage that is full gives up what was seen before, which can be asked for again, for what cannot', () => {
  const { storage } = device;
  storage.setItem('majlis.seen.f.p', 'a'.repeat(100));
  const takes = storage.setItem.bind(storage);
  storage.setItem = (key, value) => {
    if (storage.getItem('majlis.seen.f.p') !== null) throw new DOMException('full', 'QuotaExceededError');
    takes(key, value);
  };
  online = false;
  void outbox().add(undo(1));
  online = true;
  outbox().connected(limits(8));
  expect(acts()).toEqual([1]);
});

describe('what waits says whether it outlives the page', () => {
  const unkept = () => {
    let last: readonly Kept[] = [];
    const box = new Outbox(
      'f.p',
      device,
      () => false,
      (all) => {
        last = all;
      },
      () => epoch,
    );
    void box.add(undo(1));
    return last.map((kept) => kept.unkept);
  };

  it('as it does where it was stored', () => expect(unkept()).toEqual([false]));

  it('and does not where the browser keeps nothing', () => {
    device.lasts = false;
    expect(unkept()).toEqual([true]);
  });

  it('and does not where the storage is full', () => {
    device.storage.setItem = () => {
      throw new DOMException('full', 'QuotaExceededError');
    };
    expect(unkept()).toEqual([true]);
  });
});

describe('the safe', () => {
  const inSafe = () => [...device.inSafe.items.values()].map((value) => (value as Kept).command);

  it('has at once what cannot be sent, also from before it was there, until it is decided', async () => {
    const box = outbox();
    online = false;
    void box.add(undo(1));
    await box.keepSafe(device.inSafe);
    void box.add(undo(2));
    device.pass(0);
    expect(inSafe()).toEqual([undo(1), undo(2)]);
    online = true;
    box.connected(limits(8));
    box.answered({ t: 'done', id: idOf(0), rev: 1 });
    box.answered({ t: 'refused', id: idOf(1), code: 'poll_closed' });
    expect(inSafe()).toEqual([]);
  });

  it('has what was sent only when no answer comes for a second', async () => {
    const box = outbox();
    await box.keepSafe(device.inSafe);
    void box.add(undo(1));
    void box.add(undo(2));
    device.pass(999);
    box.answered({ t: 'done', id: idOf(0), rev: 1 });
    expect(inSafe()).toEqual([]);
    device.pass(1);
    expect(inSafe()).toEqual([undo(2)]);
  });

  it('gives back in its order what an empty battery took out of the storage', async () => {
    const before = outbox();
    await before.keepSafe(device.inSafe);
    online = false;
    for (const act of [1, 2, 3]) void before.add(undo(act));
    device.pass(0);
    device.storage.clear();
    online = true;
    const box = outbox();
    box.connected(limits(8));
    expect(sent).toEqual([]);
    await box.keepSafe(device.inSafe);
    expect(acts()).toEqual([1, 2, 3]);
    for (const at of [0, 1, 2]) box.answered({ t: 'done', id: idOf(at), rev: 1 });
    expect([device.storage.length, inSafe()]).toEqual([0, []]);
  });

  it('knows also after a reload what goes again quietly', async () => {
    online = false;
    outbox().again([{ id: 'a', at: 1, command: undo(1) }]);
    await outbox().keepSafe(device.inSafe);
    device.storage.clear();
    online = true;
    await outbox().keepSafe(device.inSafe);
    expect(sent).toMatchObject([{ id: 'a', command: undo(1), again: 'quietly' }]);
  });

  it('has what goes again and is not answered, as it has what was given', async () => {
    const box = outbox();
    await box.keepSafe(device.inSafe);
    online = false;
    box.again([{ id: 'a', at: 1, command: undo(1) }]);
    device.pass(0);
    expect(inSafe()).toEqual([undo(1)]);
    online = true;
    box.again([{ id: 'b', at: 2, command: undo(2) }]);
    device.pass(999);
    expect(inSafe()).toEqual([undo(1)]);
    device.pass(1);
    expect(inSafe()).toEqual([undo(1), undo(2)]);
  });

  it('has nothing of a browser that keeps nothing', async () => {
    device.lasts = false;
    const box = outbox();
    await box.keepSafe(device.inSafe);
    online = false;
    void box.add(undo(1));
    device.pass(0);
    expect(inSafe()).toEqual([]);
  });
});

it('a storage that came to be forbidden keeps no command from being decided', async () => {
  const box = outbox();
  const decided = box.add(undo(1));
  const forbidden = () => {
    throw new DOMException('forbidden', 'SecurityError');
  };
  Object.assign(device.storage, { setItem: forbidden, getItem: forbidden, removeItem: forbidden, key: forbidden });
  box.connected(limits(8));
  box.answered({ t: 'done', id: idOf(0), rev: 1 });
  expect(await decided).toEqual({ done: true, rev: 1 });
});

it('what somebody else wrote into the storage is not sent', () => {
  device.storage.setItem('majlis.outbox.f.p.x', '{"at":1}');
  device.storage.setItem('majlis.outbox.f.p.y', 'no json');
  outbox().connected(limits(8));
  expect(sent).toEqual([]);
});

describe('what was given in another history', () => {
  const given = () => {
    const box = outbox();
    online = false;
    epoch = 1;
    void box.add(undo(1));
    [online, epoch] = [true, 2];
    return box;
  };

  it('is held until it was looked at, and holds up nothing that was given in this one', () => {
    const box = given();
    box.connected(limits(8));
    void box.add(undo(2));
    expect(acts()).toEqual([2]);
    expect(box.astray.map(({ epoch, command }) => [epoch, command])).toEqual([[1, undo(1)]]);
  });

  it('goes as it is to be said now, under its id, and is of this history from then on, also after a reload', () => {
    const box = given();
    const [{ id } = { id: '' }] = box.astray;
    box.connected(limits(8));
    box.looked([{ id, command: undo(3) }]);
    expect(sent).toMatchObject([{ id, command: undo(3) }]);
    sent = [];
    outbox().connected(limits(8));
    expect(sent).toMatchObject([{ id, command: undo(3), epoch: 2 }]);
  });

  it('is held after a reload too, and from the safe', async () => {
    given();
    const again = outbox();
    again.connected(limits(8));
    expect([acts(), again.astray.length]).toEqual([[], 1]);
    device.pass(0);
    const first = given();
    await first.keepSafe(device.inSafe);
    expect([...device.inSafe.items.values()]).toContainEqual(expect.objectContaining({ epoch: 1 }));
  });

  it('is refused as the server would, where it means nothing any more', async () => {
    const box = given();
    const heard: unknown[] = [];
    box.onDecided(({ again }, outcome) => heard.push([again, outcome]));
    const [{ id } = { id: '' }] = box.astray;
    box.looked([{ id, code: 'unknown_poll', again: 'quietly' }]);
    expect(heard).toEqual([['quietly', { done: false, code: 'unknown_poll' }]]);
    expect([box.astray.length, device.storage.length]).toEqual([0, 0]);
  });
});
