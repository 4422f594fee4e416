import { describe, expect, it } from 'vitest';
import { draftOf, profileIn, rowsOf } from '$lib/screens/profile-draft';
import { floorOf, lookOf, overlayIn, profileOf } from '$lib/wall/look';
import { scriptOf } from '../../src/pages/screen/deploy';

describe('the smallest letter', () => {
  it('follows the distance of the last row, and is the usual one where that is not told', () => {
    expect(floorOf(undefined)).toBe(5.5);
    expect(floorOf({ measures: { height: 300, distance: 1_800 } })).toBeCloseTo(5.46);
  });

  it('stays where a wall holds a few words, whatever is told', () => {
    expect(floorOf({ measures: { height: 1, distance: 65_000 } })).toBeCloseTo(9.1);
    expect(floorOf({ measures: { height: 0, distance: 0 } })).toBe(5.5);
    expect(floorOf({ measures: { height: 3_000, distance: 1 } })).toBeCloseTo(1.82);
  });
});

describe('an overlay', () => {
  it('is asked for in the address or by the profile', () => {
    expect(['', '?overlay', '?overlay=join', '?overlay=0'].map(overlayIn)).toEqual([
      undefined,
      'plate',
      'join',
      undefined,
    ]);
    expect(lookOf({ overlay: true }).overlay).toBe('plate');
    expect(lookOf({ overlay: true }, 'join').overlay).toBe('join');
  });
});

describe('a profile', () => {
  it('is found by the link of the wall, which is as usual where nothing was told', () => {
    const told = { link: 5, version: 2, profile: { overlay: true } };
    expect(profileOf({ profiles: [told] }, 5)).toBe(told);
    expect(profileOf({ profiles: [told] }, 6)).toEqual({ link: 6, version: 0 });
  });

  it('is filled in in metres, and is none where nothing is unusual', () => {
    const profile = { measures: { height: 320, distance: 2_450 }, strip_at_bottom: true, overlay: false };
    expect(profileIn(draftOf(profile))).toEqual(profile);
    expect(rowsOf(3.21)).toEqual({ nearest: 6.42, farthest: 32.1 });
    expect(rowsOf(null)).toBeUndefined();
    expect(profileIn({ height: 3, distance: null, stripAtBottom: false, overlay: false })).toBeUndefined();
  });
});

it('the script of a page tells one build from another', () => {
  expect(scriptOf('<head><script type="module" crossorigin src="/assets/screen-1.js"></script>')).toBe(
    '/assets/screen-1.js',
  );
  expect(scriptOf('<html></html>')).toBeUndefined();
});
