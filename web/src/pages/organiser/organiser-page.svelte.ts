import { notices } from '$lib/components/notices.svelte';
import { m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import { requestText } from '$lib/i18n/requests';
import { ask, askText, HttpRefusal } from '$lib/net/http';
import { PollForm } from '$lib/polls/poll-form.svelte';
import type {
  Command,
  ForumEntry,
  ForumWish,
  HallNo,
  MadeForum,
  PollView,
  Role,
  SessionNo,
} from '$lib/protocol/generated/protocol';
import { Live } from '$lib/state/live.svelte';
import { addressOf, newSecret } from './role-address';

/** A link that was made: its token is shown this once. */
export interface FreshLink {
  name: string;
  role: Role;
  address: string;
}

export type Table = 'sessions' | 'questions' | 'polls' | 'feedback' | 'ledger';

/** The organiser's page: what its buttons come to. */
export class OrganiserPage {
  readonly token: string;
  readonly live: Live;
  forum = $state.raw<ForumEntry>();
  /** Links to hand out now. */
  fresh = $state.raw<readonly FreshLink[]>([]);
  form = $state.raw<PollForm>();
  #edited: PollView | undefined;

  constructor(token: string) {
    this.token = token;
    this.live = new Live({ token, view: 'organiser' });
  }

  start(): void {
    this.live.start();
    void this.#asked(async () => {
      [this.forum] = await ask<ForumEntry[]>('/v1/forums', { token: this.token });
    });
  }

  stop(): void {
    this.live.stop();
  }

  async createLink(role: Role, hall: HallNo | null, name: string, expires: number | null): Promise<void> {
    const secret = newSecret();
    const forum = this.token.split('.')[1] ?? '';
    if (!(await this.#do({ do: 'create_link', role, hall, name, expires, secret }))) return;
    this.fresh = [...this.fresh, { name, role, address: addressOf(role, `c1.${forum}.${secret}`) }];
  }

  revoke(link: number): void {
    void this.#do({ do: 'revoke_link', link });
  }

  async pair(code: string, hall: HallNo, name: string): Promise<boolean> {
    const done = await this.#asked(() =>
      ask('/v1/screens/pair', { method: 'POST', token: this.token, body: { code, hall, name } }),
    );
    if (done) notices.show(m.organise_paired());
    return done;
  }

  rehearse(): void {
    void this.#asked(async () => {
      const made = await ask<MadeForum>(`/v1/forums/${this.forum?.forum}/rehearsal`, {
        method: 'POST',
        token: this.token,
      });
      this.fresh = linksOf(made);
    });
  }

  async delete(): Promise<boolean> {
    return this.#asked(() => ask(`/v1/forums/${this.forum?.forum}`, { method: 'DELETE', token: this.token }));
  }

  /** The export travels with the token in a header, so it is fetched and then given to the browser as a file. */
  export(what: Table | 'json'): void {
    const path = what === 'json' ? '/v1/export/json' : `/v1/export/csv/${what}`;
    void this.#asked(async () => {
      const text = await askText(path, { token: this.token });
      const mark = what === 'json' ? '' : '\u{feff}';
      const file = new Blob([mark, text.replace(/^\u{feff}/u, '')]);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(file);
      link.download = what === 'json' ? 'forum.json' : `${what}.csv`;
      link.click();
      URL.revokeObjectURL(link.href);
    });
  }

  prepare(from?: PollView): void {
    this.#edited = from;
    const answer = from?.answer;
    if (from === undefined || answer === undefined) {
      this.form = new PollForm();
      return;
    }
    const kind = answer.kind === 'quiz' ? { kind: 'quiz' as const, answer: from.right ?? 0 } : answer;
    this.form = new PollForm({ title: from.title, answer: kind, options: from.options, settings: from.settings });
  }

  leaveForm(): void {
    this.form = undefined;
  }

  async save(session: SessionNo): Promise<void> {
    const draft = this.form?.draft;
    if (draft === undefined) return;
    const edited = this.#edited;
    const command: Command = edited
      ? { do: 'edit_poll', poll: edited.poll, version: edited.version, draft }
      : { do: 'create_poll', session, poll: draft };
    if (await this.#do(command)) this.form = undefined;
  }

  drop(poll: PollView): void {
    void this.#do({ do: 'drop_poll', poll: poll.poll, version: poll.version });
  }

  async #do(command: Command): Promise<boolean> {
    const outcome = await this.live.do(command);
    if (!outcome.done) notices.show(refusalText(outcome.code, outcome.limit));
    return outcome.done;
  }

  async #asked(request: () => Promise<unknown>): Promise<boolean> {
    return told(request);
  }
}

/** Makes a forum with a setup link, which is good once. */
export async function makeForum(token: string, wish: ForumWish): Promise<MadeForum | undefined> {
  let made: MadeForum | undefined;
  await told(async () => {
    made = await ask<MadeForum>('/v1/forums', { method: 'POST', token, body: wish });
  });
  return made;
}

export function linksOf(made: MadeForum): FreshLink[] {
  return made.links.map(({ role, name, token }) => ({ role, name, address: addressOf(role, token) }));
}

/** Whether a request succeeded; a refusal is told in words. */
async function told(request: () => Promise<unknown>): Promise<boolean> {
  try {
    await request();
    return true;
  } catch (why) {
    if (!(why instanceof HttpRefusal)) throw why;
    notices.show(requestText(why.code));
    return false;
  }
}
