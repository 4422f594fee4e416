import { describe, expect, it } from 'vitest';
import { hex } from '$lib/look/colour';
import { ratio } from '$lib/look/contrast';
import { between, palette } from '$lib/look/palette';
import { lightOnDark } from './apca';

const chromas = [0, 30, 60, 95, 130];
const palettes = Array.from({ length: 360 }, (_, hue) => chromas.map((chroma) => palette({ hue, chroma }))).flat();

const day = { ground: hex(0.975, 0.012, 85), raised: hex(0.992, 0.006, 85), ink: hex(0.24, 0.03, 160) };
const night = { ground: hex(0.19, 0.025, 165), raised: hex(0.25, 0.03, 165), ink: hex(0.96, 0.012, 90) };
const soft = { day: hex(0.46, 0.03, 160), night: hex(0.77, 0.02, 150) };
const tracks = { day: hex(0.93, 0.014, 85), night: hex(0.29, 0.025, 165) };

/** The least contrast that any accent comes to between two colours. */
function least(of: (colours: Record<string, string>) => [string | undefined, string | undefined], by = ratio): number {
  return Math.min(
    ...palettes.map((colours) => {
      const [one = '', other = ''] = of(colours);
      return by(one, other);
    }),
  );
}

describe('an accent of any hue and chroma', () => {
  it('is written as the tokens are', () => {
    // As Lightning CSS writes those of `tokens.css` for browsers without OKLCH.
    expect(hex(0.8, 0.14, 158)).toBe('#63d99b');
    expect(hex(0.19, 0.025, 165)).toBe('#081711');
    expect(hex(0.74, 0.12, 18)).toBe('#ed8a8e');
    expect(hex(1, 0, 0)).toBe('#ffffff');
  });

  it('is text that is read on every ground', () => {
    for (const ground of [day.ground, day.raised]) {
      expect(least((c) => [c['--accent-day'], ground])).toBeGreaterThan(6);
      expect(least((c) => [c['--accent-pressed-day'], ground])).toBeGreaterThan(6);
    }
    for (const ground of [night.ground, night.raised]) {
      expect(least((c) => [c['--accent-night'], ground])).toBeGreaterThan(7);
      expect(least((c) => [c['--accent-pressed-night'], ground])).toBeGreaterThan(5);
    }
    expect(least((c) => [c['--accent-day'], c['--accent-wash-day']])).toBeGreaterThan(5);
    expect(least((c) => [c['--accent-night'], c['--accent-wash-night']])).toBeGreaterThan(6);
  });

  it('is a ground on which text is read', () => {
    expect(least((c) => [day.raised, c['--accent-day']])).toBeGreaterThan(6);
    expect(least((c) => [night.ground, c['--accent-night']])).toBeGreaterThan(7);
    expect(least((c) => [night.ground, c['--accent-pressed-night']])).toBeGreaterThan(5);
    expect(least((c) => [day.ink, c['--accent-wash-day']])).toBeGreaterThan(12);
    expect(least((c) => [soft.day, c['--accent-wash-day']])).toBeGreaterThan(4.5);
    expect(least((c) => [night.ink, c['--accent-wash-night']])).toBeGreaterThan(12);
    expect(least((c) => [soft.night, c['--accent-wash-night']])).toBeGreaterThan(4.5);
  });

  it('is a series that is seen on its track, and stands back where it did not win', () => {
    expect(least((c) => [c['--palm-day'], tracks.day])).toBeGreaterThan(3);
    expect(least((c) => [c['--palm-night'], tracks.night])).toBeGreaterThan(3);
    expect(least((c) => [c['--palm-still'], night.ground])).toBeGreaterThan(3);
  });

  it('is read from the back row of a dark hall', () => {
    // APCA asks 60 of large text, 75 of text that is read line by line.
    expect(least((c) => [c['--accent-night'], night.ground], lightOnDark)).toBeGreaterThan(60);
    expect(least((c) => [c['--palm-night'], night.ground], lightOnDark)).toBeGreaterThan(45);
    expect(lightOnDark(night.ink, night.ground)).toBeGreaterThan(90);
  });

  it('keeps its hue, and no more of its chroma than a screen shows', () => {
    expect(palette({ hue: 0, chroma: 0 })['--accent-day']).toMatch(/^#(..)\1\1$/);
    const colours = new Set(palettes.flatMap((colours) => Object.values(colours)));
    expect([...colours].filter((colour) => !/^#[0-9a-f]{6}$/.test(colour))).toEqual([]);
  });

  it('gives charts no second colour like one of the others', () => {
    expect(palette({ hue: 262, chroma: 120 })['--palm-day']).toBe(hex(0.5, 0.11, 158));
    expect(palette({ hue: 120, chroma: 120 })['--palm-day']).toBe(hex(0.5, 0.11, 120));
    expect(palette({ hue: 120, chroma: 20 })['--palm-day']).toBe(hex(0.5, 0.11, 158));
    expect([between(10, 350), between(350, 10), between(0, 180)]).toEqual([20, 20, 180]);
  });
});
