import { forget, keep, kept } from './storage';
import type { Way } from './ways/ways';

const key = 'majlis.way';
/** So long a network is taken to be the same. */
const lastsMs = 10 * 60_000;

interface Remembered {
  readonly way: Way;
  readonly until: number;
}

/** The way that this tab found to work a moment ago, where that was no socket: what is loaded anew need not find it again. */
export function rememberedWay(tab: Storage | undefined, now: number): Way | undefined {
  const found = tab && kept<Remembered>(tab, key);
  return found && now < found.until && now > found.until - lastsMs ? found.way : undefined;
}

export function remember(tab: Storage | undefined, way: Way, now: number): void {
  if (!tab) return;
  if (way === 'socket') forget(tab, key);
  else keep(tab, key, { way, until: now + lastsMs } satisfies Remembered);
}
