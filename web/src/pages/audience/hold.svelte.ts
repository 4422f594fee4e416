/** How long what is shown stays after a touch: whoever lifts the finger to press must meet what was seen. */
export const lingers = 2_000;

/** Whether somebody has a finger, a key or the eyes on a list: then nothing in it may move. */
export class Hold {
  #touched = $state(false);
  #scrolled = $state(false);
  /** A key alone holds the list, and has done so for a while. */
  #rested = $state(false);
  #isPressed = false;
  /** What has the focus in the list, where a key led there. */
  #focused: Element | undefined;
  #linger: ReturnType<typeof setTimeout> | undefined;

  /** Whether a finger is on the list, or was a moment ago: then nothing may come between it and what it is about to press. */
  get touched(): boolean {
    return this.#touched;
  }

  /**
   * Whether what is around the list may not move either: under a finger, and for a moment after a key came into it. A key presses what
   * has the focus wherever that moves to, and may stay for as long as the page is open: what is around goes on meanwhile.
   */
  get pinned(): boolean {
    return this.#touched && !this.#rested;
  }

  /** Whether the order may not change under the person's finger or eyes. */
  get held(): boolean {
    return this.#touched || this.#scrolled;
  }

  /** A press begins on the list. The menu of the other button may take its end away, so that one holds nothing. */
  pressed(button: number): void {
    if (button !== 0) return;
    this.#isPressed = true;
    this.#touch();
  }

  /** A press ends, wherever that is: one that began on the list may be drawn off it. */
  lifted(): void {
    if (!this.#isPressed) return;
    this.#isPressed = false;
    this.#rest();
  }

  /** A key holds the list while it is in it. A press holds it by itself, and leaves the focus behind, which holds nothing. */
  focused(target: EventTarget | null): void {
    if (!(target instanceof Element && target.matches(':focus-visible'))) return;
    this.#focused = target;
    this.#touch();
    this.#rest();
  }

  /** The focus left the list, or goes on in it. */
  blurred(): void {
    if (!this.#focused) return;
    this.#focused = undefined;
    this.#rest();
  }

  /** A row is not there any more: browsers tell nobody of a focus that went with it. */
  gone(row: Element): void {
    if (this.#focused && row.contains(this.#focused)) this.blurred();
  }

  /** What is above the list was pressed: it answers at once. */
  letGo(): void {
    clearTimeout(this.#linger);
    this.#isPressed = false;
    this.#focused = undefined;
    this.#touched = false;
  }

  /** The list's beginning is out of sight, or in sight again. */
  scrolled(away: boolean): void {
    this.#scrolled = away;
  }

  #touch(): void {
    clearTimeout(this.#linger);
    this.#rested = false;
    this.#touched = true;
  }

  #rest(): void {
    clearTimeout(this.#linger);
    if (this.#isPressed) return;
    this.#linger = setTimeout(() => {
      if (this.#focused) this.#rested = true;
      else this.#touched = false;
    }, lingers);
  }
}
