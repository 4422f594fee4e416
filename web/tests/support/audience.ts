import type { Joined } from '$lib/net/join';
import type { QuestionItem, SessionView } from '$lib/protocol/generated/protocol';
import { Live } from '$lib/state/live.svelte';
import { session as running } from '../../e2e/support/hall';
import { PlayedDevice, welcome } from './surroundings';

/** A phone that joined a forum by the code of its first hall, whose first session runs. */
export const joined: Joined = {
  token: 'p1.f.p.1.s',
  person: 'p',
  forum: 'f',
  slug: 'izwa',
  name: { ar: 'ملتقى' },
  languages: ['ar'],
  zone: 'Asia/Riyadh',
  rehearsal: false,
  hall: 1,
  session: 1,
  halls: [],
};

/** A question of a list, as far as a test cares. */
export function question(q: number, of: Partial<QuestionItem> = {}): QuestionItem {
  return { q, v: 1, text: `سؤال ${q}`, dir: 'rtl', at: 0, n: 0, status: 'listed', ...of };
}

/** A session that runs, with lengths that a test soon reaches. */
export function session(of: Partial<SessionView> = {}): SessionView {
  return running({ early: 0, question_length: 20, name_length: 10, comment_length: 20, ...of });
}

const nobody = { questions: [], supports: [], ballots: [], seq: 0 };

/** A phone that is connected to a server whose part the test plays. */
export class PlayedPhone {
  readonly device = new PlayedDevice();
  readonly live: Live;

  /** `receipts` brings what keeps what was acknowledged. */
  constructor(receipts?: PlayedDevice['receipts']) {
    if (receipts) this.device.receipts = receipts;
    this.live = new Live({ ...this.device, token: 'p1.f.p.1.s', view: 'participant' });
    this.live.start();
    this.device.socket.opens();
    this.device.socket.says(welcome({ topics: [0, 1, 2, 4, 5, 107] }));
  }

  /** The server says a whole topic. */
  state(topic: number, rev: number, view: unknown): void {
    this.device.socket.says({ t: 'state', topic, rev, view });
  }

  list(rev: number, ...items: QuestionItem[]): void {
    this.state(2, rev, { total: items.length, items });
  }

  mine(rev: number, of: Record<string, unknown>): void {
    this.device.socket.says({ t: 'mine', rev, ...nobody, ...of });
  }

  /** The commands that were sent. */
  get commands(): Record<string, unknown>[] {
    return this.device.socket.of('do').map(({ command }) => command as Record<string, unknown>);
  }

  /** The server answers the last command. */
  answers(of: Record<string, unknown>): void {
    this.device.socket.says({ id: this.device.socket.of('do').at(-1)?.id, ...of });
  }

  done(rev: number): void {
    this.answers({ t: 'done', rev });
  }

  refused(code: string): void {
    this.answers({ t: 'refused', code });
  }
}
