import type { Asks } from '$lib/net/queries';
import { Unanswered } from '$lib/net/queries';
import type { StandPage } from '$lib/protocol/generated/protocol';

/** The pages of stands, as they were read: each again once there is another edition of it. */
export class StandPages {
  readonly #live: Asks<'stand'>;
  #read = $state.raw<ReadonlyMap<number, StandPage>>(new Map());
  #reading: number | undefined;

  constructor(live: Asks<'stand'>) {
    this.#live = live;
  }

  of(stand: number): StandPage | undefined {
    return this.#read.get(stand);
  }

  have(page: StandPage): void {
    this.#read = new Map(this.#read).set(page.s, page);
  }

  /** To be run whenever what it reads changes: reads the page of a stand that is not here as it is told to be. */
  follow(stand: number, version: number | undefined, edition: number | undefined): void {
    const page = this.of(stand);
    const isFresh = page && (edition ?? 0) <= page.e && (version ?? 0) <= page.v;
    if (!isFresh && this.#reading !== stand) void this.#readAgain(stand);
  }

  async #readAgain(stand: number): Promise<void> {
    this.#reading = stand;
    try {
      const page = await this.#live.queries.stand({ stand });
      if (page && page !== 'soon') this.have(page);
    } catch (why) {
      if (!(why instanceof Unanswered)) throw why;
    } finally {
      if (this.#reading === stand) this.#reading = undefined;
    }
  }
}
