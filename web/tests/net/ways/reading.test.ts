import { beforeEach, expect, it } from 'vitest';
import { ReadingSocket } from '$lib/net/ways/reading';
import { PlayedNet } from '../../support/played-net';
import { welcome } from '../../support/surroundings';

let net: PlayedNet;
let socket: ReadingSocket;
let heard: string[];
let closed: number;
let session: number;
let view: string;
let random: number;

const say = (frame: unknown) => socket.send(JSON.stringify(frame));
const hello = () => JSON.stringify({ t: 'hello', token: 'p', view, session });
const reads = () => net.of('/v1/read');
const command = (id: string) => ({ t: 'do', id, command: { do: 'undo', act: 1 } });

async function answers(...frames: unknown[]): Promise<void> {
  reads().at(-1)?.answers(frames);
  await net.settles();
}

beforeEach(async () => {
  net = new PlayedNet();
  heard = [];
  closed = 0;
  [session, view, random] = [1, 'participant', 0.5];
  socket = new ReadingSocket({ ...net, hello, random: () => random });
  socket.onopen = () => socket.send(hello());
  socket.onmessage = ({ data }) => heard.push(JSON.parse(data).t);
  socket.onclose = () => {
    closed += 1;
  };
  await net.settles();
  await answers(welcome(), { t: 'mine' });
});

it('reads at once, and again every two seconds, and hears only what is new', async () => {
  expect(heard).toEqual(['welcome', 'mine']);
  net.pass(1_999);
  expect(reads()).toHaveLength(1);
  net.pass(1);
  expect(reads()).toHaveLength(2);
  await answers(welcome({ rev: 2 }), { t: 'change' }, { t: 'mine' });
  expect(heard.slice(2)).toEqual(['change', 'mine']);
});

async function readsNextAfter(ms: number): Promise<void> {
  await answers(welcome());
  const before = reads().length;
  net.pass(ms - 1);
  expect(reads()).toHaveLength(before);
  net.pass(1);
  expect(reads()).toHaveLength(before + 1);
}

it('reads every second for the crew', async () => {
  view = 'moderator';
  socket.send(hello());
  await readsNextAfter(1_000);
});

it('spreads its readings by up to a quarter of their distance, so that a hall does not read at one moment', async () => {
  net.pass(2_000);
  for (const [at, ms] of [
    [0, 1_500],
    [1, 2_500],
  ] as const) {
    random = at;
    await readsNextAfter(ms);
  }
});

it('hears a welcome that says something else: an older copy of the forum, another epoch', async () => {
  for (const of of [{ rev: 9 }, { rev: 3 }, { rev: 3, epoch: 2 }]) {
    net.pass(2_000);
    await answers(welcome(of));
  }
  expect(heard.slice(2)).toEqual(['welcome', 'welcome']);
});

it('gives a command at once, and again where it has no answer', async () => {
  say(command('a'));
  expect(reads().at(-1)?.frames).toEqual([command('a')]);
  await answers(welcome());
  net.pass(2_000);
  expect(reads().at(-1)?.frames).toEqual([command('a')]);
  await answers(welcome(), { t: 'done', id: 'a', rev: 2 });
  net.pass(2_000);
  expect(reads().at(-1)?.frames).toEqual([]);
  expect(heard.at(-1)).toBe('done');
});

it('hears what a command came to, however long the reading that its hearer began takes', async () => {
  socket.onmessage = ({ data }) => {
    const { t } = JSON.parse(data);
    heard.push(t);
    if (t === 'welcome') say(command('a'));
  };
  net.pass(2_000);
  await answers(welcome({ epoch: 2 }));
  expect(reads()).toHaveLength(3);
  net.pass(4_000);
  expect(reads()).toHaveLength(3);
  await answers(welcome({ epoch: 2 }), { t: 'done', id: 'a', rev: 2 });
  expect(heard.at(-1)).toBe('done');
});

it('hears what a command came to though another session is looked at by then', async () => {
  say(command('a'));
  const before = reads().at(-1);
  before?.answers([welcome(), { t: 'state' }, { t: 'done', id: 'a', rev: 2 }]);
  session = 5;
  say({ t: 'watch', session });
  await net.settles();
  expect(heard.slice(2)).toEqual(['done']);
});

it('looks at another session with the next hello, and hears nothing more of the one before', async () => {
  net.pass(2_000);
  const before = reads().at(-1);
  session = 5;
  say({ t: 'watch', session });
  before?.answers([welcome(), { t: 'state' }]);
  await net.settles();
  await answers(welcome({ session: 5 }));
  expect(heard.slice(2)).toEqual(['welcome']);
  expect((reads().at(-1)?.body as unknown[] | undefined)?.[0]).toEqual(JSON.parse(hello()));
});

it('knows by itself that it is alive', () => {
  say({ t: 'ping' });
  expect([heard.at(-1), reads().length]).toEqual(['pong', 1]);
});

it('reads seldom while nobody sees the page', async () => {
  net.hidden = true;
  net.pass(2_000);
  await answers(welcome());
  net.pass(19_999);
  expect(reads()).toHaveLength(2);
  net.pass(1);
  expect(reads()).toHaveLength(3);
});

it('ends where two readings in a row bring nothing', async () => {
  for (let at = 0; at < 2; at += 1) {
    expect(closed).toBe(0);
    net.pass(2_000);
    net.pass(5_000);
    await net.settles();
  }
  expect([closed, socket.ending]).toEqual([1, 'cut']);
});

it('ends with a goodbye', async () => {
  net.pass(2_000);
  await answers({ t: 'bye', code: 'restart', reconnect: true, after_ms: 100 });
  expect([heard.at(-1), closed]).toEqual(['bye', 1]);
});

it('reads at once when somebody sees the page again, and not for every ping', async () => {
  net.hidden = true;
  net.pass(2_000);
  await answers(welcome());
  net.pass(5_000);
  say({ t: 'ping' });
  expect(reads()).toHaveLength(2);
  net.hidden = false;
  say({ t: 'ping' });
  expect(reads()).toHaveLength(3);
  say({ t: 'ping' });
  await answers(welcome());
  expect([reads().length, heard.slice(2)]).toEqual([3, ['pong', 'pong', 'pong']]);
});
