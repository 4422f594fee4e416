import type { CueItem, SessionEntry } from '$lib/protocol/generated/protocol';

/** 2026-11-01 10:00 in Riyadh. */
export const startsAt = Date.parse('2026-11-01T07:00:00Z');
const hour = 3_600_000;

const session = (no: number): SessionEntry => ({
  session: no,
  edition: 1,
  hall: 1,
  kind: 'panel',
  title: { ar: `الجلسة ${no}` },
  about: {},
  phase: 'upcoming',
  starts: startsAt + (no - 1) * hour,
  ends: startsAt + no * hour,
});

export const agenda = { sessions: [session(1), session(2)] };

/** A step that waits. */
export function cue(c: number, more: Partial<CueItem> = {}): CueItem {
  return {
    c,
    v: 1,
    name: { ar: `خطوة ${c}` },
    at: { from: 'start', session: 1, seconds: 60 },
    time: startsAt + 60_000,
    does: { do: 'open_poll', poll: 7 },
    ...more,
  };
}
