import { beforeEach, describe, expect, it } from 'vitest';
import { Connection } from '$lib/net/connection';
import { PlayedDevice, welcome } from '../support/surroundings';

let device: PlayedDevice;
let connection: Connection;
let stands: (string | undefined)[];
let begun: number;

beforeEach(() => {
  device = new PlayedDevice();
  stands = [];
  begun = 0;
  connection = new Connection(
    {
      hello: () => ({ t: 'hello', token: 'p', view: 'participant' }),
      heard: () => {},
      begun: () => {
        begun += 1;
      },
      stands: (status, ended) => stands.push(ended === undefined ? status : `${status}: ${ended}`),
    },
    device,
  );
  connection.start();
});

/** At the device's random, which is in the middle. */
const firstWait = 250;

function goesLive() {
  device.socket.opens();
  device.socket.says(welcome());
}

it('says hello first, and is live from the welcome on', () => {
  expect(connection.send({ t: 'ping' })).toBe(false);
  device.socket.opens();
  expect(device.socket.sent).toEqual([{ t: 'hello', token: 'p', view: 'participant' }]);
  expect(connection.send({ t: 'ping' })).toBe(false);
  device.socket.says(welcome());
  expect(connection.send({ t: 'watch', session: 2 })).toBe(true);
  expect(stands).toEqual(['connecting', 'live']);
});

it('begins once with each socket, however many welcomes come on it', () => {
  goesLive();
  device.socket.says(welcome({ session: 2 }));
  expect(begun).toBe(1);
  device.socket.ends();
  device.pass(firstWait);
  goesLive();
  expect(begun).toBe(2);
});

describe('coming back', () => {
  const comesAfter = (wait: number) => {
    device.socket.ends();
    const before = device.sockets.length;
    device.pass(wait - 1);
    expect(device.sockets).toHaveLength(before);
    device.pass(1);
    expect(device.sockets).toHaveLength(before + 1);
  };

  it('happens soon the first time, then after longer and longer waits, until a welcome', () => {
    for (const wait of [firstWait, 500, 1_000, 1_000, 1_000, 2_000, 4_000, 8_000, 8_000]) comesAfter(wait);
    goesLive();
    comesAfter(firstWait);
    expect(stands.at(-1)).toBe('reconnecting');
  });

  it('of a page that nobody sees happens once a minute after the third attempt, and at once when it is shown', () => {
    device.hidden = true;
    for (const wait of [firstWait, 500, 1_000, 60_000, 60_000]) comesAfter(wait);
    device.socket.ends();
    const before = device.sockets.length;
    device.hidden = false;
    device.wakes();
    expect(device.sockets).toHaveLength(before + 1);
  });

  it('waits as long as the server said, and a little of its own', () => {
    goesLive();
    device.socket.says({ t: 'bye', code: 'restart', reconnect: true, after_ms: 4_000 });
    device.socket.ends(4000);
    device.pass(4_999);
    expect(device.sockets).toHaveLength(1);
    device.pass(1);
    expect(device.sockets).toHaveLength(2);
  });

  it('happens at once when the device wakes up', () => {
    device.socket.ends();
    device.pass(firstWait);
    device.socket.ends();
    device.wakes();
    expect(device.sockets).toHaveLength(3);
    device.pass(4_999);
    expect(device.sockets).toHaveLength(3);
  });

  it('begins anew when the device wakes up: an attempt from before slept with it', () => {
    const [asleep] = device.sockets;
    device.wakes();
    expect(asleep?.closed).toBe(true);
    expect(device.sockets).toHaveLength(2);
    goesLive();
    expect(stands.at(-1)).toBe('live');
  });

  it('counts anew from when the device woke up, however often it failed before', () => {
    for (const wait of [firstWait, 500, 1_000, 1_000, 1_000]) comesAfter(wait);
    device.wakes();
    comesAfter(firstWait);
  });

  it('does not happen before the server wants it, though the device wakes up', () => {
    goesLive();
    device.socket.says({ t: 'bye', code: 'restart', reconnect: true, after_ms: 4_000 });
    device.socket.ends(4000);
    device.pass(3_999);
    device.wakes();
    expect(device.sockets).toHaveLength(1);
    device.pass(1);
    device.wakes();
    expect(device.sockets).toHaveLength(2);
  });

  it('does not happen when the server said so, whether in its last frame or in the close code alone', () => {
    goesLive();
    device.socket.says({ t: 'bye', code: 'revoked', reconnect: false, after_ms: 0 });
    device.socket.ends(4106);
    expect(stands.at(-1)).toBe('ended: revoked');
    device.pass(60_000);
    device.wakes();
    expect(device.sockets).toHaveLength(1);
  });

  it('does not happen after a close code from 4100 on', () => {
    device.socket.opens();
    device.socket.ends(4105);
    expect(stands.at(-1)).toBe('ended: token_expired');
  });
});

describe('silence', () => {
  beforeEach(goesLive);

  it('is broken after four seconds', () => {
    device.pass(3_999);
    expect(device.socket.of('ping')).toHaveLength(0);
    device.pass(1_001);
    expect(device.socket.of('ping')).toHaveLength(1);
    device.socket.says({ t: 'pong' });
  });

  it('of nine seconds is the end of a connection, also where the server hears us', () => {
    const { socket } = device;
    device.pass(9_000);
    expect(socket.closed).toBe(true);
    expect(stands.at(-1)).toBe('reconnecting');
  });

  it('of our own is broken even while the server talks: it must hear us too', () => {
    for (let second = 0; second < 42; second += 1) {
      device.pass(1_000);
      device.socket.says({ t: 'pulse' });
    }
    expect(device.socket.of('ping')).toHaveLength(2);
  });

  it('is not waited for after the device slept: what was there must answer within three seconds', () => {
    const { socket } = device;
    device.wakes();
    expect(socket.of('ping')).toHaveLength(1);
    device.pass(3_000);
    expect(socket.closed).toBe(true);
  });

  it('after the device slept is over with the first answer', () => {
    device.wakes();
    device.socket.says({ t: 'pong' });
    device.pass(3_000);
    expect(device.sockets).toHaveLength(1);
  });

  it('before the welcome ends an attempt as well: soon the first times, as another way may be open', () => {
    device.socket.ends();
    device.pass(firstWait);
    for (const [attempt, patience] of [
      [1, 5_000],
      [2, 9_000],
    ] as const) {
      device.pass(patience - 1_000);
      expect(device.sockets[attempt]?.closed).toBe(false);
      device.pass(2_000);
      expect(device.sockets[attempt]?.closed).toBe(true);
    }
  });
});

it('stops for good, and leaves nothing running', () => {
  goesLive();
  connection.stop();
  device.pass(60_000);
  device.wakes();
  expect(device.sockets).toHaveLength(1);
  expect(device.socket.closed).toBe(true);
});
