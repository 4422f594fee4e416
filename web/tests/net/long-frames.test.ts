import { beforeEach, expect, it } from 'vitest';
import { Connection } from '$lib/net/connection';
import { remember } from '$lib/net/remembered-way';
import { Wayfinder } from '$lib/net/ways/wayfinder';
import type { ClientFrame } from '$lib/protocol/generated/protocol';
import { PlayedNet } from '../support/played-net';
import { type PlayedSocket, welcome } from '../support/surroundings';

const limit = 1_000;

let device: PlayedNet;
let heard: unknown[];
let stands: string[];
let connection: Connection;

/** A command whose text has so many letters of two bytes. */
const note = (id: string, letters: number): ClientFrame => ({
  t: 'do',
  id,
  command: { do: 'note', session: 1, version: 1, text: 'ا'.repeat(letters) },
});
const long = note('a', 500);
const done = (id: string) => ({ t: 'done', id, rev: 4 });
const posted = () => device.of('/v1/do');
const socket = () => device.socket as PlayedSocket;

beforeEach(async () => {
  device = new PlayedNet();
  device.ways = async () => Wayfinder;
  heard = [];
  stands = [];
  connection = made();
  goesLive();
});

function made(): Connection {
  const connection = new Connection(
    {
      hello: () => ({ t: 'hello', token: 'o', view: 'organiser', session: 1, have: { 1: [1, 9] } }),
      heard: (frame) => heard.push(frame),
      begun: () => {},
      stands: (status) => stands.push(status),
    },
    device,
  );
  connection.start();
  return connection;
}

function goesLive(): void {
  socket().opens();
  socket().says(welcome({ limits: { frame: limit, unanswered: 8, rate: 20 } }));
  heard = [];
}

it('goes by a request that says hello, and its answer is heard like any other', async () => {
  expect(connection.send(long)).toBe(true);
  connection.send(note('b', 10));
  await device.settles();
  expect(
    socket()
      .of('do')
      .map(({ id }) => id),
  ).toEqual(['b']);
  expect(posted().map(({ body }) => body)).toEqual([[{ t: 'hello', token: 'o', view: 'organiser', session: 1 }, long]]);
  posted()[0]?.answers([done('a')]);
  await device.settles();
  expect(heard).toEqual([done('a')]);
});

it('is measured in bytes, as the server measures it', async () => {
  const around = JSON.stringify(note('a', 0)).length;
  const fits = Math.floor((limit - around) / 2);
  connection.send(note('a', fits));
  connection.send(note('b', fits + 1));
  await device.settles();
  expect(
    socket()
      .of('do')
      .map(({ id }) => id),
  ).toEqual(['a']);
  expect(posted()).toHaveLength(1);
});

it('goes again until it is answered, however long that takes, and the connection stands', async () => {
  connection.send(long);
  for (let at = 0; at < 8; at += 1) {
    await device.settles();
    socket().says({ t: 'pong' });
    if (at < 6) posted().at(-1)?.fails();
    else
      posted()
        .at(-1)
        ?.answers([{ t: 'refused', id: 'other', code: 'busy' }]);
    await device.settles();
    device.pass(3_000);
  }
  await device.settles();
  expect(posted()).toHaveLength(9);
  posted()
    .at(-1)
    ?.answers([done('a')]);
  await device.settles();
  expect(heard).toContainEqual(done('a'));
  expect(stands).toEqual(['connecting', 'live']);
});

it('is let go of with its connection: whoever gave it gives it to the next one', async () => {
  connection.send(long);
  await device.settles();
  socket().ends();
  await device.settles();
  expect(posted()[0]?.signal.aborted).toBe(true);
  device.pass(1_000);
  goesLive();
  connection.send(long);
  await device.settles();
  expect(posted()).toHaveLength(2);
  posted()[1]?.answers([done('a')]);
  await device.settles();
  expect(heard).toEqual([done('a')]);
});

it('waits for the script that takes it', async () => {
  device.ways = async () => undefined;
  connection.send(long);
  await device.settles();
  device.ways = async () => Wayfinder;
  device.pass(3_000);
  await device.settles();
  expect(posted()).toHaveLength(1);
});

it('says nothing of how the connection stands: that the socket does', async () => {
  connection.send(long);
  await device.settles();
  posted()[0]?.answers([{ t: 'bye', code: 'full', reconnect: true, after_ms: 100 }]);
  await device.settles();
  expect([heard, stands]).toEqual([[], ['connecting', 'live']]);
});

it('goes the way of the connection where that is by requests', async () => {
  connection.stop();
  device = new PlayedNet();
  device.ways = async () => Wayfinder;
  remember(device.tab, 'stream', device.now());
  device.pass(1_000);
  connection = made();
  await device.settles();
  const [stream] = device.of('/v1/stream');
  stream?.streams();
  await device.settles();
  stream?.says(welcome({ limits: { frame: limit, unanswered: 8, rate: 20 } }));
  await device.settles();
  expect(connection.send(long)).toBe(true);
  await device.settles();
  expect(posted()).toHaveLength(1);
  expect(posted()[0]?.body).toMatchObject([{ t: 'hello', line: expect.any(String) }, { id: 'a' }]);
});
