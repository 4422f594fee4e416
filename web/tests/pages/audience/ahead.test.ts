import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { Joined } from '$lib/net/join';
import { ahead } from '../../../src/pages/audience/ahead';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import { joined as first } from '../../support/audience';
import { welcome } from '../../support/surroundings';

const joined: Joined = { ...first, session: 4 };

let sockets: PlayedWebSocket[];

/** The browser's socket, with the test as its other side. */
class PlayedWebSocket {
  static readonly CONNECTING = 0;
  static readonly OPEN = 1;
  readyState: number = PlayedWebSocket.CONNECTING;
  readonly sent: Record<string, unknown>[] = [];
  onopen?: (opened: Event) => void;
  onmessage?: (heard: { data: string; timeStamp: number }) => void;
  onclose?: (closed: { code: number }) => void;

  constructor() {
    sockets.push(this);
  }

  send = (frame: string) => this.sent.push(JSON.parse(frame));
  close = () => this.onclose?.({ code: 1000 });

  opens(): void {
    this.readyState = PlayedWebSocket.OPEN;
    this.onopen?.(new Event('open'));
  }
}

beforeEach(() => {
  sockets = [];
  localStorage.clear();
  vi.stubGlobal('WebSocket', PlayedWebSocket);
  vi.stubGlobal('fetch', async () => Response.json(joined));
});
afterEach(() => vi.unstubAllGlobals());

it.each([
  ['hall', joined],
  ['forum', { ...joined, hall: null, session: null }],
])('who begins behind the code of a %s says hello once, ahead of the page, which goes on with it', async (_, found) => {
  vi.stubGlobal('fetch', async () => Response.json(found));
  const catalogue = { ar: async () => ({}), en: async () => ({}) };
  ahead.begin(new URL('https://m.test/j/471234') as unknown as Location, catalogue as never);
  const [socket] = sockets;
  if (!socket) throw new Error('no socket was opened');
  socket.opens();
  await vi.waitFor(() => expect(socket.sent).toHaveLength(1));
  socket.onmessage?.({ data: JSON.stringify(welcome()), timeStamp: 0 });

  const page = new AudiencePage(await ahead.identities.join('471234'));
  page.start();
  await vi.waitFor(() => expect(page.live.status).toBe('live'));
  page.live.stop();
  expect(sockets).toHaveLength(1);
  expect(socket.sent.filter(({ t }) => t === 'hello')).toHaveLength(1);
});
