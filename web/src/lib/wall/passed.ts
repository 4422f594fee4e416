import type { PollView, SessionEntry, Time } from '$lib/protocol/generated/protocol';

/** How much of a time has passed, from 0 to 1, and how much is left in milliseconds. */
export interface Passed {
  readonly passed: number;
  readonly left: number;
}

/** The time of an open poll that has one, else of the running session; none where nothing runs. */
export function passedOf(session: SessionEntry | undefined, poll: PollView | undefined, now: Time): Passed | undefined {
  const whole = poll?.settings.time;
  if (poll?.phase === 'open' && poll.until !== undefined && whole) return of(poll.until - whole, poll.until, now);
  return session?.phase === 'open' ? of(session.starts, session.ends, now) : undefined;
}

function of(starts: Time, ends: Time, now: Time): Passed {
  const passed = ends > starts ? (now - starts) / (ends - starts) : 1;
  return { passed: Math.min(1, Math.max(0, passed)), left: Math.max(0, ends - now) };
}
