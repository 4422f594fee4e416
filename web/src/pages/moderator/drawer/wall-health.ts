import type { WallPulse } from '$lib/protocol/generated/protocol';

/**
 * What is wrong with a wall: it says nothing any more, it could not draw what it was told, it shows what is old, or it
 * shows something else than the desk asks for, as whoever stands at its machine chose.
 */
export type Ailment = 'silent' | 'failed' | 'behind' | 'led_by_hand';

/** What the walls were to show at a moment. */
export interface Wanted {
  at: number;
  /** The newest revision that a wall is told of. */
  rev: number;
  scene: string | undefined;
}

/** A wall speaks every two seconds, and its word is passed on once a second: from then on it is not the way that is long. */
const graceMs = 6_000;

/** What the walls were to show of late, with one more moment added: as far back as a healthy wall may be behind. */
export function noted(before: readonly Wanted[], now: Wanted): readonly Wanted[] {
  const old = before.filter(({ at }) => at <= now.at - graceMs);
  return [...before.slice(Math.max(0, old.length - 1)), now];
}

/** What is wrong with a wall, by what the walls were to show until now; nothing before the desk has looked long enough. */
export function ailmentOf(wall: WallPulse, wanted: readonly Wanted[]): Ailment | undefined {
  if (wall.gone !== undefined) return 'silent';
  if (wall.failed) return 'failed';
  const [oldest, newest] = [wanted[0], wanted.at(-1)];
  if (!oldest || !newest || newest.at - oldest.at < graceMs) return undefined;
  if (wall.rev < oldest.rev) return 'behind';
  const differs = wanted.every(({ scene }) => scene !== undefined && scene !== wall.scene);
  return differs ? 'led_by_hand' : undefined;
}
