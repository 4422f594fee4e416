import { adoptForum } from '$lib/look/look.svelte';
import { HttpRefusal } from '$lib/net/http';
import type { Identities, Joined } from '$lib/net/join';

/** How the way into the forum stands. */
export type Entering = 'joining' | 'in' | 'refused';

/** Refusals that pass by themselves: the page asks again. */
const passing = ['unreachable', 'unavailable', 'full', 'too_slow', 'too_many_tries', 'rate_limited'];
/** How long a join may take before a page that was here before goes in with what it remembers. */
const patience = 2_500;

/** The way from an address into the forum: joins by its code, with the identity that this device has. */
export class Entrance {
  readonly code: string;
  readonly #identities: Identities;
  readonly #wentIn: (joined: Joined) => void;
  #state = $state<Entering>('joining');
  #refusal = $state<string>();
  #again: ReturnType<typeof setTimeout> | undefined;

  /** `wentIn` hears of every join that succeeded. */
  constructor(code: string, identities: Identities, wentIn: (joined: Joined) => void) {
    this.code = code;
    this.#identities = identities;
    this.#wentIn = wentIn;
  }

  get state(): Entering {
    return this.#state;
  }

  /** Why the way in is closed, as a code of the server, or what keeps it from opening for the moment. */
  get refusal(): string | undefined {
    return this.#refusal;
  }

  /** Joins, and asks again by itself while nothing answers. */
  async enter(): Promise<void> {
    clearTimeout(this.#again);
    const joining = this.#identities.join(this.code);
    const remembered = this.#identities.remembered(this.code);
    // Without a network the page still opens, with what was kept here; its connection goes on trying.
    const impatient = remembered && setTimeout(() => void this.#goIn(withoutPlace(remembered)), patience);
    try {
      const joined = await joining;
      clearTimeout(impatient);
      await this.#goIn(joined);
    } catch (cause) {
      await this.#refused(cause instanceof HttpRefusal ? cause : new HttpRefusal('unreachable'), remembered);
    } finally {
      clearTimeout(impatient);
    }
  }

  /** Joins anew, with the page that is open standing until that succeeded. */
  async again(): Promise<void> {
    this.#state = 'joining';
    await this.enter();
  }

  #isIn(): boolean {
    return this.#state === 'in';
  }

  async #goIn(joined: Joined): Promise<void> {
    if (this.#isIn()) return;
    await adoptForum(joined, joined.forum);
    // The other of the two ways in may have opened it while the forum's language came.
    if (this.#isIn()) return;
    this.#refusal = undefined;
    this.#state = 'in';
    this.#wentIn(joined);
  }

  async #refused({ code, againMs }: HttpRefusal, remembered: Joined | undefined): Promise<void> {
    if (this.#isIn()) return;
    const passes = passing.includes(code);
    if (passes && remembered) {
      await this.#goIn(withoutPlace(remembered));
      return;
    }
    this.#refusal = code;
    this.#state = passes ? 'joining' : 'refused';
    if (passes) this.#again = setTimeout(() => void this.enter(), againMs);
  }
}

/** What is remembered of a join, without the session that ran then: another may run now. */
function withoutPlace(joined: Joined): Joined {
  return { ...joined, session: null };
}
