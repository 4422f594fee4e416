import { digitOf } from '$lib/i18n/digits';
import type { Asks } from '$lib/net/queries';
import {
  type AgendaView,
  type Command,
  type QuestionItem,
  type QuestionNo,
  type SessionEntry,
  type SessionNo,
  topics,
} from '$lib/protocol/generated/protocol';
import { sessionOf } from '$lib/state/agenda';
import type { Live } from '$lib/state/live.svelte';

type Looking = Pick<Live, 'agenda' | 'watch'> & Asks<'find' | 'page'>;

/** The lists that a question may be on. */
const lists = [topics.questions, topics.waiting, topics.aside];

/** Finding a question by its words or its number, and erasing for good what was written in it. */
export class Erasing {
  typed = $state('');
  /** What was found; none before anything was looked for. */
  found = $state.raw<readonly QuestionItem[]>();
  /** The server did not answer. */
  failed = $state(false);
  /** All that the author of one of them wrote was erased. */
  isAuthorErased = $state(false);
  #chosen = $state<SessionNo>();
  readonly #live: Looking;
  readonly #give: (command: Command) => Promise<boolean>;

  constructor(live: Looking, give: (command: Command) => Promise<boolean>) {
    this.#live = live;
    this.#give = give;
  }

  /** The sessions in which questions are asked. */
  get sessions(): readonly SessionEntry[] {
    return asked(this.#live.agenda);
  }

  /** The session in hand, as long as it is on the agenda. */
  get session(): SessionNo | undefined {
    return (sessionOf(this.#live.agenda, this.#chosen) ?? this.sessions[0])?.session;
  }

  choose(session: SessionNo): void {
    this.#chosen = session;
    this.found = undefined;
  }

  /** Looks among all questions of the session, whatever became of them. */
  async look(): Promise<void> {
    const { session } = this;
    const typed = this.typed.trim();
    if (session === undefined || typed === '') return;
    this.isAuthorErased = false;
    this.#live.watch(session);
    const number = numberIn(typed);
    const looked = number === undefined ? this.#live.queries.find(typed) : this.#numbered(number);
    this.found = await looked.catch(() => undefined);
    this.failed = !this.found;
  }

  /** What is erased stays in sight, to be seen without its words. */
  async erase({ q }: QuestionItem): Promise<void> {
    if (!(await this.#give({ do: 'erase', question: q }))) return;
    this.found = this.found?.map((one) => (one.q === q ? bare(one) : one));
  }

  /** All that its author wrote in the forum goes; nobody is told what else was theirs. */
  async eraseAuthor({ q }: QuestionItem): Promise<void> {
    if (!(await this.#give({ do: 'erase_author', of: { is: 'question', question: q } }))) return;
    this.isAuthorErased = true;
    this.found = this.found?.map((one) => (one.q === q ? bare(one) : one));
  }

  /** The question of that number: a list is read in the order of numbers, from behind one. */
  async #numbered(number: QuestionNo): Promise<QuestionItem[]> {
    const pages = await Promise.all(lists.map((topic) => this.#live.queries.page(topic, number - 1)));
    return pages.flatMap(({ items }) => items.slice(0, 1)).filter(({ q }) => q === number);
  }
}

function asked(agenda: AgendaView | undefined): readonly SessionEntry[] {
  return agenda?.sessions.filter(({ kind }) => kind !== 'break') ?? [];
}

/** A number in digits of any script; none in anything else. */
function numberIn(typed: string): number | undefined {
  return /^\p{Nd}{1,9}$/u.test(typed) ? Number([...typed].map(digitOf).join('')) : undefined;
}

/** A question without anything that was written in it. */
function bare({ name: _name, reply: _reply, original: _original, wall: _wall, ...rest }: QuestionItem): QuestionItem {
  return { ...rest, text: '' };
}
