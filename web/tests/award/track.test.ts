import { beforeAll, expect, it } from 'vitest';
import { stepText } from '$lib/award/place';
import { pointsOf } from '$lib/award/points';
import { rulesOf } from '$lib/award/rules';
import { trackOf } from '$lib/award/track';
import type { AwardStep } from '$lib/protocol/generated/protocol';
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

it('says what comes next without a name', () => {
  expect([{ place: 3 }, { place: 1 }, 'people', 'nobody'].map((step) => stepText(step as AwardStep))).toEqual([
    'المركز الثالث',
    'المركز الأول',
    'جائزة الجمهور',
    'لا فائز في هذا المسار',
  ]);
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
