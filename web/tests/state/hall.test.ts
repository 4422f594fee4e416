import { expect, it } from 'vitest';
import type { AgendaView, Phase, SessionEntry } from '$lib/protocol/generated/protocol';
import { inFocus, isPrayer, upcoming } from '$lib/state/agenda';

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

it('a wall looks at what the agenda says, as soon as its moment has come', () => {
  const halls = [{ hall, name: {}, code: '', version: 0, focus: [{ session: 1 }, { session: 2, from: 63 * minute }] }];
  const at = (minutes: number) => inFocus({ ...day(), halls }, hall, minutes * minute)?.session;
  expect([at(-500), at(62), at(63), at(500)]).toEqual([1, 1, 2, 2]);
  expect(inFocus(day(), 2, 0)).toBeUndefined();
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
