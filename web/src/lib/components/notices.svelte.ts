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
 * read out, when they are over.
 */
export class Notices {
  shown = $state<readonly Notice[]>([]);
  spoken = $state('');
  #last = 0;
  #waiting: string | undefined;
  /** How something stands, not yet read out; and how it stood when it was. */
  #standing: string | undefined;
  #mentioned: string | undefined;
  #quiet = true;
  readonly #later: Later;

  constructor(callLater: Later = later) {
    this.#later = callLater;
  }

  /** Shows a notice and reads it out. */
  show(text: string, action?: NoticeAction): void {
    this.#last += 1;
    const notice: Notice = { id: this.#last, text, action };
    this.shown = [...this.shown, notice];
    this.#later(() => this.dismiss(notice.id), action ? standsWithActionMs : standsMs);
    this.speak(text);
  }

  dismiss(id: number): void {
    this.shown = this.shown.filter((notice) => notice.id !== id);
  }

  /** Reads something out without showing it: the page shows it already. */
  speak(text: string): void {
    this.#waiting = text;
    this.#readNext();
  }

  /** Reads out how something stands, such as a count that goes on: after everything else, and only as it stands then. */
  mention(text: string): void {
    if (text === this.#mentioned) return;
    this.#standing = text;
    this.#readNext();
  }

  #readNext(): void {
    if (!this.#quiet) return;
    const next = this.#waiting ?? this.#standing;
    if (next === undefined) return;
    if (this.#waiting === undefined) {
      this.#mentioned = next;
      this.#standing = undefined;
    }
    this.#waiting = undefined;
    this.#quiet = false;
    this.spoken = next;
    this.#later(() => {
      this.#quiet = true;
      this.#readNext();
    }, betweenSpokenMs);
  }
}

/** The notices of this page. */
export const notices = new Notices();
