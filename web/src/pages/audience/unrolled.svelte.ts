/** A screen of rows is made at once, then so many a frame: no touch waits for all of a long list. */
const atOnce = 8;
const aFrame = 4;

/** How much of a long list is made, while its page opens. What comes after that is few at a time. */
export class Unrolled {
  #made = $state(atOnce);

  /** What is made of a list. */
  of<Row>(rows: readonly Row[]): readonly Row[] {
    return rows.slice(0, this.#made);
  }

  /** Makes more of a list, frame by frame, until all of it is made. Returns what ends that. */
  goOn(length: number): (() => void) | undefined {
    // A list that has not come is not made.
    if (length === 0) return undefined;
    if (this.#made >= length) {
      this.#made = Number.POSITIVE_INFINITY;
      return undefined;
    }
    const frame = requestAnimationFrame(() => {
      this.#made += aFrame;
    });
    return () => cancelAnimationFrame(frame);
  }
}
