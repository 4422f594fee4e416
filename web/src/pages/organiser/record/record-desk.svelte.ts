import { graphemes } from '$lib/i18n/graphemes';
import { bounds } from '$lib/protocol/generated/bounds';
import type { Command, RecordHead, Title } from '$lib/protocol/generated/protocol';

/** The ways of the record to the server. Each says whether it was done; a refusal was told. */
interface Ways {
  head(): RecordHead | undefined;
  give(command: Command): Promise<boolean>;
  /** Tells that it is so now. */
  saved(): void;
}

type Language = 'ar' | 'en';

/** How the forum's record is given, in its organiser's hands. */
export class RecordDesk {
  readonly #ways: Ways;
  /** What was written here; the rest follows what stands. */
  #draft = $state.raw<Partial<Record<Language, string>>>({});

  constructor(ways: Ways) {
    this.#ways = ways;
  }

  get isPublished(): boolean {
    return this.#ways.head()?.published ?? false;
  }

  /** The introduction in hand. */
  text(language: Language): string {
    return this.#draft[language] ?? this.#ways.head()?.intro[language] ?? '';
  }

  write(language: Language, text: string): void {
    this.#draft = { ...this.#draft, [language]: text };
  }

  isTooLong(language: Language): boolean {
    return graphemes(this.text(language)) > bounds.recordIntro;
  }

  /** Whether the introduction in hand is another one than the one that stands. */
  get isChanged(): boolean {
    const stands = this.#ways.head()?.intro;
    return (['ar', 'en'] as const).some((language) => this.text(language) !== (stands?.[language] ?? ''));
  }

  save(): Promise<void> {
    return this.#set(this.isPublished);
  }

  publish(published: boolean): Promise<void> {
    return this.#set(published);
  }

  async #set(published: boolean): Promise<void> {
    const version = this.#ways.head()?.version ?? 0;
    const intro: Title = { ar: this.text('ar'), en: this.text('en') };
    if (!(await this.#ways.give({ do: 'set_record', version, published, intro }))) return;
    this.#draft = {};
    this.#ways.saved();
  }
}
