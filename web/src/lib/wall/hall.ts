import type { AgendaView, HallNo, SessionEntry, SessionNo, Time } from '$lib/protocol/generated/protocol';
import { runningIn, sessionsIn } from '$lib/state/agenda';

/** When a session was seen to open and to end; the agenda tells only what was planned. */
export interface Seen {
  readonly opened?: Time;
  readonly ended?: Time;
}

/** What was seen, by session. */
export type Witnessed = ReadonlyMap<SessionNo, Seen>;

/** How long the end of a session is looked at before what comes next, unless that comes sooner. */
const afterglowMs = 10 * 60_000;

/** The same where a break follows: its countdown is waited for. */
const afterglowInBreakMs = 3 * 60_000;

/** The least of both, on a day that is late. */
const leastAfterglowMs = 60_000;

/** What comes next in a hall: after a session of it, or after what runs. */
export function upcoming(agenda: AgendaView, hall: HallNo, after?: SessionEntry): SessionEntry[] {
  const from = after?.starts ?? Number.NEGATIVE_INFINITY;
  return sessionsIn(agenda, hall).filter(({ phase, starts }) => phase === 'upcoming' && starts >= from);
}

/**
 * The session that a hall's wall and stage look at: the one that runs; for a while the one that has just ended; then
 * the next; after the last one, that.
 */
export function inFocus(
  agenda: AgendaView,
  hall: HallNo,
  now: Time,
  witnessed: Witnessed = new Map(),
): SessionEntry | undefined {
  const runs = runningIn(agenda, hall);
  if (runs && runs.kind !== 'break') return runs;
  const next = upcoming(agenda, hall).find((session) => !isMissed(session, now));
  const follows = runs ?? next;
  const last = lastEnded(agenda, hall, witnessed);
  if (last && (!follows || now < last.ended + afterglow(last.ended, follows))) return last.session;
  return follows;
}

/** A break that nobody opened before its end has fallen away. */
function isMissed({ kind, ends }: SessionEntry, now: Time): boolean {
  return kind === 'break' && ends <= now;
}

/** The session of a hall that ended last, breaks left out, and when it ended. */
function lastEnded(agenda: AgendaView, hall: HallNo, witnessed: Witnessed) {
  const ended = sessionsIn(agenda, hall)
    .filter(({ phase, kind }) => phase === 'ended' && kind !== 'break')
    .map((session) => ({ session, ended: witnessed.get(session.session)?.ended ?? session.ends }));
  return ended.reduce<(typeof ended)[number] | undefined>(
    (latest, other) => (latest && latest.ended > other.ended ? latest : other),
    undefined,
  );
}

function afterglow(ended: Time, follows: SessionEntry): number {
  const [most, until] = follows.kind === 'break' ? [afterglowInBreakMs, follows.ends] : [afterglowMs, follows.starts];
  return Math.max(leastAfterglowMs, Math.min(most, (until - ended) / 2));
}

/** What was seen, with the sessions that opened or ended between two agendas. */
export function witness(witnessed: Witnessed, before: AgendaView | undefined, after: AgendaView, now: Time): Witnessed {
  const phases = new Map(before?.sessions.map(({ session, phase }) => [session, phase]));
  const next = new Map<SessionNo, Seen>();
  for (const { session, phase } of after.sessions) {
    const known = witnessed.get(session);
    const was = phases.get(session);
    const moved = was !== undefined && was !== phase;
    const seen =
      moved && phase === 'open' ? { opened: now } : moved && phase === 'ended' ? { ...known, ended: now } : known;
    if (seen) next.set(session, seen);
  }
  return next;
}

/** Whether a break is for prayer: the agenda has one kind of break, so its name tells. */
export function isPrayer({ kind, title }: SessionEntry): boolean {
  return kind === 'break' && (/صلا[ةه]/.test(title.ar ?? '') || /\bprayer/i.test(title.en ?? ''));
}
