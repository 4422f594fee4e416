import type { SessionEntry } from '$lib/protocol/generated/protocol';

/** A day of the agenda. */
export interface Day {
  readonly name: string;
  readonly sessions: readonly SessionEntry[];
}

/** The sessions by the day they start on; `nameOf` names the day of a moment in the forum's zone. */
export function byDay(sessions: readonly SessionEntry[], nameOf: (ms: number) => string): Day[] {
  const names = [...new Set(sessions.map(({ starts }) => nameOf(starts)))];
  return names.map((name) => ({ name, sessions: sessions.filter(({ starts }) => nameOf(starts) === name) }));
}
