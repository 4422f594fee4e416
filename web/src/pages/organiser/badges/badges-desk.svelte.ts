import type { Notices } from '$lib/components/notices.svelte';
import { language, m } from '$lib/i18n/language.svelte';
import { titleIn } from '$lib/i18n/title';
import { ask, HttpRefusal } from '$lib/net/http';
import type { BadgeCommand, BadgeEntry, Badges, Command } from '$lib/protocol/generated/protocol';
import type { Outcome } from '$lib/state/live.svelte';
import { BadgePrinting } from '../print/badge-printing.svelte';
import { BadgeListing } from './badge-list.svelte';
import { ListImport } from './list-import.svelte';

/** What is written on a badge, as it is typed. */
export interface BadgeWords {
  label: string;
  name: string;
  group: string;
}

interface Around {
  readonly token: string;
  readonly forum: string;
  readonly storage: Storage;
  readonly notices: Notices;
  /** Gives a command. A refusal was told. */
  readonly give: (command: Command) => Promise<Outcome>;
  /** Whether a request succeeded. A refusal was told. */
  readonly asked: (request: () => Promise<unknown>) => Promise<boolean>;
}

/** The badges of the forum in their organiser's hands: made of a list or one by one, changed, replaced, ended, printed. */
export class BadgesDesk {
  /** All of them, as they were read last. */
  list = $state.raw<Badges>();
  /** They are looked at as they are printed. */
  isPrinting = $state(false);
  readonly importing: ListImport;
  readonly listing = new BadgeListing(() => this.list);
  readonly printing: BadgePrinting;
  readonly #around: Around;
  /** The number of the badge that was made last at the door. */
  #made = $state<number>();

  constructor(around: Around) {
    this.#around = around;
    this.importing = new ListImport({ token: around.token }, () => void this.read());
    this.printing = new BadgePrinting(around.forum, around.storage, () => this.list?.badges ?? []);
  }

  /** Reads the badges with their codes. */
  async read(): Promise<void> {
    await this.#around.asked(async () => {
      this.list = (await this.#list()) ?? this.list;
    });
  }

  /** None for now where it was asked for very often: it is read a little later. */
  async #list(): Promise<Badges | undefined> {
    try {
      return await ask<Badges>('/v1/badges', { token: this.#around.token });
    } catch (why) {
      if (!(why instanceof HttpRefusal) || why.code !== 'rate_limited') throw why;
      setTimeout(() => void this.read(), why.againMs);
      return undefined;
    }
  }

  /** The name of a badge's group, in the page's language. */
  groupText({ group }: Pick<BadgeEntry, 'group'>): string {
    const named = group === undefined ? undefined : this.list?.groups[group];
    return named ? titleIn(named.name, language.locale).text : '';
  }

  /** What is written on a badge, to begin with where it is changed. */
  wordsOf(entry: BadgeEntry): BadgeWords {
    return { label: entry.label ?? '', name: entry.name ?? '', group: this.groupText(entry) };
  }

  /** Makes one badge, such as at the door. */
  async issue(words: BadgeWords): Promise<boolean> {
    const outcome = await this.#give({ act: 'issue', ...given(words) });
    if (outcome.done) this.#made = outcome.no;
    return outcome.done;
  }

  /** The one that was made last at the door, once the list has it, until it is put away. By its number: others make badges too. */
  get made(): BadgeEntry | undefined {
    return this.list?.badges.find(({ badge }) => badge === this.#made);
  }

  putAway(): void {
    this.#made = undefined;
  }

  async describe({ badge, version }: BadgeEntry, words: BadgeWords): Promise<boolean> {
    return (await this.#give({ act: 'describe', badge, version, ...given(words) })).done;
  }

  /** Gives it another code: the one before opens nothing any more. */
  async replace({ badge, version }: BadgeEntry): Promise<void> {
    const { done } = await this.#give({ act: 'replace', badge, version });
    if (done) this.#around.notices.show(m.badges_replaced());
  }

  /** Ends it, or lets it be good again. */
  async end({ badge, version }: BadgeEntry, on: boolean): Promise<void> {
    await this.#give({ act: 'end', badge, version, on });
  }

  /** Shows cards as they are printed: of one badge, or as is chosen there. */
  print(one?: BadgeEntry): void {
    this.printing.only(one);
    this.isPrinting = true;
  }

  async #give(command: BadgeCommand): Promise<Outcome> {
    const outcome = await this.#around.give({ do: 'badges', ...command });
    // Also where it was refused: another organiser may have been first.
    await this.read();
    return outcome;
  }
}

function given({ label, name, group }: BadgeWords) {
  const text = (typed: string) => typed.trim() || null;
  return { label: text(label), name: text(name), group: text(group) };
}
