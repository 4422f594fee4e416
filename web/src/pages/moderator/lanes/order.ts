/**
 * An order that stands while somebody has a hand on the list: what is there keeps its place, what is new comes below.
 * With no hand on it the list is as wanted.
 */
export function standing(before: readonly number[], wanted: readonly number[], held: boolean): readonly number[] {
  if (!held) return wanted;
  const there = new Set(wanted);
  const kept = before.filter((q) => there.has(q));
  const placed = new Set(kept);
  return [...kept, ...wanted.filter((q) => !placed.has(q))];
}

export function isSameOrder(one: readonly number[], other: readonly number[]): boolean {
  return one.length === other.length && one.every((q, at) => q === other[at]);
}

/** Who comes after a row that left: the one behind it, else the one before it. */
export function successor(before: readonly number[], left: number, now: readonly number[]): number | undefined {
  const there = new Set(now);
  const at = before.indexOf(left);
  if (at < 0) return now[0];
  const behind = before.slice(at + 1).find((q) => there.has(q));
  return (
    behind ??
    before
      .slice(0, at)
      .filter((q) => there.has(q))
      .at(-1) ??
    now[0]
  );
}
