/** The waits before each attempt in milliseconds, the last one for all that follow: a hall comes back within seconds. */
const waits = [0, 500, 1_000, 2_000, 4_000, 8_000];

/** How long to wait before an attempt, by how many failed before it; spread, so that a hall does not come at once. */
export function backoff(failures: number, random: number): number {
  return spread(waits[Math.min(failures, waits.length - 1)] ?? 0, random);
}

/** How long to wait where the server said how long at least. */
export function afterBye(leastMs: number, random: number): number {
  return Math.round(leastMs + Math.max(500, leastMs / 2) * random);
}

/** Half as long to half as long again. */
function spread(ms: number, random: number): number {
  return Math.round(ms * (0.5 + random));
}
