import { beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '$lib/net/connection';
import { Wayfinder } from '$lib/net/ways/wayfinder';
import { PlayedNet, type PlayedRequest } from '../../support/played-net';
import { welcome } from '../../support/surroundings';

let net: PlayedNet;
let connection: Connection;
let stands: string[];
let begun: number;

function starts(): void {
  connection = new Connection(
    {
      hello: () => ({ t: 'hello', token: 'p', view: 'participant' }),
      heard: () => {},
      begun: () => {
        begun += 1;
      },
      stands: (status) => stands.push(status),
    },
    net,
  );
  connection.start();
}

beforeEach(() => {
  net = new PlayedNet();
  net.ways = async () => Wayfinder;
  stands = [];
  begun = 0;
});

/** Time passes, and what was asked for in it is heard; the server says whether it is there as told. */
async function passes(seconds: number, isThere = true): Promise<void> {
  for (let at = 0; at < seconds; at += 1) {
    await net.settles();
    for (const request of net.of('/healthz')) {
      if (isThere) request.answersText('ok\n');
      else request.fails();
    }
    await net.settles();
    net.pass(1_000);
    await net.settles();
  }
}

const isAsked = ({ body }: { body: unknown }) => body === undefined;
const streams = () => net.of('/v1/stream').filter((request) => !isAsked(request));

async function fallsBack(): Promise<void> {
  starts();
  net.socket.ends();
  await passes(1);
  net.socket.ends();
  await passes(2);
  streams().at(-1)?.streams();
  streams().at(-1)?.says(welcome());
  await net.settles();
}

/** Sockets end one after the other, while who asks whether the server is there is answered so. */
async function answered(answers: (request: PlayedRequest) => void): Promise<void> {
  starts();
  for (let seconds = 0; seconds < 4; seconds += 1) {
    net.socket.ends();
    for (let turns = 0; turns < 2; turns += 1) {
      await net.settles();
      net.requests.filter(isAsked).forEach(answers);
    }
    await net.settles();
    net.pass(1_000);
    await net.settles();
  }
}

describe('whether the server is there', () => {
  it('is asked where a server that is says so without a fault in the console', async () => {
    await fallsBack();
    expect(net.of('/v1/stream').filter(isAsked)).toEqual([]);
  });

  it('is asked of a path that takes no GET, where nobody may ask whether it lives', async () => {
    await answered((request) => {
      if (request.path === '/healthz') request.answers({}, { status: 403 });
      else request.answers({ code: 'method_not_allowed' }, { status: 405 });
    });
    expect(streams().length).toBeGreaterThan(0);
  });

  it('is not believed of one who answers everything with a page of its own', async () => {
    await answered((request) => request.answersText('<!doctype html><title>Welcome to the hotel</title>'));
    expect(streams()).toEqual([]);
  });
});

describe('where no socket is let through', () => {
  it('a connection is live over a stream within seconds, and says so to this tab', async () => {
    await fallsBack();
    expect([stands.at(-1), begun]).toEqual(['live', 1]);
    expect(net.tab?.getItem('majlis.way')).toContain('"stream"');
    expect(connection.send({ t: 'ping' })).toBe(true);
    expect(net.of('/v1/do')).toHaveLength(1);
  });

  it('one that hangs is given up after five seconds', async () => {
    starts();
    await passes(7);
    expect(streams()).toHaveLength(1);
  });

  it('a socket that is let through again takes its place without a word', async () => {
    await fallsBack();
    const [stream] = streams();
    const before = stands.length;
    net.wakes(true);
    await passes(1);
    const { socket } = net;
    socket.opens();
    expect(socket.of('hello')).toHaveLength(1);
    expect(stream?.signal.aborted).toBe(false);
    socket.says(welcome());
    expect(stream?.signal.aborted).toBe(true);
    expect(new Set(stands.slice(before))).toEqual(new Set(['live']));
    expect([begun, net.tab?.getItem('majlis.way')]).toEqual([2, null]);
    connection.send({ t: 'ping' });
    expect(socket.of('ping')).toHaveLength(1);
  });

  it('a socket beside it that is not welcomed is let go of, and nothing else happens', async () => {
    await fallsBack();
    net.wakes(true);
    await passes(1);
    const { socket } = net;
    for (let second = 0; second < 6; second += 1) {
      streams().at(-1)?.says({ t: 'pong' });
      await passes(1);
    }
    expect([socket.closed, stands.at(-1), begun]).toEqual([true, 'live', 1]);
  });

  it('the page that is loaded anew goes the same way first', async () => {
    net.tab?.setItem('majlis.way', JSON.stringify({ way: 'stream', until: net.now() + 60_000 }));
    starts();
    await net.settles();
    expect([net.sockets.length, streams().length]).toEqual([0, 1]);
  });

  it('and waits no longer than three seconds for the script that knows how: a request may hang', async () => {
    net.tab?.setItem('majlis.way', JSON.stringify({ way: 'stream', until: net.now() + 60_000 }));
    let comes = (_: typeof Wayfinder) => {};
    net.ways = () =>
      new Promise((resolve) => {
        comes = resolve;
      });
    starts();
    await passes(2);
    expect(net.sockets).toHaveLength(0);
    await passes(1);
    net.socket.opens();
    net.socket.says(welcome());
    comes(Wayfinder);
    await net.settles();
    expect([stands.at(-1), net.sockets.length, streams().length]).toEqual(['live', 1, 0]);
  });

  it('and makes one connection where it is woken up meanwhile', async () => {
    net.tab?.setItem('majlis.way', JSON.stringify({ way: 'stream', until: net.now() + 60_000 }));
    starts();
    net.wakes();
    await net.settles();
    await passes(4);
    expect([net.sockets.length, streams().length]).toEqual([1, 0]);
  });

  it('and for ten minutes at most, for the network may be another one', async () => {
    net.tab?.setItem('majlis.way', JSON.stringify({ way: 'stream', until: net.now() - 1 }));
    starts();
    await net.settles();
    expect([net.sockets.length, streams().length]).toEqual([1, 0]);
  });
});

it('where the server is down, nobody is on a stream when it is back', async () => {
  starts();
  for (let at = 0; at < 8; at += 1) {
    net.socket.ends();
    await passes(3, false);
  }
  expect(streams()).toEqual([]);
  net.wakes();
  net.socket.opens();
  net.socket.says(welcome());
  expect(stands.at(-1)).toBe('live');
});

it('where its script does not come, sockets go on', async () => {
  net.ways = async () => undefined;
  await fallsBack();
  expect([streams().length, net.sockets.length > 2]).toEqual([0, true]);
});

it('once stopped, nothing goes on', async () => {
  await fallsBack();
  const [stream] = streams();
  connection.stop();
  const asked = net.requests.length;
  await passes(60);
  expect([stream?.signal.aborted, net.requests.length]).toEqual([true, asked]);
});
