import { language, m } from '$lib/i18n/language.svelte';
import { type Locale, locales } from '$lib/i18n/locale';
import { titleLanguage } from '$lib/i18n/title';
import { ask, HttpRefusal } from '$lib/net/http';
import type { ForumWish, MadeForum, Mistake, Template, Title } from '$lib/protocol/generated/protocol';
import { dayAfter, ownZone } from './days-ahead';
import { type Handout, handoutOf } from './handout';
import { type Network, wifiOf } from './network';

/** The templates, in their order. */
export const templates: readonly Template[] = ['one_panel', 'one_day', 'two_days'];

/** A forum to make, a server's first or another one: what is asked about it, and what came of that. */
export class NewForum {
  way = $state<'template' | 'file'>('template');
  name = $state<Title>({ ar: '', en: '' });
  template = $state<Template>('one_panel');
  /** IANA name of the zone that the halls are in. */
  zone = $state(ownZone());
  network = $state<Network>({ name: '', password: '' });
  file = $state.raw<File>();
  /** Why the forum was not made, as a code of the server. */
  refusal = $state<string>();
  mistakes = $state.raw<readonly Mistake[]>([]);
  /** The link that makes it was used already. */
  isSpent = $state(false);
  #halls = $state<string>();
  #firstDay = $state<string>();
  #firstLanguage = $state<Locale>();
  readonly #token: string;
  readonly #made: (made: Handout) => void;
  readonly #now: () => number;

  /** It is made with the link's token; `made` is told what is to be handed out. */
  constructor(token: string, made: (made: Handout) => void, now: () => number = Date.now) {
    this.#token = token;
    this.#made = made;
    this.#now = now;
  }

  /** It has a name in one language at least. */
  get isNamed(): boolean {
    return Object.keys(this.#title()).length > 0;
  }

  /** As 2026-11-26; tomorrow, where nothing else was said. */
  get firstDay(): string {
    return this.#firstDay ?? dayAfter(this.#now(), this.zone);
  }

  set firstDay(day: string) {
    this.#firstDay = day;
  }

  /** One hall a line; one main hall, where nothing else was said. */
  get halls(): string {
    return this.#halls ?? m.organise_first_hall();
  }

  set halls(halls: string) {
    this.#halls = halls;
  }

  /** The one that this page is read in, where nothing else was said. */
  get firstLanguage(): Locale {
    return this.#firstLanguage ?? language.locale;
  }

  set firstLanguage(locale: Locale) {
    this.#firstLanguage = locale;
  }

  /** Asks whether the link is still good, before anybody fills in a form for nothing. */
  async checkLink(): Promise<void> {
    try {
      await ask('/v1/forums', { token: this.#token });
    } catch (why) {
      this.#refused(why);
    }
  }

  async make(): Promise<void> {
    this.refusal = undefined;
    this.mistakes = [];
    try {
      const body = await this.#wish();
      this.#made(handoutOf(await ask<MadeForum>('/v1/forums', { method: 'POST', token: this.#token, body })));
    } catch (why) {
      this.#refused(why);
    }
  }

  async #wish(): Promise<ForumWish> {
    if (this.way === 'file') return { file: (await this.file?.text()) ?? '' };
    const { template, zone, firstDay: first_day } = this;
    const languages = [...new Set([this.firstLanguage, ...locales])];
    const wish: ForumWish = { template, first_day, zone, languages, name: this.#title(), halls: this.#titles() };
    return this.network.name.trim() === '' ? wish : { ...wish, wifi: wifiOf(this.network) };
  }

  #title(): Title {
    const given = Object.entries(this.name).map(([lang, text]) => [lang, text.trim()]);
    return Object.fromEntries(given.filter(([, text]) => text !== ''));
  }

  /** The halls by the names that were given; the usual one is named in the language of the page. */
  #titles(): Title[] {
    const named = this.#halls === undefined ? language.locale : this.firstLanguage;
    const lines = this.halls.split('\n').map((line) => line.trim());
    return lines.filter((line) => line !== '').map((line) => ({ [titleLanguage(named)]: line }));
  }

  #refused(why: unknown): void {
    if (!(why instanceof HttpRefusal)) throw why;
    this.isSpent = ['setup_spent', 'bad_token'].includes(why.code);
    this.refusal = why.code;
    this.mistakes = why.mistakes;
  }
}
