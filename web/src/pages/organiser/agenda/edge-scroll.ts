/** How near to an edge the pointer scrolls, and how far a frame scrolls at the edge itself, in pixels. */
const nearPx = 56;
const fastestPx = 14;

/** Scrolls what is dragged over while the pointer is held near one of its edges. */
export class EdgeScroll {
  #frame = 0;
  #x = 0;
  #y = 0;
  readonly #scroller: () => HTMLElement | undefined;

  constructor(scroller: () => HTMLElement | undefined) {
    this.#scroller = scroller;
  }

  /** Begins; `onscroll` hears where the pointer is after each scroll, for what lies under it is another. */
  start(onscroll: (x: number, y: number) => void): void {
    this.stop();
    this.#x = Number.NaN;
    const scroll = () => {
      if (this.#scroll()) onscroll(this.#x, this.#y);
      this.#frame = requestAnimationFrame(scroll);
    };
    this.#frame = requestAnimationFrame(scroll);
  }

  point(x: number, y: number): void {
    this.#x = x;
    this.#y = y;
  }

  stop(): void {
    cancelAnimationFrame(this.#frame);
  }

  #scroll(): boolean {
    const scroller = this.#scroller();
    if (!scroller || Number.isNaN(this.#x)) return false;
    const rect = scroller.getBoundingClientRect();
    const x = pull(this.#x, rect.left, rect.right);
    const y = pull(this.#y, Math.max(rect.top, 0), Math.min(rect.bottom, innerHeight));
    if (x === 0 && y === 0) return false;
    scroller.scrollBy(x, y);
    return true;
  }
}

/** How far to scroll for a pointer between two edges: faster the nearer it is to one of them. */
function pull(at: number, start: number, end: number): number {
  const [before, behind] = [start + nearPx - at, at - (end - nearPx)];
  const pulled = (by: number) => Math.round((Math.min(by, nearPx) / nearPx) * fastestPx);
  if (before > 0) return -pulled(before);
  return behind > 0 ? pulled(behind) : 0;
}
