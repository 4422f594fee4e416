import { beforeEach, expect, it } from 'vitest';
import { EarlySocket } from '$lib/net/early-socket';

/** A socket that is played, and what was said on it. */
class Played {
  readyState: number = WebSocket.CONNECTING;
  sent: string[] = [];
  onopen?: () => void;
  onmessage?: (heard: { data: string }) => void;
  onclose?: () => void;

  send = (frame: string) => this.sent.push(frame);
  close = () => {
    this.readyState = WebSocket.CLOSED;
    this.onclose?.();
  };

  opens() {
    this.readyState = WebSocket.OPEN;
    this.onopen?.();
  }
}

let played: Played;
let early: EarlySocket;
let heard: string[];

beforeEach(() => {
  played = new Played();
  early = new EarlySocket(played as unknown as WebSocket);
  heard = [];
});

/** Takes the socket as a connection does, which says hello as soon as it hears that it is open. */
async function take(hello = 'hello') {
  const socket = early.taken();
  if (!socket) return;
  socket.onopen = () => socket.send(hello);
  socket.onmessage = ({ data }) => heard.push(String(data));
  socket.onclose = () => heard.push('closed');
  await Promise.resolve();
}

it('says the first frame before anybody has taken it, who then hears what was answered', async () => {
  early.begin('hello');
  played.opens();
  played.onmessage?.({ data: 'welcome' });
  expect(played.sent).toEqual(['hello']);
  await take();
  played.onmessage?.({ data: 'state' });
  expect([played.sent, heard]).toEqual([['hello'], ['welcome', 'state']]);
});

it('that nobody let begin says what its taker says', async () => {
  await take();
  played.opens();
  expect(played.sent).toEqual(['hello']);
});

it('says everything that comes after the first frame, also the same again', async () => {
  early.begin('hello');
  played.opens();
  await take();
  early.send('ping');
  early.send('hello');
  expect(played.sent).toEqual(['hello', 'ping', 'hello']);
});

it('whose taker says another first frame is closed, for the server ends what says two, and nothing it answered is heard', async () => {
  early.begin('hello');
  played.opens();
  played.onmessage?.({ data: 'welcome' });
  await take('hello of another');
  expect([played.sent, played.readyState, heard]).toEqual([['hello'], WebSocket.CLOSED, ['closed']]);
});

it('that was taken already is not begun', async () => {
  await take();
  early.begin('hello');
  played.opens();
  expect(played.sent).toEqual(['hello']);
});

it('that has closed meanwhile is not to be had, and that closes later tells its taker', async () => {
  await take();
  played.close();
  expect(heard).toEqual(['closed']);
  expect(early.taken()).toBeUndefined();
});
