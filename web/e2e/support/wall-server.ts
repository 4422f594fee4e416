import type { Page, WebSocketRoute } from '@playwright/test';
import { type Role, type ServerFrame, topics } from '../../src/lib/protocol/generated/protocol';
import type { Hall } from './hall';

type Frame = ServerFrame<unknown, unknown>;

/** A QR code's place: its three marks, and dark and light squares with nothing to read in them. */
function squares(): string {
  const size = 25;
  const quiet = 4;
  const marks = [
    [0, 0],
    [size - 7, 0],
    [0, size - 7],
  ] as const;
  const isFree = (x: number, y: number) =>
    marks.every(([mx, my]) => Math.max(Math.abs(x - mx - 3), Math.abs(y - my - 3)) > 4);
  const isDark = (at: number) => (Math.imul(at + 1, 2_654_435_769) >>> 16) % 2 === 0;
  const noise = Array.from({ length: size * size }, (_, at) => at)
    .filter((at) => isFree(at % size, Math.floor(at / size)) && isDark(at))
    .map((at) => `M${at % size} ${Math.floor(at / size)}h1v1h-1z`);
  const rings = marks.map(([x, y]) => `M${x} ${y}h7v7h-7zM${x + 1} ${y + 1}v5h5v-5zM${x + 2} ${y + 2}h3v3h-3z`);
  const box = `${-quiet} ${-quiet} ${size + 2 * quiet} ${size + 2 * quiet}`;
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="${box}"><path d="${[...noise, ...rings].join('')}"/></svg>`;
}

/** Tells a page what a server would, in the frames of the protocol: what it does with them is what is tested. */
export class WallServer {
  readonly commands: Record<string, unknown>[] = [];
  /** What a wall said last of what stands on it. */
  shown: unknown;
  #socket: WebSocketRoute | undefined;
  #isCut = false;
  /** How often it was said hello to. */
  hellos = 0;
  /** The revision that was told last. */
  rev = 1;
  #polls: number[] = [];

  constructor(
    readonly hall: Hall,
    private readonly view: Role = 'screen',
    /** The server's clock. */
    private readonly now: () => number = Date.now,
  ) {}

  async serve(page: Page): Promise<void> {
    await page.route(/\/v1\/qr(\/|$)/, (route) => route.fulfill({ contentType: 'image/svg+xml', body: squares() }));
    // What is played here is the socket alone: no other way leads to whoever serves the page.
    await page.route('**/v1/stream', (route) => route.abort());
    await page.routeWebSocket('**/v1/live', (socket) => {
      if (this.#isCut) return void socket.close({ code: 1001 });
      this.#socket = socket;
      socket.onMessage((text) => this.#heard(JSON.parse(String(text))));
    });
  }

  /** Tells everything anew, after the test changed the hall. */
  tell(): void {
    this.rev += 1;
    const {
      agenda,
      session,
      questions,
      on,
      next,
      counts,
      stars,
      screen,
      polls,
      leaders,
      pulse,
      waiting,
      acts,
      award,
      jury,
      statements,
      opinions,
      ideas,
      board,
      results,
      recommendations,
      drafts,
      stands,
      remarks,
      interest,
      speaking,
      speakers,
    } = this.hall;
    this.#polls = polls.map(({ poll }) => topics.polls + poll);
    const focus = [{ session: session.session }];
    this.#state(topics.agenda, { ...agenda, halls: agenda.halls.map((hall) => ({ focus, ...hall })) });
    this.#state(topics.session, { ...session, polls: polls.map(({ poll }) => poll) });
    for (const poll of polls) this.#state(topics.polls + poll.poll, poll);
    this.#state(topics.questions, { total: questions.length, items: questions });
    this.#state(topics.stage, { version: this.rev, on, next });
    this.#state(topics.counts, counts);
    this.#state(topics.feedback, { stars });
    if (leaders) this.#state(topics.leaders, leaders);
    this.#state(topics.screen, screen);
    if (waiting) this.#state(topics.waiting, { total: waiting.length, items: waiting });
    if (acts) this.#state(topics.acts, { acts });
    if (award) {
      const { plan, ...alone } = award;
      this.#state(topics.award, alone);
      this.#state(topics.award_plan, { session: award.session, plan });
    }
    if (statements) this.#state(topics.statements, statements);
    if (opinions) this.#state(topics.opinions, opinions);
    if (jury) this.#state(topics.jury, jury);
    if (ideas) this.#state(topics.ideas, ideas);
    if (board) this.#state(topics.board, board);
    if (recommendations) this.#state(topics.recommendations, recommendations);
    if (drafts) this.#state(topics.drafts, drafts);
    if (results) this.#state(topics.results, { items: results });
    if (stands) this.#state(topics.stands, stands);
    if (remarks) this.#state(topics.remarks, remarks);
    if (interest) this.#state(topics.interest, interest);
    if (speaking) this.#state(topics.speaking, speaking);
    if (speakers) this.#state(topics.speakers, speakers);
    this.send({ t: 'pulse', ...pulse });
  }

  /** The connection ends without a word, and no other comes through. */
  async cut(): Promise<void> {
    this.#isCut = true;
    await this.#socket?.close({ code: 1001 });
  }

  send(frame: Frame): void {
    this.#socket?.send(JSON.stringify(frame));
  }

  /** Loses the connection. */
  drop(): void {
    void this.#socket?.close();
  }

  #state(topic: number, view: unknown): void {
    this.send({ t: 'state', topic, rev: this.rev, view });
  }

  #heard(frame: {
    t: string;
    id?: string;
    session?: number;
    text?: string;
    stand?: number;
    command?: Record<string, unknown>;
  }) {
    if (frame.t === 'hello') this.hellos += 1;
    if (frame.t === 'hello' || frame.t === 'watch') this.#welcome(frame.session);
    if (frame.t === 'shown') this.shown = frame;
    if (frame.t === 'ping') this.send({ t: 'pong' });
    if (frame.t === 'find') this.send({ t: 'found', text: frame.text ?? '', items: this.hall.found ?? [] });
    if (frame.t === 'stand' && frame.stand !== undefined) {
      const page = this.hall.standPages?.find(({ s }) => s === frame.stand) ?? null;
      this.send({ t: 'stand', rev: this.rev, asked: { stand: frame.stand }, page });
    }
    if (frame.t === 'do') {
      this.commands.push(frame.command ?? {});
      this.send({ t: 'done', id: frame.id ?? '', rev: this.rev });
    }
  }

  #welcome(session = this.hall.session.session): void {
    this.hall.session.session = session;
    this.send({
      t: 'welcome',
      you: { view: this.view, role: this.view, link: 1, hall: 1, ...(this.view === 'team' && { stand: 1 }) },
      epoch: 1,
      rev: this.rev,
      now: this.now(),
      session,
      topics: [
        ...[0, 1, 2, 3, 4, 5, 6, 7, 8, topics.leaders, topics.award, topics.jury, topics.award_plan],
        ...[topics.statements, topics.opinions, topics.ideas, topics.board, topics.results],
        ...[topics.recommendations, topics.drafts, ...this.#polls],
        ...[topics.stands, topics.remarks, topics.interest],
      ],
      limits: { frame: 16_384, unanswered: 8, rate: 20 },
      address: 'majlis.example.org',
    });
    this.tell();
    if (this.hall.mine) this.send({ t: 'mine', rev: this.rev, ...this.hall.mine });
  }
}
