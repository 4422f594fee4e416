import type { Asks, StatementsPage } from '$lib/net/queries';
import type { StatementItem } from '$lib/protocol/generated/protocol';
import type { Live } from '$lib/state/live.svelte';
import { namedIn } from './named';
import type { Texts } from './told';

/** How long is waited before what did not come is asked for again. */
const restMs = 3_000;

const rested = () => new Promise<false>((resolve) => setTimeout(() => resolve(false), restMs));

type Told = Pick<Live, 'statements' | 'opinions'> & Asks<'statements'>;
type Read = ReadonlyMap<number, StatementItem>;

/** The statements that are not in front: read by pages, once they are wanted. */
export class FurtherStatements {
  readonly #live: Told;
  #read = $state.raw<Read>(new Map());
  #isReading = $state(false);
  #session: number | undefined;
  /** Those that no page had. */
  readonly #missing = new Set<number>();

  constructor(live: Told) {
    this.#live = live;
  }

  /** A statement by its number: as it is in front, else as it was read. */
  readonly find: Texts = (statement) => this.#live.statements?.items.get(statement) ?? this.#read.get(statement);

  /** Those that were read, and are not in front. */
  get read(): readonly StatementItem[] {
    return [...this.#read.values()].filter(({ s }) => !this.#live.statements?.items.has(s));
  }

  get isReading(): boolean {
    return this.#isReading;
  }

  /** To be run whenever what it reads changes: reads what the picture names and nobody knows here. */
  follow(): void {
    const { statements, opinions } = this.#live;
    if (statements?.head.session !== this.#session) this.#leave(statements?.head.session);
    if (!statements || !opinions || this.#isReading) return;
    const unknown = namedIn(opinions.picture).filter((s) => !this.find(s) && !this.#missing.has(s));
    if (unknown.length > 0) void this.#readFor(unknown);
  }

  /** Reads all of them. */
  async all(): Promise<void> {
    if (!this.#isReading) await this.#pages(0, undefined);
  }

  async #readFor(unknown: readonly number[]): Promise<void> {
    const isWhole = await this.#pages(Math.min(...unknown) - 1, Math.max(...unknown));
    if (isWhole) for (const s of unknown) if (!this.find(s)) this.#missing.add(s);
  }

  /** Reads from behind a number, up to another; says whether nothing failed on the way. */
  async #pages(after: number, upTo: number | undefined): Promise<boolean> {
    const session = this.#session;
    this.#isReading = true;
    try {
      let next: number | undefined = after;
      while (next !== undefined && (upTo === undefined || next < upTo)) {
        const page: StatementsPage = await this.#live.queries.statements(next);
        if (session !== this.#session) return false;
        this.#read = new Map([...this.#read, ...page.items.map((item): [number, StatementItem] => [item.s, item])]);
        // A page that leads to itself says that it comes in its time.
        if (page.next === next) return await rested();
        next = page.next;
      }
      return true;
    } catch {
      return await rested();
    } finally {
      this.#isReading = false;
    }
  }

  #leave(session: number | undefined): void {
    this.#session = session;
    this.#read = new Map();
    this.#missing.clear();
  }
}
