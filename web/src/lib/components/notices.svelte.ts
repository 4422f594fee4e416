/** What can be done about a notice while it stands, such as taking back what it tells of. */
export interface NoticeAction {
  label: string;
  run: () => void;
}

export interface Notice {
  readonly id: number;
  readonly text: string;
  readonly action: NoticeAction | undefined;
}

/** How long a notice stands; one that can be acted on stands longer. */
const standsMs = 5_000;
const standsWithActionMs = 10_000;

/** Between two things that are read out: who listens must be able to hear the page too. */
const betweenSpokenMs = 5_000;

/** Calls back after some time; returns what cancels it. Tests give one whose time they move. */
export type Later = (run: () => void, ms: number) => () => void;

/** By the clock of the browser. */
export const later: Later = (run, ms) => {
  const timer = setTimeout(run, ms);
  return () => clearTimeout(timer);
};

/**
 * Short notices at the edge of a page, and what is read out to those who listen.
 *
 * Everything is shown at once; of what comes while something was read out in the last five seconds, only the newest is
 * read out, when they are over. They stand in the region that came last: an open dialog has one of its own, for all that
 * is outside of it is neither heard nor pressed.
 */
export class Notices {
  shown = $state<readonly Notice[]>([]);
  spoken = $state('');
  #regions = $state.raw<readonly object[]>([]);
  #last = 0;
  #waiting: string | undefined;
  /** How things stand that were not read out yet, the one that waits longest first; and how each stood when it was. */
  readonly #standing = new Map<string, string>();
  readonly #mentioned = new Map<string, string>();
  #quiet = true;
  readonly #later: Later;

  constructor(callLater: Later = later) {
    this.#later = callLater;
  }

  /** Shows a notice and reads it out. Returns what takes it away. */
  show(text: string, action?: NoticeAction): () => void {
    this.#last += 1;
    const notice: Notice = { id: this.#last, text, action };
    this.shown = [...this.shown, notice];
    this.#later(() => this.dismiss(notice.id), action ? standsWithActionMs : standsMs);
    this.speak(text);
    return () => this.dismiss(notice.id);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  /** Reads something out without showing it: the page shows it already. */
  speak(text: string): void {
    this.#waiting = text;
    this.#readNext();
  }

  /**
   * Reads out how something stands, such as a count that goes on: after everything else, and only as it stands then; nothing
   * of what stands again as it was read out, or need not be told any more.
   */
  mention(what: string, text: string | undefined): void {
    if (text === undefined || text === this.#mentioned.get(what)) this.#standing.delete(what);
    else this.#standing.set(what, text);
    this.#readNext();
  }

  /** A region has come. Returns what takes it away. */
  enter(region: object): () => void {
    this.#regions = [...this.#regions, region];
    return () => {
      this.#regions = this.#regions.filter((other) => other !== region);
    };
  }

  /** Whether a region is the one that shows and speaks. */
  isIn(region: object): boolean {
    return this.#regions.at(-1) === region;
  }

  #readNext(): void {
    if (!this.#quiet) return;
    const next = this.#waiting ?? this.#nextStanding();
    if (next === undefined) return;
    this.#waiting = undefined;
    this.#quiet = false;
    this.spoken = next;
    this.#later(() => {
      // The same words are read out again only where none stood between.
      this.spoken = '';
      this.#later(() => {
        this.#quiet = true;
        this.#readNext();
      }, 0);
    }, betweenSpokenMs);
  }

  #nextStanding(): string | undefined {
    const [next] = this.#standing;
    if (!next) return undefined;
    const [what, text] = next;
    this.#standing.delete(what);
    this.#mentioned.set(what, text);
    return text;
  }
}

/** The notices of this page. */
export const notices = new Notices();
