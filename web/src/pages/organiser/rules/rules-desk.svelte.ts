import { graphemes } from '$lib/i18n/graphemes';
import { ruleBounds } from '$lib/protocol/generated/bounds';
import type { AgendaView, Command, ForumEntry, Rules, RulesWish } from '$lib/protocol/generated/protocol';

/** The ways of the rules to the server. */
interface Ways {
  forum(): ForumEntry | undefined;
  agenda(): Pick<AgendaView, 'sessions'> | undefined;
  now(): number;
  /** Says whether it was done; a refusal was told. */
  give(command: Command): Promise<boolean>;
  /** Reads the forum anew. */
  read(): Promise<void>;
  /** Tells that they are so now. */
  saved(): void;
}

/** The rules that are numbers. */
export const numbered = [
  'question_length',
  'option_length',
  'name_length',
  'comment_length',
  'waiting_per_person',
  'between_questions',
  'early_questions',
  'words_kept_days',
  'questions_per_session',
  'supports_per_person',
] as const;

export type Numbered = (typeof numbered)[number];

/** What one of them is worth in a field: times are told in seconds or minutes. */
const units: Partial<Record<Numbered, number>> = { between_questions: 1_000, early_questions: 60_000 };
const unitOf = (rule: Numbered) => units[rule] ?? 1;

const dayMs = 86_400_000;

type Choices = Pick<Rules, 'moderation' | 'names' | 'presenter_calls_next'>;

/** What of a word list goes into one frame, in bytes of its texts. */
const frameBytes = 8_000;

/** The forum's rules in its organiser's hands. What was touched here is kept until it is saved; the rest follows what stands. */
export class RulesDesk {
  readonly #ways: Ways;
  #choices = $state.raw<Partial<Choices>>({});
  #numbers = $state.raw<Partial<Record<Numbered, number | undefined>>>({});
  #words = $state<string>();
  /** The forum's version when the first thing was touched, or that this page came to itself since. */
  #since = $state<number>();
  /** What was touched is on its way. */
  isSaving = $state(false);

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  get #stands(): Rules | undefined {
    return this.#ways.forum()?.rules;
  }

  /** Whether there is something to show. */
  get isThere(): boolean {
    return this.#stands !== undefined;
  }

  choice<K extends keyof Choices>(rule: K): Choices[K] | undefined {
    return this.#choices[rule] ?? this.#stands?.[rule];
  }

  choose<K extends keyof Choices>(rule: K, value: Choices[K]): void {
    this.#touch();
    this.#choices = { ...this.#choices, [rule]: value };
  }

  /** The number in its field; none while nothing that is one stands there. */
  number(rule: Numbered): number | undefined {
    if (rule in this.#numbers) return this.#numbers[rule];
    const stands = this.#stands?.[rule];
    return stands === undefined ? undefined : stands / unitOf(rule);
  }

  setNumber(rule: Numbered, value: number | null | undefined): void {
    this.#touch();
    this.#numbers = { ...this.#numbers, [rule]: value ?? undefined };
  }

  /** The least and the most of a number, as its field has them. */
  bounds(rule: Numbered): readonly [number, number] {
    const [least, most] = ruleBounds[rule];
    return [Math.ceil(least / unitOf(rule)), Math.floor(most / unitOf(rule))];
  }

  isOut(rule: Numbered): boolean {
    const value = this.number(rule);
    const [least, most] = this.bounds(rule);
    // What stands was set elsewhere, perhaps in the middle of a minute.
    if (!(rule in this.#numbers)) return false;
    return value === undefined || !Number.isInteger(value) || value < least || value > most;
  }

  /** The word list, one a line. */
  get words(): string {
    return this.#words ?? this.#stands?.word_list.join('\n') ?? '';
  }

  set words(text: string) {
    this.#touch();
    this.#words = text;
  }

  get #list(): readonly string[] {
    const lines = this.words.split('\n').map((line) => line.trim().replace(/\s+/g, ' '));
    return [...new Set(lines.filter((line) => line !== ''))];
  }

  get hasLongWord(): boolean {
    return this.#words !== undefined && this.#list.some((word) => graphemes(word) > ruleBounds.word[1]);
  }

  get hasTooManyWords(): boolean {
    return this.#words !== undefined && this.#list.length > ruleBounds.words[1];
  }

  /** Whether something was touched that differs from what stands. */
  get isChanged(): boolean {
    return Object.keys(this.#wish()).length > 0 || this.out.length > 0;
  }

  get canSave(): boolean {
    return this.isChanged && !this.hasLongWord && !this.hasTooManyWords && this.out.length === 0;
  }

  /** The numbers that keep all of it from being saved. */
  get out(): readonly Numbered[] {
    return numbered.filter((rule) => this.isOut(rule));
  }

  /** Whether the days were made so few that by the agenda they are over by the day after tomorrow: then the words go soon. */
  get erasesSoon(): boolean {
    const [days, stands] = [this.number('words_kept_days'), this.#stands];
    const ends = this.#ways.agenda()?.sessions.map((session) => session.ends) ?? [];
    if (days === undefined || stands === undefined || ends.length === 0) return false;
    return days < stands.words_kept_days && Math.max(...ends) + (days - 2) * dayMs <= this.#ways.now();
  }

  /**
   * Whether something of the forum was set elsewhere since the first thing was touched here. While this page saves, its own pieces may
   * come back before they are acknowledged.
   */
  get isOvertaken(): boolean {
    const version = this.#ways.forum()?.version;
    return !this.isSaving && this.#since !== undefined && version !== undefined && version > this.#since;
  }

  /** Leaves all that was touched. */
  putBack(): void {
    this.#choices = {};
    this.#numbers = {};
    this.#words = undefined;
    this.#since = undefined;
  }

  /** Saves what was touched; of a long word list piece by piece. What was refused stays in its fields. */
  async save(): Promise<void> {
    if (!this.canSave || this.isSaving) return;
    this.isSaving = true;
    try {
      const isSaved = await this.#send();
      await this.#ways.read();
      if (!isSaved) return;
      this.putBack();
      this.#ways.saved();
    } finally {
      this.isSaving = false;
    }
  }

  /** Whether all pieces were taken. Each that was is this page's own change of the forum. */
  async #send(): Promise<boolean> {
    let version = this.#ways.forum()?.version;
    if (version === undefined) return false;
    for (const rules of pieces(this.#wish())) {
      if (!(await this.#ways.give({ do: 'set_rules', version, rules }))) return false;
      version += 1;
      this.#since = version;
    }
    return true;
  }

  #touch(): void {
    this.#since ??= this.#ways.forum()?.version;
  }

  #wish(): RulesWish {
    const stands = this.#stands;
    if (!stands) return {};
    const chosen = Object.entries(this.#choices).filter(([rule, value]) => stands[rule as keyof Choices] !== value);
    const set = numbered
      .filter((rule) => rule in this.#numbers && !this.isOut(rule))
      .map((rule) => [rule, (this.#numbers[rule] ?? 0) * unitOf(rule)] as const)
      .filter(([rule, value]) => stands[rule] !== value);
    return { ...Object.fromEntries(chosen), ...Object.fromEntries(set), ...this.#listWish(stands.word_list) };
  }

  #listWish(stands: readonly string[]): RulesWish {
    if (this.#words === undefined) return {};
    const list = new Set(this.#list);
    const without_words = stands.filter((word) => !list.has(word));
    const with_words = [...list].filter((word) => !stands.includes(word));
    return { ...(without_words.length > 0 && { without_words }), ...(with_words.length > 0 && { with_words }) };
  }
}

/** A wish in pieces that are each short enough for a frame: what goes off the list first, as it may be full. */
function pieces({ without_words, with_words, ...others }: RulesWish): RulesWish[] {
  const off = slices(without_words ?? []).map((without_words): RulesWish => ({ without_words }));
  const on = slices(with_words ?? []).map((with_words): RulesWish => ({ with_words }));
  const rest = Object.keys(others).length > 0 ? [others] : [];
  return [...rest, ...off, ...on];
}

function slices(words: readonly string[]): string[][] {
  const all: string[][] = [];
  let left = 0;
  for (const word of words) {
    const bytes = new TextEncoder().encode(JSON.stringify(word)).length;
    if (left < bytes) {
      all.push([]);
      left = frameBytes;
    }
    all.at(-1)?.push(word);
    left -= bytes;
  }
  return all;
}
