import { language } from '$lib/i18n/language.svelte';
import { adoptForum } from '$lib/look/look.svelte';
import { ask, HttpRefusal } from '$lib/net/http';
import type { HallNo, MarkView, TimelineView, WallMoment } from '$lib/protocol/generated/protocol';

/** How long the slider rests before its moment is asked for: whoever moves it on passes over those between. */
const restMs = 150;

/** The moments of a forum, and what its walls showed at the one in hand. */
export class TimelinePage {
  readonly token: string;
  line = $state.raw<TimelineView>();
  refusal = $state<string>();
  hall = $state<HallNo>();
  /** The place of the mark in hand among the hall's. */
  place = $state(0);
  moment = $state.raw<WallMoment>();
  isLoading = $state(false);
  /** The moments of this hall, and those of the whole forum. */
  readonly marks: readonly MarkView[] = $derived(
    this.line?.marks.filter(({ hall }) => hall === undefined || hall === this.hall) ?? [],
  );
  readonly mark: MarkView | undefined = $derived(this.marks[this.place]);
  #timer: ReturnType<typeof setTimeout> | undefined;
  /** Counts the moments that were asked for: an answer to an earlier one is overlooked. */
  #asked = 0;

  constructor(token: string) {
    this.token = token;
  }

  async read(): Promise<void> {
    this.refusal = undefined;
    await this.#told(async () => {
      this.line = await ask<TimelineView>('/v1/timeline', { token: this.token });
    });
    if (!this.line) return;
    await adoptForum({ languages: [language.locale], zone: this.line.zone }, this.token.split('.')[1] ?? '');
    const busiest = this.line.halls.find(({ hall }) => this.line?.marks.some((mark) => mark.hall === hall));
    this.look(busiest?.hall ?? this.line.halls[0]?.hall);
  }

  /** Looks at another hall, from its first moment on. */
  look(hall: HallNo | undefined): void {
    this.hall = hall;
    this.moment = undefined;
    this.go(0);
  }

  /** Goes to a mark by its place; beyond the ends to the last one there is. */
  go(place: number): void {
    this.place = Math.max(0, Math.min(this.marks.length - 1, place));
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#show(), restMs);
  }

  async #show(): Promise<void> {
    const { hall, mark } = this;
    if (hall === undefined || !mark) return;
    this.#asked += 1;
    const asked = this.#asked;
    this.isLoading = true;
    this.refusal = undefined;
    await this.#told(async () => {
      const path = `/v1/timeline/wall?hall=${hall}&at=${mark.rev}`;
      const moment = await ask<WallMoment>(path, { token: this.token });
      if (asked === this.#asked) this.moment = moment;
    });
    if (asked !== this.#asked) return;
    this.isLoading = false;
    // A hall that was added later has no wall before that.
    if (this.refusal !== undefined) this.moment = undefined;
  }

  async #told(request: () => Promise<void>): Promise<void> {
    try {
      await request();
    } catch (why) {
      if (!(why instanceof HttpRefusal)) throw why;
      this.refusal = why.code;
    }
  }
}
