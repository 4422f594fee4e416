import type { LookView, Title } from '$lib/protocol/generated/protocol';
import { ask } from './http';
import { keep, kept } from './storage';

/** A hall that a code can lead to, with the session that runs in it. */
export interface JoinedHall {
  readonly hall: number;
  readonly name: Title;
  readonly code: string;
  readonly session: number | null;
}

/** Where a code led. */
export interface Joined {
  /** What this device shows from now on. */
  readonly token: string;
  readonly person: string;
  readonly forum: string;
  readonly slug: string;
  readonly name: Title;
  readonly languages: readonly string[];
  readonly zone: string;
  readonly rehearsal: boolean;
  readonly look?: LookView;
  readonly hall: number | null;
  /** The session to look at; null where several halls are running: the person chooses. */
  readonly session: number | null;
  readonly halls: readonly JoinedHall[];
}

/** The forum that this device was in last. */
export interface Latest {
  readonly code: string;
  readonly name: Title;
}

type Post = (body: { code: string; token?: string }) => Promise<Joined>;

const post: Post = (body) => ask('/v1/join', { method: 'POST', body });

const keys = {
  token: (forum: string) => `majlis.token.${forum}`,
  joined: (code: string) => `majlis.joined.${code}`,
  latest: 'majlis.latest',
};

/** Whether it is by this that another tab has had the device forget who it is in a forum. */
export function isForgotten(forum: string, { key, newValue }: Pick<StorageEvent, 'key' | 'newValue'>): boolean {
  return key === keys.token(forum) && newValue === null;
}

/**
 * Who this device is in each forum. It stays the same person across reloads and tabs: the token is kept, and shown
 * again at the next join.
 */
export class Identities {
  readonly #storage: Storage;
  readonly #post: Post;
  #begun: { readonly code: string; readonly joined: Promise<Joined> } | undefined;

  constructor(storage: Storage, join: Post = post) {
    this.#storage = storage;
    this.#post = join;
  }

  /** Begins to join by a code, before there is anybody to ask for it: the next `join` by that code goes on with it. */
  begin(code: string): Promise<Joined> {
    const joined = this.#join(code);
    // Whoever goes on with it hears of a refusal.
    joined.catch(() => {});
    this.#begun = { code, joined };
    return joined;
  }

  /** Joins by a code. Throws an `HttpRefusal`. */
  join(code: string): Promise<Joined> {
    const begun = this.#begun;
    this.#begun = undefined;
    return begun?.code === code ? begun.joined : this.#join(code);
  }

  async #join(code: string): Promise<Joined> {
    const forum = this.remembered(code)?.forum ?? this.latest?.forum;
    const first = await this.#joinAs(code, forum);
    // A code of another hall says its forum only now: the device may have been there under another code.
    const known = this.#tokenOf(first.forum);
    const joined = first.forum === forum || known === undefined ? first : await this.#joinAs(code, first.forum);
    this.#remember(code, joined);
    return joined;
  }

  /** Where the code led the last time, on this device, as who it is now. */
  remembered(code: string): Joined | undefined {
    const joined = kept<Joined>(this.#storage, keys.joined(code));
    const token = joined && this.#tokenOf(joined.forum);
    return token ? { ...joined, token, person: token.split('.')[2] ?? joined.person } : joined;
  }

  get latest(): (Latest & { forum: string }) | undefined {
    return kept(this.#storage, keys.latest);
  }

  /** Whether a text is the token of a person, as far as a device can tell. */
  isPerson(text: string): boolean {
    const [kind, forum, person] = text.split('.');
    return kind === 'p1' && !!forum && !!person;
  }

  /** Becomes the person of another device, whose token was brought over. Only ever when the person here wants it. */
  adopt(token: string): void {
    const [, forum = ''] = token.split('.');
    if (this.isPerson(token)) keep(this.#storage, keys.token(forum), token);
  }

  async #joinAs(code: string, forum: string | undefined): Promise<Joined> {
    const token = forum === undefined ? undefined : this.#tokenOf(forum);
    return this.#post(token === undefined ? { code } : { code, token });
  }

  #tokenOf(forum: string): string | undefined {
    return kept<string>(this.#storage, keys.token(forum));
  }

  #remember(code: string, joined: Joined): void {
    keep(this.#storage, keys.token(joined.forum), joined.token);
    keep(this.#storage, keys.joined(code), joined);
    keep(this.#storage, keys.latest, { code, name: joined.name, forum: joined.forum });
  }
}
