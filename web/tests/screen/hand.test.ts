import { describe, expect, it } from 'vitest';
import { actOf, type Chosen, scaledFrom, shownAfter, stepFrom } from '../../src/pages/screen/hand';

const plain = { ctrlKey: false, metaKey: false, altKey: false };

describe('a key at the wall', () => {
  it.each([
    ['KeyT', 'test'],
    ['KeyB', 'blank'],
    ['Period', 'blank'],
    ['KeyW', 'holding'],
    ['KeyQ', 'code'],
  ])('%s shows %s, by its place on the keyboard', (code, scene) => {
    expect(actOf({ ...plain, code }, true)).toEqual({ does: 'show', scene: { scene } });
  });

  it("steps in the page's direction; a clicker goes forward with its page key", () => {
    const by = (code: string, rtl: boolean) => actOf({ ...plain, code }, rtl);
    expect(by('ArrowLeft', true)).toEqual({ does: 'step', by: 1 });
    expect(by('ArrowLeft', false)).toEqual({ does: 'step', by: -1 });
    expect(by('PageDown', true)).toEqual({ does: 'step', by: 1 });
  });

  it("leaves the browser's own keys alone", () => {
    expect(actOf({ ...plain, ctrlKey: true, code: 'KeyT' }, true)).toBeUndefined();
    expect(actOf({ ...plain, code: 'F5' }, true)).toBeUndefined();
  });
});

it('the same key again takes back what it did', () => {
  const blank = { scene: 'blank' } as const;
  expect(shownAfter(undefined, blank)).toEqual(blank);
  expect(shownAfter(blank, { scene: 'blank' })).toBeUndefined();
  expect(shownAfter(blank, { scene: 'test' })).toEqual({ scene: 'test' });
});

it('steps go through every scene and come back to following the desk', () => {
  let chosen: Chosen;
  const seen: (string | undefined)[] = [];
  do {
    chosen = stepFrom(chosen, 1);
    seen.push(chosen?.scene);
  } while (chosen);
  expect(seen).toHaveLength(9);
  expect(stepFrom(undefined, -1)?.scene).toBe(seen.at(-2));
  expect(stepFrom({ scene: 'blank' }, 1)?.scene).toBe(seen[0]);
});

it('letters grow and shrink within bounds', () => {
  const after = (steps: number, by: 1 | -1) =>
    Array.from({ length: steps }).reduce<number>((scale) => scaledFrom(scale, by), 1);
  expect(after(2, 1)).toBe(1.1);
  expect(after(100, 1)).toBe(1.4);
  expect(after(100, -1)).toBe(0.8);
});
