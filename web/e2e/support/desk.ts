import type {
  Command,
  PollDraft,
  PollView,
  ScreenView,
  SessionView,
  StageView,
} from '../../src/lib/protocol/generated/protocol';
import { topics } from '../../src/lib/protocol/generated/protocol';
import { Wire } from './wire';

/**
 * A moderator without a page: gives commands over the protocol, so that a test of a phone or a wall can bring about
 * what it is about. `await Desk.at(server)`.
 */
export class Desk {
  private constructor(private readonly wire: Wire) {}

  static async at(server: { url: string; link: (role: 'moderator') => string; over?: AbortSignal }): Promise<Desk> {
    const token = new URL(server.link('moderator')).hash.slice(1);
    return new Desk(await Wire.open(server.url, { token, view: 'moderator', session: 1 }, server.over));
  }

  /** Gives a command; the number of what it made, where it made something. Throws when it is refused. */
  do(command: Command): Promise<number | undefined> {
    return this.wire.do(command);
  }

  /** A topic as it stands on the desk. */
  view<View>(topic: number): Promise<View> {
    return this.wire.view(topic);
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
  onStage(question: number): Promise<string> {
    return this.wire.shows<StageView, string>(topics.stage, ({ on }) => (on?.q === question ? on.text : undefined));
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
    await this.wire.until(() => this.wire.pulse.walls?.find((wall) => wall.scene === scene));
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
  #version(poll: number, phase: PollView['phase']): Promise<number> {
    const topic = topics.polls + poll;
    return this.wire.shows<PollView, number>(topic, (view) => (view.phase === phase ? view.version : undefined));
  }

  leave(): void {
    this.wire.leave();
  }
}
