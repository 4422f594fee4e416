import { joinCode } from '$lib/i18n/digits';
import { HttpRefusal } from '$lib/net/http';
import type { Identities } from '$lib/net/join';

/** Why nobody came in: the code is not one, or what the server answered. */
export type JoinRefusal = 'not_six_digits' | (string & {});

/** The front door: a code is typed, tried, and leads on. */
export class JoinPage {
  readonly #identities: Identities;
  readonly #go: (address: string) => void;
  code = $state('');
  #refusal = $state<JoinRefusal>();
  #busy = $state(false);
  #again: ReturnType<typeof setTimeout> | undefined;

  constructor(identities: Identities, go: (address: string) => void) {
    this.#identities = identities;
    this.#go = go;
  }

  get refusal(): JoinRefusal | undefined {
    return this.#refusal;
  }

  get busy(): boolean {
    return this.#busy;
  }

  /** The forum that this device was in last, and how to get back to it. */
  get latest() {
    return this.#identities.latest;
  }

  /** Where the page leads at once: opened from the home screen (`/?home`), to the forum that this device was in last. */
  homeOf({ search }: URL | Location): string | undefined {
    return this.latest && new URLSearchParams(search).has('home') ? `/j/${this.latest.code}` : undefined;
  }

  async join(): Promise<void> {
    clearTimeout(this.#again);
    const code = joinCode(this.code);
    if (code === undefined) {
      this.#refusal = 'not_six_digits';
      return;
    }
    this.#refusal = undefined;
    this.#busy = true;
    try {
      await this.#identities.join(code);
      this.#go(`/j/${code}`);
    } catch (cause) {
      this.#refused(code, cause instanceof HttpRefusal ? cause : new HttpRefusal('unreachable'));
    } finally {
      this.#busy = false;
    }
  }

  #refused(tried: string, { code, againMs }: HttpRefusal): void {
    this.#refusal = code;
    // Who types another code meanwhile asks by that one.
    const again = () => joinCode(this.code) === tried && void this.join();
    if (code === 'full') this.#again = setTimeout(again, againMs);
  }
}
