import { beforeAll, expect, it } from 'vitest';
import { nextPlace } from '$lib/award/place';
import { pointsOf } from '$lib/award/points';
import { rulesOf } from '$lib/award/rules';
import { nextOf, trackOf } from '$lib/award/track';
import { award, plan, told } from '../support/award';
import { speak } from '../support/language';

beforeAll(() => speak('ar'));

const opened = (steps: number) => award({ stage: 'opened', tracks: told(steps) });

it('tells a track from the third place to the first, the highest on top and the latest marked', () => {
  expect(trackOf(opened(0), 0)?.told).toEqual([]);
  const two = trackOf(opened(2), 0)?.told ?? [];
  expect(two.map(({ place, isLatest, nominees }) => [place, isLatest, nominees[0]?.title.ar])).toEqual([
    [2, true, 'مدرسة المتطوعين'],
    [3, false, 'جسر الجيران'],
  ]);
  expect(trackOf(opened(3), 0)?.told.map(({ place }) => place)).toEqual([1, 2, 3]);
  expect(trackOf(opened(3), 7)).toBeUndefined();
});

it('says what comes next without a name, and nothing once all was told', () => {
  expect([0, 1, 2, 3].map((steps) => nextOf(opened(steps), 0))).toEqual([3, 2, 1, undefined]);
  expect(nextOf(opened(0), 1), 'an honour has one place').toBe(1);
  expect(nextOf(award(), 0), 'nothing before the opening').toBeUndefined();
});

it("begins with the people's own prize where they have one, and an honour has none", () => {
  const people = { groups: [], weight: 0, quorum: 1 };
  const withPrize = { ...opened(0), plan: plan({ people }) };
  expect([nextOf(withPrize, 0), nextOf(withPrize, 1)]).toEqual([null, 1]);
  expect(nextPlace([null], 3, true)).toBe(3);
  expect(nextPlace([], 2, false), 'two nominees have no third place').toBe(2);
});

it('tells that a track has no winner once nothing is left and no place was given', () => {
  const missed = award({ stage: 'opened', tracks: [{ more: false, steps: [], jury_quorum: false }] });
  expect(trackOf(missed, 0)?.missed).toBe('jury');
  const byPeople = { ...missed, plan: plan({ people: { groups: [], weight: 100, quorum: 1 } }) };
  expect(trackOf(byPeople, 0)?.missed).toBe('people');
  const prizeAlone = [{ more: false, steps: [{ place: null, nominees: [{ nominee: 0, votes: 9 }] }] }];
  expect(trackOf({ ...missed, tracks: prizeAlone }, 0)?.missed, "the people's prize is no place").toBe('jury');
  expect([opened(0), opened(2), opened(3)].map((view) => trackOf(view, 0)?.missed)).toEqual([
    undefined,
    undefined,
    undefined,
  ]);
});

it('writes points as they are, also below 0 and above 100, of which they are only where they are not levelled', () => {
  expect([-3_250, 0, 107_460].map((points) => pointsOf(points, plan()).replaceAll(/[^\p{L}\d٠-٩٫:-]/gu, ''))).toEqual([
    'النقاط:-٣٫٣',
    'النقاط:٠٫٠',
    'النقاط:١٠٧٫٥',
  ]);
  expect(pointsOf(81_250, plan({ normalise: 'none' }))).toBe('٨١٫٣ من ١٠٠');
});

it('says every rule in words: shares of weights, scale, levelling, quorums, ties', () => {
  const rules = rulesOf(plan({ people: { groups: [], weight: 30, quorum: 50 } })).join('\n');
  for (const part of ['٧٥', '٢٥', 'من ٠ إلى ٥', 'تُسوّى', '٣٠', '٥٠', 'قرعة']) expect(rules).toContain(part);
  expect(rulesOf(plan({ ties: [] })).at(-1)).toBe('المتعادلون يشتركون في المركز');
});
