import type { PollView, SessionEntry, Time } from '$lib/protocol/generated/protocol';
import { passedOf } from '$lib/state/agenda';

/** How much of a time has passed, from 0 to 1, and how much is left in milliseconds. */
export interface TimeOn {
  readonly passed: number;
  readonly left: number;
}

/** The time of an open poll that has one, else of the running session; none where nothing runs. */
export function timeOn(session: SessionEntry | undefined, poll: PollView | undefined, now: Time): TimeOn | undefined {
  const whole = poll?.time;
  if (poll?.phase === 'open' && poll.until !== undefined && whole)
    return of({ starts: poll.until - whole, ends: poll.until }, now);
  return session?.phase === 'open' ? of(session, now) : undefined;
}

function of(time: { starts: Time; ends: Time }, now: Time): TimeOn {
  return { passed: passedOf(time, now), left: Math.max(0, time.ends - now) };
}
