import type { SessionEntry } from '$lib/protocol/generated/protocol';
import { passedOf } from '$lib/state/agenda';

/** By how much one press lengthens a session, in minutes. */
export const fewMinutes = 5;

/** From this age on the oldest that waits is shown in live ink, and from the second in brick. */
const liveFromMs = 3 * 60_000;
const brickFromMs = 8 * 60_000;

/** From then on it is told how long ago a session should have begun: less than a minute is "now". */
const lateFromMs = 60_000;

export type Tone = 'soft' | 'live' | 'refused';

/** How pressing it is that somebody has waited so long. */
export function waitingTone(ageMs: number): Tone {
  if (ageMs >= brickFromMs) return 'refused';
  return ageMs >= liveFromMs ? 'live' : 'soft';
}

/** Where a session is in its time. */
export interface SessionTime {
  /** What is left until its planned end, or until its start while it is upcoming. Below nought that has passed. */
  leftMs: number;
  /** How much of it has passed, from 0 to 1. */
  passed: number;
  /** It is open and its planned end is reached: the desk is asked. */
  due: boolean;
  /** It is upcoming and should have begun: while a desk is connected, only a hand begins it. */
  late: boolean;
}

export function sessionTime(entry: SessionEntry, now: number): SessionTime {
  const { starts, ends, phase } = entry;
  const leftMs = (phase === 'upcoming' ? starts : ends) - now;
  return {
    leftMs,
    passed: phase === 'ended' ? 1 : passedOf(entry, now),
    due: phase === 'open' && leftMs <= 0,
    late: phase === 'upcoming' && leftMs <= -lateFromMs,
  };
}
