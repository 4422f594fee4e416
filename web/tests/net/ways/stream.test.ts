import { beforeEach, describe, expect, it } from 'vitest';
import { StreamSocket } from '$lib/net/ways/stream';
import { PlayedNet, type PlayedRequest } from '../../support/played-net';
import { welcome } from '../../support/surroundings';

let net: PlayedNet;
let socket: StreamSocket;
let heard: Record<string, unknown>[];
let closed: number;

const hello = { t: 'hello', token: 'p', view: 'participant', session: 1, have: { 0: [1, 2] } };
const say = (frame: unknown) => socket.send(JSON.stringify(frame));
const command = (id: string) => ({ t: 'do', id, command: { do: 'undo', act: 1 } });
const last = (path: string): PlayedRequest => {
  const request = net.of(path).at(-1);
  if (!request) throw new Error(`nothing asked for ${path}`);
  return request;
};

beforeEach(async () => {
  net = new PlayedNet();
  heard = [];
  closed = 0;
  socket = new StreamSocket(net);
  socket.onopen = () => say(hello);
  socket.onmessage = ({ data }) => heard.push(JSON.parse(data));
  socket.onclose = () => {
    closed += 1;
  };
  await net.settles();
});

async function isLive(): Promise<void> {
  last('/v1/stream').streams();
  last('/v1/stream').says(welcome());
  await net.settles();
}

it('says hello as it is, with the name of a line, and hears frames in their order', async () => {
  expect(last('/v1/stream').body).toEqual({ ...hello, line: expect.stringMatching(/^[0-9a-f]{16}$/) });
  await isLive();
  last('/v1/stream').says({ t: 'state', topic: 1 }, { t: 'mine' });
  await net.settles();
  expect(heard.map(({ t }) => t)).toEqual(['welcome', 'state', 'mine']);
});

it('looks at another session on another stream, which knows nothing of it, and hears the one before no more', async () => {
  await isLive();
  const before = last('/v1/stream');
  say({ t: 'watch', session: 5 });
  expect(before.signal.aborted).toBe(true);
  await isLive();
  const { have, ...rest } = hello;
  const { line, ...said } = last('/v1/stream').body as Record<string, unknown>;
  expect(said).toEqual({ ...rest, session: 5 });
  expect(line).not.toBe((before.body as { line: string }).line);
  say({ t: 'ping' });
  expect(last('/v1/do').body).toEqual([{ ...rest, session: 5, line }, { t: 'ping' }]);
  expect(closed).toBe(0);
});

describe('what is said beside it', () => {
  beforeEach(isLive);

  it('goes one request after the other, each with all that gathered, and is answered there', async () => {
    for (const id of ['a', 'b', 'c']) say(command(id));
    expect(net.of('/v1/do').map(({ frames }) => frames.map(({ id }) => id))).toEqual([['a']]);
    last('/v1/do').answers([{ t: 'done', id: 'a', rev: 1 }]);
    await net.settles();
    expect(last('/v1/do').frames.map(({ id }) => id)).toEqual(['b', 'c']);
    expect(heard.at(-1)).toEqual({ t: 'done', id: 'a', rev: 1 });
  });

  it('has eight frames a request at most', async () => {
    for (let at = 0; at < 11; at += 1) say(command(`${at}`));
    last('/v1/do').answers([{ t: 'done', id: '0', rev: 1 }]);
    await net.settles();
    expect(last('/v1/do').frames).toHaveLength(8);
  });

  it('goes again, before what came after it, where a command has no answer', async () => {
    for (const id of ['a', 'b']) say(command(id));
    last('/v1/do').answers([]);
    await net.settles();
    net.pass(500);
    expect(last('/v1/do').frames.map(({ id }) => id)).toEqual(['a', 'b']);
  });

  it('goes again for as long as the server answers without it, and leaves the stream as it is', async () => {
    say(command('a'));
    let requests = 0;
    for (let second = 0; second < 30; second += 1) {
      last('/v1/do').answers([]);
      last('/v1/stream').says({ t: 'pong' });
      await net.settles();
      net.pass(1_000);
      requests = net.of('/v1/do').length;
    }
    expect([closed, requests > 20]).toEqual([0, true]);
    last('/v1/do').answers([{ t: 'done', id: 'a', rev: 1 }]);
    await net.settles();
    expect(heard.at(-1)).toEqual({ t: 'done', id: 'a', rev: 1 });
  });

  it('goes again when the server wants it, where that says so', async () => {
    say(command('a'));
    last('/v1/do').answers({}, { status: 503, headers: { 'Retry-After': '2' } });
    await net.settles();
    net.pass(1_999);
    expect(net.of('/v1/do')).toHaveLength(1);
    net.pass(1);
    expect(net.of('/v1/do')).toHaveLength(2);
  });

  it('is given up with the stream where nothing is answered for nine seconds, and what is in passing does not go again', async () => {
    say({ t: 'ping' });
    say(command('a'));
    for (let second = 0; second < 14 && closed === 0; second += 1) {
      for (const request of net.of('/v1/do')) request.fails();
      last('/v1/stream').says({ t: 'pong' });
      await net.settles();
      net.pass(1_000);
      await net.settles();
    }
    expect([closed, socket.ending]).toEqual([1, 'cut']);
    expect(net.of('/v1/do').filter(({ frames }) => frames.some(({ t }) => t === 'ping'))).toHaveLength(1);
  });

  it('ends it where the answer is a goodbye', async () => {
    say(command('a'));
    last('/v1/do').answers([{ t: 'bye', code: 'revoked', reconnect: false, after_ms: 0 }]);
    await net.settles();
    expect([heard.at(-1)?.t, closed]).toEqual(['bye', 1]);
  });
});

describe('it is mute', () => {
  it('without a welcome in five seconds', async () => {
    last('/v1/stream').streams();
    net.pass(4_000);
    expect(closed).toBe(0);
    net.pass(1_000);
    expect([closed, socket.ending]).toEqual([1, 'mute']);
    expect(last('/v1/stream').signal.aborted).toBe(true);
  });

  it('when nothing came through it for nine seconds, whatever requests are answered beside it', async () => {
    await isLive();
    for (let second = 0; second < 9; second += 1) {
      say(command(`${second}`));
      last('/v1/do').answers([{ t: 'done', id: `${second}`, rev: 1 }]);
      await net.settles();
      net.pass(1_000);
    }
    expect([closed, socket.ending]).toEqual([1, 'mute']);
  });

  it('not while anything comes', async () => {
    await isLive();
    for (let second = 0; second < 30; second += 3) {
      last('/v1/stream').says({ t: 'pong' });
      await net.settles();
      net.pass(3_000);
    }
    expect(closed).toBe(0);
  });
});

it.each([
  ['a page of a proxy', (request: PlayedRequest) => request.streams('text/html')],
  ['an older node', (request: PlayedRequest) => request.answers({}, { status: 404 })],
  ['no network', (request: PlayedRequest) => request.fails()],
] as const)('%s is no stream', async (_, answer) => {
  answer(last('/v1/stream'));
  await net.settles();
  expect([closed, socket.ending]).toEqual([1, 'refused']);
});

it('is cut where it ends, and closes once', async () => {
  await isLive();
  last('/v1/stream').ends();
  await net.settles();
  net.pass(60_000);
  expect([closed, socket.ending]).toEqual([1, 'cut']);
});

it('says nothing more once it was let go of', async () => {
  await isLive();
  say(command('a'));
  const [stream, posted] = [last('/v1/stream'), last('/v1/do')];
  socket.close();
  expect([stream.signal.aborted, posted.signal.aborted]).toEqual([true, true]);
  await net.settles();
  net.pass(60_000);
  expect([closed, heard.length]).toEqual([0, 1]);
});
