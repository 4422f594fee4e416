import { ask, HttpRefusal } from '$lib/net/http';
import { newId } from '$lib/net/id';
import type { BadgeList, ListTaken, Mistake } from '$lib/protocol/generated/protocol';

/** Refusals that pass by themselves: the same list is sent again, under the same id. */
const passing = ['unreachable', 'unavailable', 'too_slow', 'busy', 'try_again', 'rate_limited'];

/** How an import stands. */
export type Importing = 'choosing' | 'looking' | 'told' | 'importing' | 'done';

interface Server {
  readonly token: string;
  /** Waits before the list is sent again, in milliseconds. */
  readonly rest?: (ms: number) => Promise<void>;
}

/** A list of attendees on its way to become badges: looked through first, then taken. */
export class ListImport {
  stands = $state<Importing>('choosing');
  name = $state('');
  /** What it came to, or would. */
  told = $state.raw<ListTaken>();
  refusal = $state<string>();
  mistakes = $state.raw<readonly Mistake[]>([]);
  /** The server has not answered yet, and is asked again. */
  isWaiting = $state(false);
  readonly #server: Server;
  readonly #taken: () => void;
  #content = '';
  #id = '';

  /** `taken` hears that badges were made or changed. */
  constructor(server: Server, taken: () => void) {
    this.#server = server;
    this.#taken = taken;
  }

  /** Has a file looked through: nothing is written. */
  async look(file: File): Promise<void> {
    this.#begin('looking', file.name);
    // Every sending of this import has one id: it is taken once, however often it is sent.
    const id = newId();
    this.#id = id;
    const content = await base64(file);
    if (id !== this.#id) return;
    this.#content = content;
    await this.#ask(true);
  }

  /** Takes what was looked through. */
  async take(): Promise<void> {
    if (this.stands !== 'told') return;
    this.#begin('importing', this.name);
    if (!(await this.#ask(false))) return;
    this.#content = '';
    this.#taken();
  }

  /** Lets go of the list. */
  leave(): void {
    this.#content = '';
    this.#id = '';
    this.told = undefined;
    this.#begin('choosing', '');
  }

  #begin(stands: Importing, name: string): void {
    this.stands = stands;
    this.name = name;
    this.refusal = undefined;
    this.mistakes = [];
    this.isWaiting = false;
  }

  /** Whether the server took it, or said what it would come to; not where it was left meanwhile. */
  async #ask(dry: boolean): Promise<boolean> {
    const id = this.#id;
    const body: BadgeList = { file: this.#content, id, dry };
    while (id === this.#id) {
      try {
        const told = await ask<ListTaken>('/v1/badges', { method: 'POST', token: this.#server.token, body });
        if (id === this.#id) this.#answered(told, dry);
        return id === this.#id;
      } catch (why) {
        if (!(why instanceof HttpRefusal)) throw why;
        if (id !== this.#id) return false;
        if (dry || !passing.includes(why.code)) {
          this.#refused(why);
          return false;
        }
        this.isWaiting = true;
        await (this.#server.rest ?? rested)(why.againMs);
      }
    }
    return false;
  }

  #answered(told: ListTaken, dry: boolean): void {
    this.told = told;
    this.isWaiting = false;
    this.stands = dry ? 'told' : 'done';
  }

  #refused({ code, mistakes }: HttpRefusal): void {
    this.stands = 'choosing';
    this.isWaiting = false;
    this.refusal = code;
    this.mistakes = mistakes;
  }
}

const rested = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms));

/** A file's bytes, as JSON can hold them. */
async function base64(file: File): Promise<string> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  // Whole threes of bytes: their letters can be put one after the other.
  const step = 3 * 8_192;
  const parts = Array.from({ length: Math.ceil(bytes.length / step) }, (_, at) =>
    btoa(String.fromCharCode(...bytes.subarray(at * step, (at + 1) * step))),
  );
  return parts.join('');
}
