import { describe, expect, it } from 'vitest';
import { momentIn, writtenIn } from '$lib/i18n/zoned';
import type { AgendaView, SessionEntry } from '$lib/protocol/generated/protocol';
import { dayBehind, daysOf, hoursOf, spanOf } from '../../../src/pages/organiser/agenda/day';
import { Dragging } from '../../../src/pages/organiser/agenda/dragging.svelte';
import { inTheWay, minuteMs, placeFrom, plannedAs, restOfDay, shifted } from '../../../src/pages/organiser/agenda/plan';
import { daysOf as printedDays } from '../../../src/pages/organiser/print/sheets';

const nine = momentIn('Asia/Riyadh', { date: '2026-11-26', time: '09:00' });
const at = (minutes: number) => nine + minutes * minuteMs;

function entry(session: number, from: number, to: number, more: Partial<SessionEntry> = {}): SessionEntry {
  const times = { starts: at(from), ends: at(to) };
  const words = { kind: 'panel', title: { en: `${session}` }, about: {}, phase: 'upcoming' } as const;
  return { session, edition: 1, hall: 1, ...words, ...times, ...more };
}

function agenda(...sessions: SessionEntry[]): AgendaView {
  const halls = [1, 2].map((hall) => ({ hall, name: { en: `Hall ${hall}` }, code: '000000', version: 1 }));
  const words = { name: { en: 'Forum' }, languages: ['en'], zone: 'Asia/Riyadh', code: '471230' };
  return { ...words, rehearsal: false, version: 0, halls, sessions };
}

describe('a moment in the forum’s zone', () => {
  it('is written and read back, also where clocks change', () => {
    for (const zone of ['Asia/Riyadh', 'UTC', 'Asia/Kathmandu', 'Europe/Berlin', 'America/New_York']) {
      for (const date of ['2026-03-29', '2026-10-25', '2026-11-26']) {
        const written = { date, time: '09:35' };
        expect(writtenIn(zone, momentIn(zone, written)), zone).toEqual(written);
      }
    }
    expect(writtenIn('UTC', momentIn('Asia/Riyadh', { date: '2026-11-26', time: '00:30' }))).toEqual({
      date: '2026-11-25',
      time: '21:30',
    });
    expect(momentIn('UTC', { date: '', time: '09:00' })).toBeNaN();
  });
});

describe('a session at a moment that no calendar tells', () => {
  const sessions = [entry(1, 0, 60), entry(2, 0, 60, { starts: 2 ** 53 - 2, ends: 2 ** 53 - 1 })];
  const days = daysOf(sessions, 'Asia/Riyadh', []);

  it('has a day of its own in the agenda, without a date, and hours to take it from', () => {
    expect(days.map(({ date }) => date)).toEqual(['2026-11-26', '']);
    expect(hoursOf(spanOf(sessions.slice(1), { date: '', at: 2 ** 53 - 2 }, 'Asia/Riyadh')).length).toBeLessThan(30);
  });

  it('leaves the next day to be opened, and the days of the forum on posters', () => {
    expect(dayBehind(days, 'Asia/Riyadh', nine).date).toBe('2026-11-27');
    expect(dayBehind(days.slice(1), 'Asia/Riyadh', nine).date).toBe('2026-11-27');
    expect(printedDays(agenda(...sessions), 'en', 'latn')).toBe(printedDays(agenda(entry(1, 0, 60)), 'en', 'latn'));
  });
});

describe('a day of the agenda', () => {
  it('is one of the forum’s zone, and the next one can be opened', () => {
    const sessions = [entry(1, 0, 60), entry(2, 14 * 60 + 30, 15 * 60 + 30), entry(3, 15 * 60 + 30, 16 * 60)];
    const days = daysOf(sessions, 'Asia/Riyadh', []);
    expect(days.map(({ date }) => date)).toEqual(['2026-11-26', '2026-11-27']);
    const next = dayBehind(days, 'Asia/Riyadh', nine);
    expect([next.date, writtenIn('Asia/Riyadh', next.at).time]).toEqual(['2026-11-28', '09:00']);
    expect(daysOf(sessions, 'Asia/Riyadh', [next])).toHaveLength(3);
  });

  it('shows a little more than its sessions, whole hours, and never more than a day and two hours', () => {
    const day = { date: '2026-11-26', at: nine };
    const span = spanOf([entry(1, 20, 65), entry(2, 600, 610)], day, 'Asia/Riyadh');
    expect([span.from, span.until]).toEqual([at(-60), at(12 * 60)]);
    expect(hoursOf(span)).toHaveLength(13);
    expect(hoursOf(spanOf([], day, 'Asia/Riyadh'))).toHaveLength(9);
    expect(hoursOf(spanOf([entry(1, 0, 1e6)], day, 'Asia/Riyadh'))).toHaveLength(26);
  });
});

describe('a session', () => {
  it('that was missed is planned like one that is to come, and one that was held is over', () => {
    expect(plannedAs(entry(1, 0, 60, { phase: 'ended' }))).toBe('upcoming');
    expect(plannedAs(entry(1, 0, 60, { phase: 'ended', opened: at(1), ended: at(50) }))).toBe('ended');
    expect(plannedAs(entry(1, 0, 60, { phase: 'open', opened: at(1) }))).toBe('open');
  });
});

describe('a hall', () => {
  it('is taken while a session has it, and free once that is over', () => {
    const open = agenda(entry(1, 0, 60), entry(2, 60, 120, { hall: 2 }));
    const place = (from: number, to: number, hall = 1) => ({ hall, starts: at(from), ends: at(to) });
    expect(inTheWay(open, undefined, place(59, 70))?.session).toBe(1);
    expect(inTheWay(open, undefined, place(60, 70))?.session).toBe(undefined);
    expect(inTheWay(open, 1, place(30, 90))?.session, 'not by itself').toBe(undefined);
    const over = agenda(entry(1, 0, 60, { phase: 'ended', opened: at(0), ended: at(40) }));
    expect(inTheWay(over, undefined, place(30, 50))?.session).toBe(1);
    expect(inTheWay(over, undefined, place(40, 50))?.session).toBe(undefined);
    expect(inTheWay(agenda(entry(1, 0, 60, { phase: 'ended' })), undefined, place(0, 60))?.session, 'missed').toBe(
      undefined,
    );
  });

  it('gives a new session the time until the next one', () => {
    const { ends } = placeFrom(agenda(entry(1, 20, 60)), 1, at(0));
    expect(ends).toBe(at(20));
    expect(placeFrom(agenda(), 1, at(0)).ends).toBe(at(45));
  });
});

describe('the rest of a day', () => {
  const numbers = (sessions: SessionEntry[]) => sessions.map(({ session }) => session);

  it('is what runs and what is to come before the night', () => {
    const day = agenda(
      entry(1, 0, 60, { phase: 'ended' }),
      entry(2, 60, 120, { phase: 'open' }),
      entry(3, 240, 300),
      entry(4, 60, 90, { hall: 2 }),
      entry(5, 24 * 60, 25 * 60),
    );
    const rest = restOfDay(day, 1, undefined, at(100));
    expect(numbers(rest)).toEqual([2, 3]);
    expect(rest.map((session) => shifted(session, 5).starts)).toEqual([at(60), at(245)]);
    expect(numbers(restOfDay(day, 1, 3, at(100)))).toEqual([3]);
    expect(numbers(restOfDay(day, 1, 5, at(100)))).toEqual([5]);
  });

  it('without one that runs is what should have begun, and nothing the night before', () => {
    const day = agenda(entry(1, 0, 60), entry(2, 60, 120));
    expect(numbers(restOfDay(day, 1, undefined, at(10)))).toEqual([1, 2]);
    expect(restOfDay(day, 1, undefined, at(-10 * 60))).toEqual([]);
  });
});

describe('a session in hand', () => {
  it('follows the pointer from where it was taken, in steps of five minutes', () => {
    const dragging = new Dragging();
    dragging.lift(entry(1, 0, 60), 'whole', at(20));
    dragging.over(2, at(33));
    expect(dragging.held?.place).toEqual({ hall: 2, starts: at(15), ends: at(75) });
    expect(dragging.drop()?.place.starts).toBe(at(15));
    expect(dragging.held).toBeUndefined();
  });

  it('is stretched by its end, to five minutes at the least', () => {
    const dragging = new Dragging();
    dragging.lift(entry(1, 0, 60), 'end', at(60));
    dragging.over(2, at(-30));
    expect(dragging.held?.place).toEqual({ hall: 1, starts: at(0), ends: at(5) });
  });

  it('that runs keeps its hall and its start', () => {
    const dragging = new Dragging();
    dragging.lift(entry(1, 0, 60, { phase: 'open' }), 'whole', at(0));
    dragging.step(3);
    dragging.into(2);
    expect(dragging.drop(), 'nothing came of it').toBeUndefined();
    dragging.lift(entry(1, 0, 60, { phase: 'open' }), 'whole', at(0));
    dragging.stretch(2);
    expect(dragging.drop()?.place).toEqual({ hall: 1, starts: at(0), ends: at(70) });
  });

  it('goes back where it was when that is wanted', () => {
    const dragging = new Dragging();
    dragging.lift(entry(1, 0, 60), 'whole', at(0));
    dragging.step(1);
    dragging.cancel();
    expect(dragging.drop()).toBeUndefined();
  });
});
