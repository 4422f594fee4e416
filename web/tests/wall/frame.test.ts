import { expect, it } from 'vitest';
import { aspectOf, drift, unitOf } from '$lib/wall/aspect';
import { Rising } from '$lib/wall/rising.svelte';

it.each([
  [1920, 1080, 'wide'],
  [1024, 768, 'square'],
  [3840, 1080, 'strip'],
  [2560, 1080, 'wide'],
  [1080, 1920, 'upright'],
  [1000, 1000, 'square'],
])('%i x %i is %s', (width, height, aspect) => expect(aspectOf(width, height)).toBe(aspect));

it('sizes follow the height, and the width of a wall that stands upright', () => {
  expect(unitOf(1920, 1080)).toBe(10.8);
  expect(unitOf(1024, 768)).toBe(7.68);
  expect(unitOf(1080, 1920)).toBe(8.64);
});

it('the picture is never long at one place, and never far from it', () => {
  const places = [0, 1, 2, 3].map((minute) => drift(minute * 60_000));
  expect(new Set(places.map(({ x, y }) => `${x} ${y}`)).size).toBe(4);
  for (const { x, y } of places) expect(Math.max(Math.abs(x), Math.abs(y))).toBeLessThan(0.5);
});

it('reactions stand for more than themselves, and are never too many', () => {
  const rising = new Rising(() => 0.5);
  rising.add({ heart: 9, clap: 1 });
  expect(rising.shown.map(({ reaction }) => reaction)).toEqual(['heart', 'heart', 'heart', 'clap']);
  for (let second = 0; second < 60; second += 1) rising.add({ heart: 400, clap: 400, idea: 400, agree: 400 });
  expect(rising.shown).toHaveLength(30);
  const first = rising.shown[0]?.id ?? 0;
  rising.gone(first);
  expect(rising.shown.some(({ id }) => id === first)).toBe(false);
});
