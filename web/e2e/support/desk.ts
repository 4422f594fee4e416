import type { Page } from '@playwright/test';
import type {
  Command,
  PollDraft,
  PollView,
  ScreenView,
  ServerPulse,
  SessionView,
  StageView,
} from '../../src/lib/protocol/generated/protocol';
import { topics } from '../../src/lib/protocol/generated/protocol';

/** What the script in the desk's page holds. */
interface Wire {
  views: Record<number, unknown>;
  pulse: ServerPulse;
  send: (frame: unknown) => void;
  answers: Record<string, { t: string; no?: number; code?: string }>;
}

declare global {
  interface Window {
    wire: Wire;
  }
}

/**
 * A moderator without a page: gives commands over the protocol, so that a test of a phone or a wall can bring about
 * what it is about. `await Desk.at(server)`.
 */
export class Desk {
  #last = 0;

  private constructor(private readonly page: Page) {}

  static async at(server: {
    url: string;
    link: (role: 'moderator') => string;
    device: (address: string) => Promise<Page>;
  }): Promise<Desk> {
    const page = await server.device(`${server.url}/healthz`);
    const token = new URL(server.link('moderator')).hash.slice(1);
    await page.evaluate(connect, { token, session: 1 });
    return new Desk(page);
  }

  /** Gives a command; the number of what it made, where it made something. Throws when it is refused. */
  async do(command: Command): Promise<number | undefined> {
    this.#last += 1;
    const id = this.#last.toString(16).padStart(16, '0');
    await this.page.evaluate((frame) => window.wire.send(frame), { t: 'do', id, command });
    await this.page.waitForFunction((id) => window.wire.answers[id], id);
    const answer = await this.page.evaluate((id) => window.wire.answers[id], id);
    if (answer?.t !== 'done') throw new Error(`${command.do} was refused: ${answer?.code}`);
    return answer.no;
  }

  /** A topic as it stands on the desk. */
  async view<View>(topic: number): Promise<View> {
    await this.page.waitForFunction((topic) => window.wire.views[topic], topic);
    return (await this.page.evaluate((topic) => window.wire.views[topic], topic)) as View;
  }

  /** Begins the session. */
  async begin(session = 1): Promise<void> {
    const { version } = await this.view<SessionView>(topics.session);
    await this.do({ do: 'set_phase', session, version, phase: 'open' });
  }

  /** Enters a question that was asked aloud, and puts it on stage. */
  async putOnStage(text: string, session = 1): Promise<void> {
    const question = await this.do({ do: 'enter', session, text, source: 'floor' });
    if (question === undefined) throw new Error('the question has no number');
    await this.do({ do: 'stage', question, version: 1 });
  }

  /** The text of the question on stage, once it is that one. */
  async onStage(question: number): Promise<string> {
    await this.page.waitForFunction(
      ([topic, q]) => (window.wire.views[topic as number] as StageView | undefined)?.on?.q === q,
      [topics.stage, question] as const,
    );
    return (await this.view<StageView>(topics.stage)).on?.text ?? '';
  }

  /** Empties the hall's walls. */
  async hide(): Promise<void> {
    const { hall, version } = await this.view<ScreenView>(topics.screen);
    await this.do({ do: 'hide', hall, version, on: true });
  }

  /** Shows the hall's walls a line. */
  async announce(text: string): Promise<void> {
    const { hall, version } = await this.view<ScreenView>(topics.screen);
    await this.do({ do: 'announce', hall, version, text });
  }

  /** Waits until a wall of the hall has said that this scene stands on it. */
  async hearsOfWall(scene: string): Promise<void> {
    await this.page.waitForFunction((scene) => window.wire.pulse.walls?.some((wall) => wall.scene === scene), scene);
  }

  /** Prepares a poll and opens it. */
  async openPoll(poll: PollDraft, session = 1): Promise<number> {
    const number = await this.do({ do: 'create_poll', session, poll });
    if (number === undefined) throw new Error('the poll has no number');
    const { version } = await this.view<PollView>(topics.polls + number);
    await this.do({ do: 'open_poll', poll: number, version });
    return number;
  }

  /** Closes a poll at once, and reveals its result where that is wanted. */
  async closePoll(poll: number, reveal = false): Promise<void> {
    await this.do({ do: 'close_poll', poll, version: await this.#version(poll, 'open'), seconds: 0 });
    if (reveal) await this.do({ do: 'reveal_poll', poll, version: await this.#version(poll, 'closed'), on: true });
  }

  /** The poll's version, once it is in that phase. */
  async #version(poll: number, phase: PollView['phase']): Promise<number> {
    const topic = topics.polls + poll;
    await this.page.waitForFunction(
      ([topic, phase]) => (window.wire.views[topic as number] as { phase: string })?.phase === phase,
      [topic, phase] as const,
    );
    return (await this.view<PollView>(topic)).version;
  }
}

/** Runs in the page: a client that keeps whole topics, and answers by their ids. */
function connect({ token, session }: { token: string; session: number }): Promise<void> {
  const socket = new WebSocket(`${location.origin.replace('http', 'ws')}/v1/live`, 'majlis.v1');
  window.wire = { views: {}, pulse: {}, answers: {}, send: (frame) => socket.send(JSON.stringify(frame)) };
  socket.onopen = () => window.wire.send({ t: 'hello', token, view: 'moderator', session });
  setInterval(() => window.wire.send({ t: 'ping' }), 5_000);
  return new Promise((resolve) => {
    socket.onmessage = ({ data }) => {
      const frame = JSON.parse(data);
      if (frame.t === 'welcome') resolve();
      if (frame.t === 'state') window.wire.views[frame.topic] = frame.view;
      if (frame.t === 'pulse') Object.assign(window.wire.pulse, frame);
      if (frame.t === 'done' || frame.t === 'refused') window.wire.answers[frame.id] = frame;
    };
  });
}
