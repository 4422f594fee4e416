import { type Digits, defaultDigits, direction, firstLocale, type Locale } from './locale';
import { type Formats, formats } from './numbers';
import { readSetting, writeSetting } from './settings';
import { wishedLocale } from './wished';

type Compiled = typeof import('../../../generated/messages/ar.js');
type Blanks<Key extends keyof Compiled> = Parameters<Compiled[Key]>[0];

/** Every message, as a function of what fills its blanks. */
export type Messages = {
  readonly [Key in keyof Compiled]: object extends Blanks<Key> ? () => string : (of: Blanks<Key>) => string;
};

/** How a page loads its messages, language by language; each language has those that the page names. */
export type Catalogue = Record<Locale, () => Promise<Partial<Compiled>>>;

/** What a forum says of its languages and times. */
export interface Forum {
  readonly languages: readonly string[];
  /** IANA name of its zone. */
  readonly zone: string;
  readonly look?: { readonly hijri: boolean };
}

/** Who reads a page: a person by a browser of their own, or a hall, which a wall speaks to whatever its machine asks for. */
export type Reader = 'person' | 'hall';

/**
 * The messages of the language in hand. Read it where something is shown, never while a module is loaded: before
 * `language.begin` it is empty, and a change of language replaces it and mounts the page again.
 */
export let m = {} as Messages;

/** The language of the page: which one, its digits, and how it writes numbers and times. */
export class Language {
  readonly #catalogues: Catalogue[] = [];
  #forum: readonly string[] = [];
  #asked: Locale = firstLocale;
  #locale = $state<Locale>(firstLocale);
  #digits = $state<Digits>(defaultDigits(firstLocale));
  #zone = $state<string>();
  #withHijri = $state(false);
  readonly formats: Formats = $derived(formats(this.#locale, this.#digits, this.#zone, this.#withHijri));

  /** The language shown. */
  get locale(): Locale {
    return this.#locale;
  }

  get digits(): Digits {
    return this.#digits;
  }

  /** Loads the language that the address, the device or the browser asks for. Call it once, before mounting. */
  async begin(catalogue: Catalogue): Promise<void> {
    this.#catalogues.splice(0, Number.POSITIVE_INFINITY, catalogue);
    await this.#show(wishedLocale(this.#forum));
  }

  /** Loads the messages of what a page shows later beside those that it has, in this language and any other to come. */
  async add(catalogue: Catalogue): Promise<void> {
    this.#catalogues.push(catalogue);
    // The language may be changed meanwhile: then the change loads these too.
    const locale = this.#locale;
    const added = await catalogue[locale]();
    if (locale === this.#locale) m = { ...m, ...(added as unknown as Messages) };
  }

  /** The forum is known: its zone and calendars stand for all times, its first language for who asks for none. */
  async adopt(forum: Forum, reader: Reader = 'person'): Promise<void> {
    this.#forum = forum.languages;
    this.#zone = forum.zone;
    this.#withHijri = forum.look?.hijri ?? false;
    await this.#show(reader === 'hall' ? wishedLocale(this.#forum, []) : wishedLocale(this.#forum));
  }

  /** The person chose a language: show it, and remember it on this device. */
  async choose(locale: Locale): Promise<void> {
    writeSetting('language', locale);
    const address = new URL(location.href);
    if (address.searchParams.has('lang')) {
      address.searchParams.delete('lang');
      history.replaceState(history.state, '', address);
    }
    await this.#show(locale);
  }

  /** The person chose digits, for any language, on this device. */
  chooseDigits(digits: Digits): void {
    writeSetting('digits', digits);
    this.#digits = digits;
  }

  /** Shows the language that was asked for last, when all that the page names is there in it. */
  async #show(asked: Locale): Promise<void> {
    if (this.#catalogues.length === 0) throw new Error('a language is shown before `begin`');
    this.#asked = asked;
    let known = -1;
    let locale = asked;
    let parts: Partial<Compiled>[] = [];
    // Another language, or the messages of what is shown later, may be asked for while these are on their way.
    while (locale !== this.#asked || known !== this.#catalogues.length) {
      [locale, known] = [this.#asked, this.#catalogues.length];
      parts = await Promise.all(this.#catalogues.map((catalogue) => catalogue[locale]()));
    }
    // A page names only some messages, and its chunks have exactly those: what it names is there.
    m = Object.assign({}, ...parts) as Messages;
    const digits = readSetting('digits');
    this.#digits = digits === 'arab' || digits === 'latn' ? digits : defaultDigits(locale);
    this.#locale = locale;
    document.documentElement.lang = locale;
    document.documentElement.dir = direction(locale);
  }
}

export const language = new Language();

/** A counted message (`{count, n}`): the count chooses the plural's form, `n` is what is printed of it. */
export function counted(message: (of: { count: number; n: string }) => string, count: number): string {
  return message({ count, n: language.formats.number(count) });
}
