import { ask } from '$lib/net/http';
import type { BadgesView, Command, PollView, SlipEntry, Slips, SlipsView } from '$lib/protocol/generated/protocol';
import { cardsAtOnce } from '../print/badge-printing.svelte';
import { type QrPath, qrDrawing } from '../print/qr-path';

/** Pictures that are drawn before the page is let breathe. */
const drawnAtOnce = 20;

/** A slip with its picture. */
export interface SlipCard {
  readonly entry: SlipEntry;
  readonly qr: QrPath;
}

interface Around {
  readonly token: string;
  readonly badges: () => BadgesView | undefined;
  /** Gives a command; whether it was done. A refusal was told. */
  readonly give: (command: Command) => Promise<boolean>;
  /** Whether a request succeeded. A refusal was told. */
  readonly asked: (request: () => Promise<unknown>) => Promise<boolean>;
}

/** The round that slips of a poll are made for: the one at hand, else the next. */
export function roundFor({ phase, round }: Pick<PollView, 'phase' | 'round'>): number {
  return phase === 'open' ? round : round + 1;
}

/** Slips on paper in their organiser's hands: made for a vote, and printed. */
export class SlipsDesk {
  /** The vote whose slips are seen as they are printed. */
  printing = $state.raw<PollView>();
  /** The group that slips are made for; none is all that may vote. */
  group = $state<number>();
  sheet = $state.raw<Slips>();
  /** The pictures drawn of the slips at hand. */
  cards = $state.raw<readonly SlipCard[]>([]);
  #portion = $state(0);
  readonly #around: Around;
  #drawing = 0;

  constructor(around: Around) {
    this.#around = around;
  }

  /** Those that were made for the coming round of a poll, the newest last. */
  madeFor(poll: PollView): readonly SlipsView[] {
    const round = roundFor(poll);
    return (this.#around.badges()?.slips ?? []).filter((made) => made.poll === poll.poll && made.round === round);
  }

  async make(poll: PollView): Promise<void> {
    const group = this.group ?? null;
    const command = { act: 'print_slips', poll: poll.poll, round: roundFor(poll), badges: null, group } as const;
    if (await this.#around.give({ do: 'badges', ...command })) await this.print(poll);
  }

  /** Shows the good slips of a poll as they are printed. */
  async print(poll: PollView): Promise<void> {
    await this.#around.asked(async () => {
      this.sheet = await ask<Slips>(`/v1/slips?poll=${poll.poll}`, { token: this.#around.token });
      this.#portion = 0;
      this.printing = poll;
    });
  }

  /** The codes are let go of with the sheets. */
  leave(): void {
    this.printing = undefined;
    this.sheet = undefined;
    this.cards = [];
  }

  get portions(): number {
    return Math.max(1, Math.ceil((this.sheet?.slips.length ?? 0) / cardsAtOnce));
  }

  /** From 0. */
  get portion(): number {
    return Math.min(this.#portion, this.portions - 1);
  }

  set portion(portion: number) {
    this.#portion = Math.max(0, portion);
  }

  /** Those that are printed at once. */
  get portionSlips(): readonly SlipEntry[] {
    const from = this.portion * cardsAtOnce;
    return this.sheet?.slips.slice(from, from + cardsAtOnce) ?? [];
  }

  get isReady(): boolean {
    return this.cards.length === this.portionSlips.length;
  }

  /** To be run whenever the slips at hand change: draws their pictures, some at a time. */
  async draw(addressOf: (code: string) => string): Promise<void> {
    this.#drawing += 1;
    const mine = this.#drawing;
    const wanted = this.portionSlips;
    this.cards = [];
    const drawn = await qrDrawing();
    const cards: SlipCard[] = [];
    for (let from = 0; from < wanted.length; from += drawnAtOnce) {
      if (mine !== this.#drawing) return;
      cards.push(
        ...wanted.slice(from, from + drawnAtOnce).map((entry) => ({ entry, qr: drawn(addressOf(entry.code)) })),
      );
      this.cards = [...cards];
      await new Promise((resolve) => setTimeout(resolve));
    }
  }
}
