/** The first wait, in milliseconds, and the longest: a hall comes back within seconds of its Wi-Fi. */
const first = 500;
const longest = 15_000;

/** How long to wait before an attempt, by how many failed before it: doubling, and spread so that a hall does not come at once. */
export function backoff(failures: number, random: number): number {
  const most = Math.min(longest, first * 2 ** failures);
  return Math.round(most * (0.5 + random / 2));
}

/** How long to wait when the server said how long at least. */
export function afterBye(leastMs: number, random: number): number {
  return Math.round(leastMs + Math.max(first, leastMs / 2) * random);
}
