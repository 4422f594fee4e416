import { expect, it } from 'vitest';
import type { AgendaView, SessionEntry } from '$lib/protocol/generated/protocol';
import { gridsOf } from '../../../src/pages/organiser/agenda-grid';

const hour = 3_600_000;

function entry(session: number, hall: number, from: number, to: number): SessionEntry {
  const times = { starts: from * hour, ends: to * hour };
  return { session, hall, kind: 'panel', title: { en: `${session}` }, about: {}, phase: 'upcoming', ...times };
}

const agenda: AgendaView = {
  name: { en: 'Forum' },
  languages: ['en'],
  zone: 'UTC',
  code: '471230',
  rehearsal: false,
  halls: [1, 2].map((hall) => ({ hall, name: { en: `Hall ${hall}` }, code: '000000', version: 1 })),
  sessions: [entry(1, 1, 9, 11), entry(2, 2, 9, 10), entry(3, 2, 10, 11), entry(4, 1, 33, 34)],
};
const days = gridsOf(agenda, (ms) => `day ${Math.floor(ms / (24 * hour))}`);

it('what is at once stands side by side, what is longer reaches further down', () => {
  const places = days[0]?.halls.map(({ placed }) => placed.map(({ session, from, to }) => [session.session, from, to]));
  expect(places).toEqual([
    [[1, 1, 3]],
    [
      [2, 1, 2],
      [3, 2, 3],
    ],
  ]);
});

it('every day has every hall, also one in which nothing is on', () => {
  expect(days.map(({ name }) => name)).toEqual(['day 0', 'day 1']);
  expect(days[1]?.halls.map(({ placed }) => placed.length)).toEqual([1, 0]);
});
