import { createServer, type IncomingMessage, request, type ServerResponse } from 'node:http';
import { type AddressInfo, connect, type Socket } from 'node:net';
import type { Duplex } from 'node:stream';

/** What the network between the devices and the server does; a test changes it as it goes. */
interface Manners {
  /** What becomes of a WebSocket: it passes, is refused, or is never answered. */
  upgrades: 'pass' | 'refuse' | 'hang';
  /** Ends every WebSocket so long after it began. */
  cutsAfterMs: number | undefined;
  /** Holds answers back until they are whole, as some proxies and virus scanners do. */
  buffers: boolean;
}

/** A proxy before a test's server, as halls have them. */
export class HallProxy implements Manners {
  upgrades: Manners['upgrades'] = 'pass';
  cutsAfterMs: Manners['cutsAfterMs'];
  buffers = false;
  /** Every address that was asked for. */
  readonly asked: string[] = [];
  readonly #upstream: { host: string; port: number };
  readonly #server = createServer((asks, answers) => this.#passOn(asks, answers));
  readonly #sockets = new Set<Duplex>();
  readonly #open = new Set<Duplex>();

  private constructor(upstream: URL) {
    this.#upstream = { host: upstream.hostname, port: Number(upstream.port) };
    this.#server.on('connection', (socket) => this.#holds(socket));
    this.#server.on('upgrade', (asks, socket, head) => this.#upgrade(asks, socket, head));
  }

  static async before(url: string): Promise<HallProxy> {
    const proxy = new HallProxy(new URL(url));
    await new Promise<void>((resolve) => proxy.#server.listen(0, '127.0.0.1', resolve));
    return proxy;
  }

  /** An address of the server, by way of this. */
  by(address: string): string {
    const { pathname, search, hash } = new URL(address);
    return `http://127.0.0.1:${(this.#server.address() as AddressInfo).port}${pathname}${search}${hash}`;
  }

  /** How many WebSockets pass through now. */
  get webSockets(): number {
    return this.#open.size;
  }

  async stop(): Promise<void> {
    const stopped = new Promise((resolve) => this.#server.close(resolve));
    for (const socket of this.#sockets) socket.destroy();
    await stopped;
  }

  #holds(socket: Duplex): void {
    this.#sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => this.#sockets.delete(socket));
  }

  #passOn(asks: IncomingMessage, answers: ServerResponse): void {
    this.asked.push(asks.url ?? '');
    const { method, headers, url: path } = asks;
    const onwards = request({ ...this.#upstream, method, headers, path }, (came) => {
      const held: Buffer[] = [];
      if (!this.buffers) {
        answers.writeHead(came.statusCode ?? 502, came.headers);
        came.pipe(answers);
        return;
      }
      came.on('data', (bytes) => held.push(bytes));
      came.on('end', () => answers.writeHead(came.statusCode ?? 502, came.headers).end(Buffer.concat(held)));
    });
    onwards.on('error', () => answers.destroy());
    answers.on('close', () => onwards.destroy());
    asks.pipe(onwards);
  }

  #upgrade(asks: IncomingMessage, socket: Duplex, head: Buffer): void {
    this.asked.push(asks.url ?? '');
    if (this.upgrades === 'hang') return;
    if (this.upgrades === 'refuse') {
      socket.end('HTTP/1.1 400 Bad Request\r\nConnection: close\r\nContent-Length: 0\r\n\r\n');
      return;
    }
    this.#tunnel(asks, socket, head);
  }

  #tunnel({ method, url, rawHeaders }: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onwards: Socket = connect(this.#upstream);
    this.#holds(onwards);
    this.#open.add(socket);
    const lines = rawHeaders.flatMap((name, at) => (at % 2 === 0 ? [`${name}: ${rawHeaders[at + 1]}`] : []));
    onwards.write(`${method} ${url} HTTP/1.1\r\n${lines.join('\r\n')}\r\n\r\n`);
    onwards.write(head);
    socket.pipe(onwards).pipe(socket);
    const cuts = this.cutsAfterMs === undefined ? undefined : setTimeout(() => socket.destroy(), this.cutsAfterMs);
    onwards.on('close', () => socket.destroy());
    socket.on('close', () => {
      clearTimeout(cuts);
      this.#open.delete(socket);
      onwards.destroy();
    });
  }
}
