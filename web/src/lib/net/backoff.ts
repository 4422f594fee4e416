/** The first wait of a hall whose server went away: the whole of it at once would be refused at once, and then late. */
const firstMs = 500;
/**
 * The waits before the attempts after the first in milliseconds, the last one for all that follow, each spread. They grow late: to wait
 * for longer than a second and a half takes five attempts, the last of which was at 1.75 s or after it, so a server that is back
 * within two seconds has everyone again within five.
 */
const waits = [500, 1_000, 1_000, 1_000, 2_000, 4_000, 8_000];
/** So often a hidden page comes back as others do; then it waits until it is shown, or so long. */
const hiddenTries = 3;
const hiddenMs = 60_000;

/** How long to wait before an attempt, by how many failed before it; spread, so that a hall does not come at once. */
export function backoff(failures: number, random: number, isHidden = false): number {
  if (isHidden && failures >= hiddenTries) return spread(hiddenMs, random);
  return failures === 0
    ? Math.round(firstMs * random)
    : spread(waits[Math.min(failures, waits.length) - 1] ?? 0, random);
}

/** How long to wait where the server said how long at least. */
export function afterBye(leastMs: number, random: number): number {
  return Math.round(leastMs + Math.max(500, leastMs / 2) * random);
}

/** Half as long to half as long again. */
function spread(ms: number, random: number): number {
  return Math.round(ms * (0.5 + random));
}
