import { folded } from '$lib/i18n/folded';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import { arranged, isListed } from '$lib/ideas/arranged';
import { AllIdeas } from '$lib/ideas/further.svelte';
import { groupName, tableName } from '$lib/ideas/words';
import type { Page } from '$lib/net/queries';
import { FurtherStatements } from '$lib/opinions/further.svelte';
import { type Direction, type Evidence, type QuestionItem, topics } from '$lib/protocol/generated/protocol';
import { kindText } from '$lib/recommendations/words';
import { inOrder } from '$lib/stands/arranged';
import { StandPages } from '$lib/stands/pages.svelte';
import { standName } from '$lib/stands/words';
import type { Live } from '$lib/state/live.svelte';

/** Something that was given at the forum, and that a recommendation may rest on. */
export interface Source {
  readonly of: Evidence;
  readonly text: string;
  readonly dir: Direction | 'auto';
  /** What was counted of it, in words. */
  readonly count: string | undefined;
}

type Kind = Evidence['kind'];
export const sourceKinds: readonly Kind[] = [
  'question',
  'idea',
  'cluster',
  'table',
  'statement',
  'poll',
  'remark',
  'stand',
];

/** So many are shown at a time. */
const atATime = 20;

/** What was given in a session, as everyone sees it: to be searched, by kind and by words. */
export class Sources {
  kind = $state<Kind>();
  text = $state('');
  most = $state(atATime);
  readonly #live: Live;
  readonly #ideas: AllIdeas;
  readonly #statements: FurtherStatements;
  /** Questions that are not among those in front. */
  #questions = $state.raw<ReadonlyMap<number, QuestionItem>>(new Map());
  /** The pages of the session's stands. */
  #pages: StandPages = $state.raw(new StandPages({ queries: { stand: async () => null } }));
  #session: number | undefined;
  #isReading = false;

  constructor(live: Live) {
    this.#live = live;
    this.#ideas = new AllIdeas(live);
    this.#statements = new FurtherStatements(live);
  }

  get session(): number | undefined {
    return this.#live.session?.session;
  }

  watch(session: number): void {
    this.#live.watch(session);
    this.most = atATime;
  }

  more(): void {
    this.most += atATime;
  }

  /** All of the session, whatever is looked for. */
  readonly all: readonly Source[] = $derived.by(() => [
    ...this.#questionSources,
    ...this.#boardSources,
    ...this.#statementSources,
    ...this.#pollSources,
    ...this.#standSources,
  ]);

  /** The kinds of which there are any. */
  readonly kinds: readonly Kind[] = $derived.by(() =>
    sourceKinds.filter((kind) => this.all.some(({ of }) => of.kind === kind)),
  );

  /** What is looked for. */
  readonly found: readonly Source[] = $derived.by(() => {
    const words = folded(this.text).split(/\s+/).filter(Boolean);
    return this.all.filter(({ of, text }) => {
      const isOfKind = this.kind === undefined || of.kind === this.kind;
      const spelled = isOfKind && words.length > 0 ? folded(text) : '';
      return isOfKind && words.every((word) => spelled.includes(word));
    });
  });

  /** To be run whenever what it reads changes: reads what is not in front. */
  follow(): void {
    this.#ideas.follow();
    this.#statements.follow();
    const { session, status } = this.#live;
    if (!session || status !== 'live' || session.session === this.#session || this.#isReading) return;
    this.#session = session.session;
    this.#questions = new Map();
    this.#pages = new StandPages(this.#live);
    void this.#readAll(session.session);
  }

  get #questionSources(): Source[] {
    const all = new Map([...this.#questions, ...this.#live.questions]);
    const listed = [...all.values()].filter(
      ({ status, text }) => text !== '' && (status === 'listed' || status === 'answered'),
    );
    return listed
      .sort((a, b) => b.n - a.n || a.q - b.q)
      .map(({ q, text, dir, n }) => ({
        of: { kind: 'question', question: q },
        text,
        dir,
        count: m.rec_supports({ n: language.formats.figure(n) }),
      }));
  }

  get #boardSources(): Source[] {
    const { board, results = [] } = this.#live;
    if (!board) return [];
    const { session } = board;
    const listed = this.#ideas.all.filter(({ status, text }) => isListed(status) && text !== '');
    const groups = arranged(board, listed).groups.filter(({ ideas }) => ideas.length > 0);
    const ideas = listed.map(
      ({ i, text, dir }): Source => ({ of: { kind: 'idea', session, idea: i }, text, dir, count: undefined }),
    );
    const tables = board.results_shown ? results : [];
    return [
      ...ideas,
      ...groups.map(
        ({ cluster, ideas: of }): Source => ({
          of: { kind: 'cluster', session, cluster: cluster.c },
          text: groupName(cluster.title),
          dir: 'auto',
          count: m.rec_ideas_n({ n: language.formats.figure(of.length) }),
        }),
      ),
      ...tables.flatMap(({ table, title, text }): Source[] =>
        (title ?? text)
          ? [
              {
                of: { kind: 'table', session, table },
                text: [title, text].filter(Boolean).join('\n'),
                dir: 'auto',
                count: tableName(board, table),
              },
            ]
          : [],
      ),
    ];
  }

  get #statementSources(): Source[] {
    const { statements } = this.#live;
    if (!statements || statements.head.stage === 'preparing') return [];
    const { session } = statements.head;
    const all = [...statements.items.values(), ...this.#statements.read];
    const published = all.filter(({ status, text }) => status === 'published' && text !== '');
    return published
      .sort((a, b) => a.s - b.s)
      .map(({ s, text, dir }) => ({ of: { kind: 'statement', session, statement: s }, text, dir, count: undefined }));
  }

  get #pollSources(): Source[] {
    const told = [...this.#live.polls.values()].filter(
      ({ session, phase, revealed, tally }) =>
        session === this.session && phase === 'closed' && revealed && tally.v > 0,
    );
    return told.map(({ poll, round, title, tally }) => ({
      of: { kind: 'poll', poll, round },
      text: titleIn(title, language.locale).text,
      dir: 'auto',
      count: m.rec_voters({ n: language.formats.figure(tally.v) }),
    }));
  }

  /** Stands as they are told, and what their teams published, page by page as it was read. */
  get #standSources(): Source[] {
    const { stands } = this.#live;
    if (!stands?.head.plan.shown) return [];
    const { session } = stands.head;
    return inOrder(stands).flatMap((item): Source[] => [
      {
        of: { kind: 'stand', session, stand: item.s },
        text: standName(item, item.s),
        dir: 'auto',
        count: undefined,
      },
      ...(this.#pages.of(item.s)?.items ?? []).map(
        ({ i, text, dir }): Source => ({
          of: { kind: 'remark', session, stand: item.s, remark: i },
          text,
          dir,
          count: standName(item, item.s),
        }),
      ),
    ]);
  }

  /** Reads the pages on which there are questions, one after the other. */
  async #readPages(session: number): Promise<void> {
    for (const { s } of this.#live.stands ? inOrder(this.#live.stands).filter(({ q }) => q > 0) : []) {
      const page = await this.#live.queries.stand({ stand: s });
      if (session !== this.session) return;
      if (page && page !== 'soon') this.#pages.have(page);
    }
  }

  async #readAll(session: number): Promise<void> {
    this.#isReading = true;
    try {
      await Promise.all([this.#statements.all(), this.#readQuestions(session), this.#readPages(session)]);
    } catch {
      // What is in front stands; the next change of session asks again.
    } finally {
      this.#isReading = false;
    }
  }

  async #readQuestions(session: number): Promise<void> {
    let next: number | undefined = 0;
    while (next !== undefined && session === this.session) {
      const page: Page = await this.#live.queries.page(topics.questions, next);
      if (session !== this.session) return;
      this.#questions = new Map([
        ...this.#questions,
        ...page.items.map((item): [number, QuestionItem] => [item.q, item]),
      ]);
      next = page.next;
    }
  }
}

/** What kind of thing a source is, in a word. */
export const sourceKindText = kindText;
