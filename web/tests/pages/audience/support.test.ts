import { expect, it } from 'vitest';
import { type SupportKnown, supportShown } from '../../../src/pages/audience/support';

const nothing: SupportKnown = { mine: false, mineRev: 5, itemRev: 5, pending: undefined, settled: undefined };
const given = { on: true, was: false, rev: 7 };
const takenBack = { on: false, was: true, rev: 7 };

it.each<[string, Partial<SupportKnown>, number, boolean]>([
  ['what the server says stands', {}, 3, false],
  ['what the server says stands, own support included', { mine: true }, 3, true],
  ['a press counts at once', { pending: true }, 4, true],
  ['taking back counts at once', { mine: true, pending: false }, 2, false],
  ['pressing what stands already changes no number', { mine: true, pending: true }, 3, true],
  ['an answer before the views keeps the number', { settled: given }, 4, true],
  ['the list with it, but not yet the own part: counted once', { settled: given, itemRev: 7 }, 3, true],
  ['the own part with it, but not yet the list: counted once', { settled: given, mine: true, mineRev: 7 }, 4, true],
  ['both with it: as the server says', { settled: given, mine: true, mineRev: 7, itemRev: 7 }, 3, true],
  ['taken back, before the views', { settled: takenBack, mine: true }, 2, false],
  ['another device changed it since', { settled: given, mine: false, mineRev: 9, itemRev: 9 }, 3, false],
  ['pressed again before the views came', { settled: given, pending: false }, 3, false],
])('%s', (_name, known, count, mine) => {
  expect(supportShown(3, { ...nothing, ...known })).toEqual({ count, mine });
});

it('a number is never below nought', () => {
  expect(supportShown(0, { ...nothing, mine: true, pending: false }).count).toBe(0);
});
