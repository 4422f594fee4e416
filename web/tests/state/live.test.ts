import { beforeEach, describe, expect, it } from 'vitest';
import { Live } from '$lib/state/live.svelte';
import { PlayedDevice, welcome } from '../support/surroundings';

let device: PlayedDevice;
let live: Live;

beforeEach(() => {
  device = new PlayedDevice();
  live = started();
});

function started(session?: number): Live {
  const page = new Live({ ...device, token: 'p1.f.p.1.s', view: 'participant', session });
  page.start();
  device.socket.opens();
  return page;
}

function comesBack() {
  device.socket.ends();
  device.pass(500);
  device.socket.opens();
}

const lastHello = () => device.socket.of('hello')[0];
const secretPoll = { poll: 7, round: 1, settings: { secret: true }, tally: { v: 0 } };

it('names the session it was in, and what it has of it, when it comes back', () => {
  expect(lastHello()).toEqual({ t: 'hello', token: 'p1.f.p.1.s', view: 'participant' });
  device.socket.says(welcome());
  device.socket.says({ t: 'state', topic: 5, rev: 3, view: { received: 1 } });
  comesBack();
  expect(lastHello()).toMatchObject({ session: 1, have: { 5: [1, 3] } });
});

it('looks at another session, and comes back there', () => {
  device.socket.says(welcome());
  device.socket.says({ t: 'state', topic: 5, rev: 3, view: { received: 1 } });
  live.watch(2);
  expect(device.socket.of('watch')).toEqual([{ t: 'watch', session: 2 }]);
  comesBack();
  expect(lastHello()).toEqual({ t: 'hello', token: 'p1.f.p.1.s', view: 'participant', session: 2 });
});

it('asks again for a session that was wished for while the welcome was on its way', () => {
  live.watch(2);
  device.socket.says(welcome());
  expect(device.socket.of('watch')).toEqual([{ t: 'watch', session: 2 }]);
});

it('asks once for a session, however often it is wished for before it comes', () => {
  device.socket.says(welcome());
  for (let tick = 0; tick < 5; tick += 1) live.watch(2);
  expect(device.socket.of('watch')).toHaveLength(1);
  device.socket.says(welcome({ session: 2 }));
  live.watch(1);
  expect(device.socket.of('watch')).toHaveLength(2);
});

it('sends nothing again when another session is looked at on a connection that stands', () => {
  device.socket.says(welcome());
  void live.do({ do: 'undo', act: 1 });
  void live.queries.page(2, 17).catch(() => undefined);
  live.holding(4);
  live.watch(2);
  live.watch(3);
  const sent = device.socket.sent.length;
  device.socket.says(welcome({ session: 2 }));
  device.socket.says(welcome({ session: 3 }));
  expect(device.socket.sent).toHaveLength(sent);
});

it("tells the server's time", () => {
  device.socket.says(welcome({ now: device.time + 90_000 }));
  device.pass(500);
  expect(live.now()).toBe(device.time + 90_000);
});

it("tells the server's time though its welcome lay unheard while the page was still loading", () => {
  device.socket.says(welcome({ now: device.time + 89_300 }), 700);
  expect(live.now()).toBe(device.time + 90_000);
});

it.each([3_600_000, -3_600_000])("learns the server's time anew when the device's clock is set by %d ms", (by) => {
  device.socket.says(welcome({ now: device.now() }));
  device.setsClock(by);
  device.socket.says({ t: 'pong' });
  device.pass(1_000);
  device.socket.opens();
  device.socket.says(welcome({ now: device.time }));
  expect(live.now()).toBe(device.time);
  device.pass(1_000);
  expect(device.sockets).toHaveLength(2);
});

// Another connection that was tried beside this one said what was known when it began, and this one went on meanwhile.
it.each([
  ['something that never came', 4],
  ['a window as it was before', 2],
])('a difference on %s makes it ask for the whole', (_, from) => {
  device.socket.says(welcome());
  device.socket.says({ t: 'state', topic: 2, rev: 3, view: { total: 0, items: [] } });
  device.socket.says({ t: 'change', topic: 2, from, rev: 5, diff: { total: 1 } });
  expect(device.sockets).toHaveLength(2);
  device.socket.opens();
  expect(lastHello()).toEqual({ t: 'hello', token: 'p1.f.p.1.s', view: 'participant', session: 1, have: {} });
});

describe('commands', () => {
  it('given before the connection go after the welcome', async () => {
    const decided = live.do({ do: 'undo', act: 1 });
    expect(live.outbox).toHaveLength(1);
    device.socket.says(welcome());
    const [sent] = device.socket.of('do');
    device.socket.says({ t: 'done', id: sent?.id, rev: 2 });
    expect(await decided).toEqual({ done: true, rev: 2 });
    expect(live.outbox).toHaveLength(0);
  });

  it('have sequence numbers above what the server knows', () => {
    device.socket.says(welcome());
    device.socket.says({ t: 'mine', rev: 1, questions: [], supports: [], ballots: [], seq: 1_900_000_000_000 });
    expect(live.nextSeq()).toBe(1_900_000_000_001);
  });

  it('of a secret poll are remembered by the device once the server took them', async () => {
    device.socket.says(welcome({ topics: [107] }));
    device.socket.says({ t: 'state', topic: 107, rev: 2, view: secretPoll });
    const choice = { options: [1] };
    const decided = live.do({ do: 'vote', poll: 7, round: 1, choice, seq: 1 });
    expect(live.mine.ballots).toEqual([]);
    device.socket.says({ t: 'done', id: device.socket.of('do')[0]?.id, rev: 3 });
    await decided;
    expect(live.mine.ballots).toEqual([{ poll: 7, round: 1, choice }]);
  });
});

describe('questions to the server', () => {
  it('are answered once, each by its own', async () => {
    device.socket.says(welcome());
    const [page, first, second] = [live.queries.page(2, 17), live.queries.find('أ'), live.queries.find('ب')];
    device.socket.says({ t: 'found', text: 'ب', items: [{ q: 2 }] });
    device.socket.says({ t: 'page', topic: 2, rev: 9, items: [{ q: 18 }], next: null });
    device.socket.says({ t: 'found', text: 'أ', items: [] });
    expect(await page).toEqual({ rev: 9, items: [{ q: 18 }], next: undefined });
    expect(await first).toEqual([]);
    expect(await second).toEqual([{ q: 2 }]);
  });

  it('are cut where the text is long, so that it goes into a frame', async () => {
    device.socket.says(welcome());
    const found = live.queries.find('😀'.repeat(20_000));
    const [asked] = device.socket.of('find');
    expect(asked?.text).toBe('😀'.repeat(500));
    device.socket.says({ t: 'found', text: asked?.text, items: [{ q: 2 }] });
    expect(await found).toEqual([{ q: 2 }]);
  });

  it('are asked again after a cut, and given up in the end', async () => {
    device.socket.says(welcome());
    const found = live.queries.find('أ');
    comesBack();
    device.socket.says(welcome());
    expect(device.socket.of('find')).toHaveLength(1);
    const refused = expect(found).rejects.toThrow();
    device.pass(15_000);
    await refused;
  });
});

it('reactions are told to who listens', () => {
  device.socket.says(welcome());
  const heard: unknown[] = [];
  const end = live.onReactions((counts) => heard.push(counts));
  device.socket.says({ t: 'pulse', reactions: { clap: 3 } });
  end();
  device.socket.says({ t: 'pulse', reactions: { clap: 1 } });
  expect(heard).toEqual([{ clap: 3 }]);
});

it('what a desk has in hand is said again after a cut', () => {
  device.socket.says(welcome());
  live.holding(4);
  comesBack();
  device.socket.says(welcome());
  expect(device.socket.of('pulse')).toEqual([{ t: 'pulse', holding: 4 }]);
});

it('a draft that was dropped is gone from the polls', () => {
  device.socket.says(welcome({ topics: [1, 107] }));
  device.socket.says({ t: 'state', topic: 107, rev: 2, view: secretPoll });
  expect(live.polls.size).toBe(1);
  device.socket.says({ t: 'state', topic: 1, rev: 3, view: { polls: [] } });
  expect(live.polls.size).toBe(0);
});

it('says for good why it ended', () => {
  device.socket.says({ t: 'bye', code: 'token_expired', reconnect: false, after_ms: 0 });
  device.socket.ends(4105);
  expect([live.status, live.ended]).toEqual(['ended', 'token_expired']);
});
