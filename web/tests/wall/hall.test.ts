import { describe, expect, it } from 'vitest';
import type { AgendaView, Phase, SessionEntry } from '$lib/protocol/generated/protocol';
import { isPrayer } from '$lib/state/agenda';
import { inFocus, upcoming } from '$lib/wall/hall';

const minute = 60_000;
const hall = 1;

/** A day in one hall: a panel to 60, a break to 90, a workshop to 150; then a talk the next day. */
function day(...phases: Phase[]): AgendaView {
  const times: [SessionEntry['kind'], number, number][] = [
    ['panel', 0, 60],
    ['break', 60, 90],
    ['workshop', 90, 150],
    ['talk', 1440, 1500],
  ];
  const sessions = times.map(([kind, starts, ends], at): SessionEntry => {
    const phase = phases[at] ?? 'upcoming';
    return {
      session: at + 1,
      edition: 1,
      hall,
      kind,
      title: {},
      about: {},
      starts: starts * minute,
      ends: ends * minute,
      phase,
    };
  });
  return { name: {}, languages: ['ar'], zone: 'UTC', code: '', rehearsal: false, version: 0, halls: [], sessions };
}

/** The day with a session that ended when nobody had planned it. */
function endedAt(agenda: AgendaView, session: number, minutes: number): AgendaView {
  const sessions = agenda.sessions.map((entry) =>
    entry.session === session ? { ...entry, ended: minutes * minute } : entry,
  );
  return { ...agenda, sessions };
}

function focus(agenda: AgendaView, atMinute: number) {
  return inFocus(agenda, hall, atMinute * minute)?.session;
}

describe("a hall's wall looks at", () => {
  it('the first session before anything began', () => expect(focus(day(), -500)).toBe(1));

  it('the session that runs, however late it is', () => expect(focus(day('open'), 200)).toBe(1));

  it('the one that ended, for three minutes of the break that follows', () => {
    const agenda = day('ended', 'open');
    expect(focus(agenda, 62)).toBe(1);
    expect(focus(agenda, 63)).toBe(2);
  });

  it('a break whose time has come, though nobody opened it', () => expect(focus(day('ended'), 70)).toBe(2));

  it('the one that ended for a minute at least, on a day that is late', () => {
    const late = endedAt(day('ended'), 1, 200);
    const at = (seconds: number) => inFocus(late, hall, 200 * minute + seconds * 1_000)?.session;
    expect([at(59), at(60)]).toEqual([1, 3]);
  });

  it('the next session at once when it opens', () => expect(focus(day('ended', 'ended', 'open'), 61)).toBe(3));

  it('the last session of a day for ten minutes, then the first of the next', () => {
    const agenda = day('ended', 'ended', 'ended');
    expect(focus(agenda, 159)).toBe(3);
    expect(focus(agenda, 160)).toBe(4);
  });

  it('the last session of all, from then on', () => {
    expect(focus(day('ended', 'ended', 'ended', 'ended'), 9_999)).toBe(4);
  });

  it('nothing where the hall has no sessions', () => expect(inFocus(day(), 2, 0)).toBeUndefined());
});

it('when a session really ended counts, not when that was planned', () => {
  const agenda = day('ended', 'ended', 'ended');
  expect(focus(endedAt(agenda, 3, 200), 205)).toBe(3);
  expect(focus(endedAt(agenda, 3, 100), 125)).toBe(4);
});

it('what a desk left out is not what comes next, nor a break whose time is over', () => {
  const next = (agenda: AgendaView) => upcoming(agenda, hall, 90 * minute).map(({ session }) => session);
  expect(next(day())).toEqual([1, 3, 4]);
  expect(next(day('upcoming', 'upcoming', 'open'))).toEqual([4]);
});

it('what comes after a session does not begin before it', () => {
  expect(upcoming(day('ended', 'open'), hall, 65 * minute, day().sessions[1]).map(({ session }) => session)).toEqual([
    3, 4,
  ]);
});

it.each([
  [{ ar: 'استراحة صلاة الظهر' }, true],
  [{ ar: 'الصلاه والغداء' }, true],
  [{ en: 'Prayer and lunch' }, true],
  [{ ar: 'استراحة القهوة', en: 'Coffee' }, false],
])('a break is for prayer by its name', (title, prayer) => {
  const [, pause] = day().sessions;
  expect(pause && isPrayer({ ...pause, title })).toBe(prayer);
});
