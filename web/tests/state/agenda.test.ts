import { describe, expect, it } from 'vitest';
import type { AgendaView, PollView, SessionEntry, SessionView } from '$lib/protocol/generated/protocol';
import {
  agendaRows,
  isForumOver,
  lateMs,
  nextIn,
  passedOf,
  runningIn,
  takesBallots,
  takesFeedback,
  takesQuestions,
  upcoming,
} from '$lib/state/agenda';

const entry = (session: number, hall: number, starts: number, phase: SessionEntry['phase']): SessionEntry => ({
  session,
  edition: 1,
  hall,
  kind: 'panel',
  title: {},
  about: {},
  starts,
  ends: starts + 100,
  phase,
});
const sessions = [
  entry(1, 1, 0, 'ended'),
  entry(2, 2, 0, 'open'),
  entry(3, 1, 100, 'open'),
  entry(4, 1, 200, 'upcoming'),
];
const agenda = { sessions, halls: [] } as unknown as AgendaView;
const board = (of: Partial<SessionView>) =>
  ({ asking: null, feedback: null, early: 10, phase: 'open', ...of }) as SessionView;

it('a hall has what runs in it, and what comes after that', () => {
  expect(runningIn(agenda, 1)?.session).toBe(3);
  expect(nextIn(agenda, 1, sessions[2])?.session).toBe(4);
  expect(nextIn(agenda, 1)?.session).toBe(3);
  expect(nextIn(agenda, 2, sessions[1])).toBeUndefined();
  expect(runningIn(undefined, 1)).toBeUndefined();
});

it('a forum is over when all of it is long past, whether or not it was ever opened; not while anything runs', () => {
  const planned = { ...agenda, sessions: [entry(1, 1, 0, 'ended'), entry(2, 1, 100, 'upcoming')] };
  const end = 200;
  expect([end, end + lateMs - 1, end + lateMs].map((now) => isForumOver(planned, now))).toEqual([false, false, true]);
  expect(upcoming(planned, 1, end).map(({ session }) => session)).toEqual([2]);
  expect(upcoming(planned, 1, end + lateMs)).toEqual([]);
  expect(isForumOver(agenda, 2 * lateMs)).toBe(false);
  expect(isForumOver({ ...agenda, sessions: [] }, lateMs)).toBe(false);
});

describe('questions', () => {
  it.each([
    ['a little before the start', { phase: 'upcoming' }, 190, true],
    ['earlier than that', { phase: 'upcoming' }, 189, false],
    ['while it runs', { phase: 'open' }, 0, true],
    ['after it', { phase: 'ended' }, 400, false],
    ['after it, by hand', { phase: 'ended', asking: true }, 400, true],
    ['closed by hand', { phase: 'open', asking: false }, 250, false],
  ] as const)('are taken %s', (_name, session, now, takes) => {
    expect(takesQuestions(board(session), entry(4, 1, 200, 'upcoming'), now)).toBe(takes);
  });

  it('are never taken in a break', () => {
    expect(takesQuestions(board({}), { ...entry(1, 1, 0, 'open'), kind: 'break' }, 50)).toBe(false);
  });
});

it.each([
  ['before', { phase: 'upcoming' }, 80, false],
  ['in its first half', { phase: 'open' }, 49, false],
  ['in its second half', { phase: 'open' }, 50, true],
  ['after it', { phase: 'ended' }, 900, true],
  ['closed by hand', { phase: 'open', feedback: false }, 90, false],
] as const)('feedback is taken %s', (_name, session, now, takes) => {
  expect(takesFeedback(board(session), entry(1, 1, 0, 'open'), now)).toBe(takes);
});

it('a poll takes ballots until its end, whether or not that was told yet', () => {
  const poll = { phase: 'open', until: 100 } as PollView;
  expect([99, 100].map((now) => takesBallots(poll, now))).toEqual([true, false]);
  expect(takesBallots({ phase: 'open' } as PollView, 1e15)).toBe(true);
  expect(takesBallots({ phase: 'closed' } as PollView, 0)).toBe(false);
});

it('time passes from nought to one', () => {
  expect([-5, 50, 500].map((now) => passedOf(entry(1, 1, 0, 'open'), now))).toEqual([0, 0.5, 1]);
});

it('a break that several halls have at once is one row, at the hall that is near', () => {
  const prayer = (session: number, hall: number): SessionEntry => ({
    ...entry(session, hall, 50, 'upcoming'),
    kind: 'break',
  });
  const rows = agendaRows([entry(1, 1, 0, 'ended'), prayer(5, 1), prayer(6, 2), entry(2, 2, 0, 'open')], 2);
  expect(rows.map(({ entry, halls }) => [entry.session, halls])).toEqual([
    [1, [1]],
    [6, [1, 2]],
    [2, [2]],
  ]);
});
