import { language, m } from '$lib/i18n/language.svelte';
import { adoptForum } from '$lib/look/look.svelte';
import { behindHash, codeAt } from '$lib/net/address';
import { ask, askFile, HttpRefusal } from '$lib/net/http';
import type { RecordView } from '$lib/protocol/generated/protocol';

/** A forum's record, by the join code of its address, or by an organiser's token behind the `#`. */
export class RecordPage {
  record = $state.raw<RecordView>();
  /** Why there is none to show. */
  refusal = $state<string>();
  readonly #token: string | undefined;
  readonly #code: string | undefined;
  readonly #isFull: boolean;

  constructor(address: URL | Location = location) {
    const token = behindHash(address);
    this.#token = token.startsWith('c1.') ? token : undefined;
    this.#code = /^\/record\/./.test(address.pathname) ? codeAt(address) : undefined;
    this.#isFull = new URLSearchParams(address.search).has('full');
  }

  /** Whether the address says which record. */
  get isNamed(): boolean {
    return this.#token !== undefined || this.#code !== undefined;
  }

  async read(): Promise<void> {
    this.refusal = undefined;
    try {
      const record = await ask<RecordView>(this.#path('/v1/record', {}), this.#by);
      // Its logo's address names the forum, which a record does not.
      const { logo: _, ...look } = record.look ?? { logo: undefined, version: 1, hijri: false };
      const forum = { languages: record.languages, zone: record.zone, look };
      await adoptForum(forum as Parameters<typeof adoptForum>[0], '');
      this.record = record;
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      this.refusal = why.code;
    }
  }

  /** The same as a document, in the page's language. */
  async keep(): Promise<void> {
    const lang = language.locale === 'en' ? 'en' : 'ar';
    try {
      const { content, name } = await askFile(this.#path('/v1/record.docx', { lang }), this.#by);
      const link = document.createElement('a');
      link.href = URL.createObjectURL(content);
      link.download = name ?? `${m.record_title()}.docx`;
      link.click();
      URL.revokeObjectURL(link.href);
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      this.refusal = why.code;
    }
  }

  get #by() {
    return this.#token === undefined ? {} : { token: this.#token };
  }

  #path(path: string, fields: Record<string, string>): string {
    const query = new URLSearchParams(fields);
    if (this.#token === undefined && this.#code !== undefined) query.set('code', this.#code);
    if (this.#isFull) query.set('full', 'true');
    const asked = query.toString();
    return asked === '' ? path : `${path}?${asked}`;
  }
}
