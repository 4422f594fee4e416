import {
  type ClientFrame,
  type IdeaItem,
  type QuestionItem,
  type RecommendationItem,
  type RemarkItem,
  type ServerFrame,
  type StandAsked,
  type StandPage,
  type StatementItem,
  type Suggestion,
  topics,
} from '$lib/protocol/generated/protocol';
import type { Surroundings } from './surroundings';

/** A page of a list of questions; `next` is the `after` of the following one, none at the end. */
export interface Page {
  readonly rev: number;
  readonly items: readonly QuestionItem[];
  readonly next: number | undefined;
}

/** A page of a session's statements. */
export interface StatementsPage extends Pick<Page, 'next'> {
  readonly items: readonly StatementItem[];
}

/** A page of a board's ideas. */
export interface IdeasPage extends Pick<Page, 'next'> {
  readonly items: readonly IdeaItem[];
}

/** A page of recommendations, as everyone or as rapporteurs see them. */
export interface RecommendationsPage extends Pick<Page, 'next'> {
  readonly items: readonly RecommendationItem[];
}

/** A page of what was asked and said at stands. */
export interface RemarksPage extends Pick<Page, 'next'> {
  readonly items: readonly RemarkItem[];
}

/** A question to the server was not answered in time. */
export class Unanswered extends Error {}

type Query = Extract<ClientFrame, { t: 'page' | 'find' | 'suggest' | 'stand' }>;
type Answer = Extract<
  ServerFrame,
  { t: 'page' | 'statements' | 'ideas' | 'recommendations' | 'remarks' | 'stand' | 'found' | 'suggested' }
>;

/** Whoever asks such questions. */
export interface Asks<Name extends keyof Queries> {
  readonly queries: Pick<Queries, Name>;
}

interface Open {
  readonly query: Query;
  readonly answered: (answer: Answer) => void;
}

/** How long an answer may take, reconnecting included. */
const patience = 15_000;
/** After so long a stand's page that was asked for too fast is asked for again. */
const askAgainMs = 2_000;

/** A search of more characters finds nothing better, and a frame may not be long. */
const longestSearch = 500;

/** What was asked of the server and is answered once: pages of lists, and searches. Each rejects when no answer comes. */
export class Queries {
  readonly #around: Surroundings;
  readonly #send: (query: Query) => boolean;
  #open: Open[] = [];

  constructor(around: Surroundings, send: (query: Query) => boolean) {
    this.#around = around;
    this.#send = send;
  }

  /** Reads a list past its window, from behind a question. */
  async page(topic: number, after: number): Promise<Page> {
    const answer = await this.#ask({ t: 'page', topic, after });
    const { rev, items, next } = answer as Extract<Answer, { t: 'page' }>;
    return { rev, items, next: next ?? undefined };
  }

  /** Reads the statements of the session from behind one. */
  async statements(after: number): Promise<StatementsPage> {
    const answer = await this.#ask({ t: 'page', topic: topics.statements, after });
    const { items, next } = answer as Extract<Answer, { t: 'statements' }>;
    return { items, next: next ?? undefined };
  }

  /** Reads the ideas of the session's board from behind one. */
  async ideas(after: number): Promise<IdeasPage> {
    const answer = await this.#ask({ t: 'page', topic: topics.ideas, after });
    const { items, next } = answer as Extract<Answer, { t: 'ideas' }>;
    return { items, next: next ?? undefined };
  }

  /** Reads recommendations from behind one, as everyone or as rapporteurs see them. */
  async recommendations(topic: number, after: number): Promise<RecommendationsPage> {
    const answer = await this.#ask({ t: 'page', topic, after });
    const { items, next } = answer as Extract<Answer, { t: 'recommendations' }>;
    return { items, next: next ?? undefined };
  }

  /** Reads what was asked and said at stands from behind one. */
  async remarks(after: number): Promise<RemarksPage> {
    const answer = await this.#ask({ t: 'page', topic: topics.remarks, after });
    const { items, next } = answer as Extract<Answer, { t: 'remarks' }>;
    return { items, next: next ?? undefined };
  }

  /**
   * The page of a stand; null where there is none, 'soon' where it is shown later. One that is asked for too fast is asked
   * for again.
   */
  async stand(asked: StandAsked): Promise<StandPage | 'soon' | null> {
    const { page, soon, again } = (await this.#ask({ t: 'stand', ...asked })) as Extract<Answer, { t: 'stand' }>;
    if (!again) return soon ? 'soon' : page;
    await new Promise<void>((resolve) => this.#around.later(resolve, askAgainMs));
    return this.stand(asked);
  }

  /** Which ideas of the board may belong together: to desks. */
  async suggestions(): Promise<Suggestion[]> {
    return ((await this.#ask({ t: 'suggest' })) as Extract<Answer, { t: 'suggested' }>).groups;
  }

  /** Finds questions: to phones those that are like the text, to desks those that hold its words. A long text is cut. */
  async find(text: string): Promise<QuestionItem[]> {
    const cut = [...text].slice(0, longestSearch).join('');
    return ((await this.#ask({ t: 'find', text: cut })) as Extract<Answer, { t: 'found' }>).items;
  }

  /** A connection is there: what is still open is asked again. */
  connected(): void {
    for (const { query } of this.#open) this.#send(query);
  }

  answered(answer: Answer): void {
    const open = this.#open.find(({ query }) => answers(answer, query));
    open?.answered(answer);
  }

  #ask(query: Query): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const close = () => {
        cancel();
        this.#open = this.#open.filter((other) => other !== open);
      };
      const cancel = this.#around.later(() => {
        close();
        reject(new Unanswered());
      }, patience);
      const open: Open = {
        query,
        answered: (answer) => {
          close();
          resolve(answer);
        },
      };
      this.#open = [...this.#open, open];
      this.#send(query);
    });
  }
}

function answers(answer: Answer, query: Query): boolean {
  if (answer.t === 'found') return query.t === 'find' && query.text === answer.text;
  if (answer.t === 'suggested') return query.t === 'suggest';
  if (answer.t === 'stand') return query.t === 'stand' && isSameStand(answer.asked, query);
  return query.t === 'page' && query.topic === ('topic' in answer ? answer.topic : topics[answer.t]);
}

function isSameStand(one: StandAsked, other: StandAsked): boolean {
  return 'key' in one ? 'key' in other && one.key === other.key : 'stand' in other && one.stand === other.stand;
}
