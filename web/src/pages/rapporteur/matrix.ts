/** Marks of a recommendation, in hundredths. */
interface Marked {
  readonly r: number;
  readonly impact: number;
  readonly feasibility: number;
}

/** Where it stands in the picture: parts of its width from the inline start and of its height from below. */
export interface Spot {
  readonly r: number;
  readonly across: number;
  readonly up: number;
  /** How many spots it steps aside, where others have nearly the same marks. */
  readonly shift: number;
}

/** The picture's edges are a little beyond the lowest and the highest mark. */
const edge = 0.08;
/** Marks that differ by less would lie on each other. */
const near = 30;

/** Where recommendations stand; those of nearly the same marks beside each other. */
export function placed(marked: readonly Marked[]): Spot[] {
  const within = (hundredths: number) => edge + ((hundredths - 100) / 400) * (1 - 2 * edge);
  return marked.map(({ r, impact, feasibility }, at) => ({
    r,
    across: within(feasibility),
    up: within(impact),
    shift: marked
      .slice(0, at)
      .filter((other) => Math.abs(other.impact - impact) < near && Math.abs(other.feasibility - feasibility) < near)
      .length,
  }));
}
