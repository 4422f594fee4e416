import { readCode } from '$lib/badges/code';
import type { Badge } from '$lib/badges/held.svelte';
import { requestText } from '$lib/i18n/requests';
import { HttpRefusal } from '$lib/net/http';
import { lookUp } from './held-badge';

/** A badge's code on its way onto this device: typed, looked at by the server, then held. */
export class CodeEntry {
  typed = $state('');
  /** Why it was not taken, in words. */
  refusal = $state<string>();
  isBusy = $state(false);
  readonly #badge: Badge;
  readonly #token: string;

  constructor(badge: Badge, token: string) {
    this.#badge = badge;
    this.#token = token;
  }

  /** Whether there is a code to look at: whole, and not mistyped. */
  get isWhole(): boolean {
    return readCode(this.typed).is === 'whole';
  }

  /** Whether the badge is held now. What was typed stays where it is not. */
  async send(): Promise<boolean> {
    const reading = readCode(this.typed);
    if (reading.is !== 'whole' || this.isBusy) return false;
    this.isBusy = true;
    this.refusal = undefined;
    try {
      this.#badge.hold(await lookUp(reading.code, this.#token));
      this.typed = '';
      return true;
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      this.refusal = requestText(why.code);
      return false;
    } finally {
      this.isBusy = false;
    }
  }
}
