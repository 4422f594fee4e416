/** How long a row is on its way, in milliseconds: what the tokens have for lists that re-order. */
const wayMs = 240;

/**
 * Rows that glide to where they now stand, instead of jumping there: those alone that are in sight.
 *
 * Svelte's own `flip` measures every row of a list whenever one changes, and of three thousand that takes a second.
 */
export class Glide {
  #before = new Map<HTMLElement, number>();
  readonly #running = new Map<HTMLElement, Animation>();

  /** Takes note of where the rows stand. Call it before they change. */
  note(grid: HTMLElement): void {
    const { top } = grid.getBoundingClientRect();
    this.#before = new Map(inSight(grid).map((row) => [row, row.getBoundingClientRect().top - top]));
  }

  /** Lets those glide that stand elsewhere now. Call it once they have changed. */
  play(grid: HTMLElement): void {
    if (this.#before.size === 0) return;
    const { top } = grid.getBoundingClientRect();
    for (const [row, before] of this.#before) {
      // Where it stands is where it will come to, not where it is on its way.
      this.#running.get(row)?.cancel();
      const by = before - (row.getBoundingClientRect().top - top);
      if (row.isConnected && Math.abs(by) >= 1) this.#run(row, by);
    }
    this.#before.clear();
  }

  #run(row: HTMLElement, by: number): void {
    const way = row.animate([{ transform: `translateY(${by}px)` }, { transform: 'none' }], {
      duration: wayMs,
      easing: 'cubic-bezier(0.2, 0, 0, 1)',
    });
    this.#running.set(row, way);
    const ends = () => this.#running.get(row) === way && this.#running.delete(row);
    way.onfinish = ends;
    way.oncancel = ends;
  }
}

/** The rows of a grid that are in the window, without measuring the others. */
function inSight(grid: HTMLElement): HTMLElement[] {
  const rows = grid.children as HTMLCollectionOf<HTMLElement>;
  const seen: HTMLElement[] = [];
  for (let at = firstBelow(rows, 0); at < rows.length; at += 1) {
    const row = rows[at];
    if (!row || row.getBoundingClientRect().top > innerHeight) break;
    seen.push(row);
  }
  return seen;
}

/** The place of the first row that ends below that height: rows stand under each other, so it is halved for. */
function firstBelow(rows: HTMLCollectionOf<HTMLElement>, height: number): number {
  let [from, to] = [0, rows.length];
  while (from < to) {
    const middle = (from + to) >> 1;
    if ((rows[middle]?.getBoundingClientRect().bottom ?? 0) > height) to = middle;
    else from = middle + 1;
  }
  return from;
}
