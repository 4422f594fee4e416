// @vitest-environment node
import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { neverHydrating } from '../../build/no-hydration';

const module = new URL('../../node_modules/svelte/src/internal/client/dom/hydration.js', import.meta.url);

it('the framework never takes over what a server has drawn, and nothing can make it', () => {
  const code = neverHydrating(readFileSync(module, 'utf8'));
  expect(code).toContain('export const hydrating = false;');
  expect(code).not.toMatch(/\bhydrating = (?!false)/);
});

it('a framework that is written otherwise is not passed over', () => {
  expect(() => neverHydrating('export let hydrating = true;')).toThrow('used to be');
});
