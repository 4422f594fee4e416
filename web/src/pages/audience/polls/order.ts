/** The order with one place moved by so many steps; it stays where there is nothing to pass. */
export function moved(order: readonly number[], at: number, by: number): number[] {
  const to = at + by;
  const next = [...order];
  const [place] = next.splice(at, 1);
  if (place === undefined || to < 0 || to > next.length) return [...order];
  next.splice(to, 0, place);
  return next;
}
