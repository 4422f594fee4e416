import type { Asks } from '$lib/net/queries';
import type { QuestionItem } from '$lib/protocol/generated/protocol';

/** Between the last letter typed and the search. */
const restMs = 200;

/** The search of the list: the server finds Arabic however it is spelled. */
export class Search {
  text = $state('');
  /** How often somebody wanted to type here: the field takes the focus when it grows. */
  wanted = $state(0);
  /** What was found; none while nothing is looked for. */
  found = $state.raw<readonly QuestionItem[]>();
  /** The server did not answer the last search. */
  failed = $state(false);
  #timer: ReturnType<typeof setTimeout> | undefined;
  readonly #live: Asks<'find'>;

  constructor(live: Asks<'find'>) {
    this.#live = live;
  }

  /** Looks for what is typed, once the typing rests. */
  type(text: string): void {
    this.text = text;
    clearTimeout(this.#timer);
    if (text.trim() === '') this.found = undefined;
    else this.#timer = setTimeout(() => void this.look(), restMs);
  }

  /** Looks for the text at once. */
  async look(): Promise<void> {
    const text = this.text.trim();
    if (text === '') return;
    const found = await this.#live.queries.find(text).catch(() => undefined);
    // Only what answers the text as it is now; an older answer may come after a newer one.
    if (text !== this.text.trim()) return;
    this.found = found;
    this.failed = !found;
  }

  clear(): void {
    this.type('');
  }
}
