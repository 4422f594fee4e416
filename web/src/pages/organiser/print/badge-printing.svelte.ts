import { keep, kept } from '$lib/net/storage';
import type { BadgeEntry } from '$lib/protocol/generated/protocol';
import { type QrPath, qrDrawing } from './qr-path';

/** Cards of an A4: two beside each other, five under each other. */
export const cardsOfSheet = 10;
/** Cards at once, forty sheets: a browser lays out no more in a reasonable time, and a printer jams before that. */
export const cardsAtOnce = 400;
/** Pictures that are drawn before the page is let breathe. */
const drawnAtOnce = 20;

/** What is printed: all, those not yet printed here, one, or a group by its place. */
export type BadgeChoice = 'all' | 'new' | 'one' | number;

/** A badge whose code is good, with its picture. */
export interface BadgeCard {
  readonly entry: BadgeEntry & { readonly code: string };
  readonly qr: QrPath;
}

/** Which cards are printed, and their pictures. What was printed on this device is remembered, by badge and code. */
export class BadgePrinting {
  #choice = $state<BadgeChoice>('all');
  #one = $state.raw<number>();
  #portion = $state(0);
  /** The pictures drawn of the cards at hand. */
  cards = $state.raw<readonly BadgeCard[]>([]);
  /** The browser's own dialog was up for these: whether paper came of it, only who stands at the printer knows. */
  isAsking = $state(false);
  #printed = $state.raw<Readonly<Record<number, number>>>({});
  readonly #key: string;
  readonly #storage: Storage;
  readonly #badges: () => readonly BadgeEntry[];
  #drawing = 0;

  constructor(forum: string, storage: Storage, badges: () => readonly BadgeEntry[]) {
    this.#key = `majlis.printed.${forum}`;
    this.#storage = storage;
    this.#badges = badges;
    this.#printed = kept(storage, this.#key) ?? {};
  }

  /** Every card of the choice. */
  readonly chosen: readonly BadgeCard['entry'][] = $derived.by(() => {
    const [choice, one, printed] = [this.#choice, this.#one, this.#printed];
    return this.#badges().flatMap((entry) => {
      const { badge, group, edition, code } = entry;
      if (code === undefined) return [];
      const isWanted =
        choice === 'all' ||
        (choice === 'one' && badge === one) ||
        (choice === 'new' && printed[badge] !== edition) ||
        group === choice;
      return isWanted ? [{ ...entry, code }] : [];
    });
  });

  readonly portions: number = $derived.by(() => Math.max(1, Math.ceil(this.chosen.length / cardsAtOnce)));

  /** Those that are printed at once. */
  readonly portionCards: readonly BadgeCard['entry'][] = $derived.by(() => {
    const from = this.portion * cardsAtOnce;
    return this.chosen.slice(from, from + cardsAtOnce);
  });

  readonly isReady: boolean = $derived.by(() => this.cards.length === this.portionCards.length);

  get choice(): BadgeChoice {
    return this.#choice;
  }

  set choice(choice: BadgeChoice) {
    this.#choice = choice;
    this.portion = 0;
  }

  /** From 0. */
  get portion(): number {
    return Math.min(this.#portion, this.portions - 1);
  }

  set portion(portion: number) {
    this.#portion = Math.max(0, portion);
    this.isAsking = false;
  }

  /** Whether one badge alone is printed. */
  get isOne(): boolean {
    return this.#choice === 'one';
  }

  /** Prints that one alone; none is as it was chosen. */
  only(one: BadgeEntry | undefined): void {
    this.#one = one?.badge;
    if (one) this.choice = 'one';
    else if (this.isOne) this.choice = 'all';
  }

  /** To be run whenever the cards at hand change: draws their pictures, some at a time. */
  async draw(addressOf: (code: string) => string): Promise<void> {
    this.#drawing += 1;
    const mine = this.#drawing;
    const wanted = this.portionCards;
    this.cards = [];
    const drawn = await qrDrawing();
    for (let from = 0; from < wanted.length; from += drawnAtOnce) {
      if (mine !== this.#drawing) return;
      const next = wanted.slice(from, from + drawnAtOnce);
      this.cards = [...this.cards, ...next.map((entry) => ({ entry, qr: drawn(addressOf(entry.code)) }))];
      await new Promise((resolve) => setTimeout(resolve));
    }
  }

  /** The cards at hand lie on paper. */
  markPrinted(): void {
    const now = Object.fromEntries(this.portionCards.map(({ badge, edition }) => [badge, edition]));
    this.#printed = { ...this.#printed, ...now };
    keep(this.#storage, this.#key, this.#printed);
    this.isAsking = false;
  }
}
