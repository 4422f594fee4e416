import { flushSync } from 'svelte';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import Trouble from '../../../src/pages/audience/parts/Trouble.svelte';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

beforeEach(async () => {
  await speak('en');
  vi.spyOn(navigator, 'userAgent', 'get').mockReturnValue('Mozilla/5.0 FBAN/FBIOS');
});
afterEach(() => {
  vi.unstubAllGlobals();
  vi.restoreAllMocks();
});

async function press(clipboard: unknown): Promise<HTMLElement> {
  vi.spyOn(navigator, 'clipboard', 'get').mockReturnValue(clipboard as Clipboard);
  const trouble = mounted(Trouble, {});
  trouble.querySelector('button')?.click();
  await new Promise((resolve) => setTimeout(resolve));
  flushSync();
  return trouble;
}

it('an address that was copied is told as copied', async () => {
  expect((await press({ writeText: async () => undefined })).textContent).toContain('Address copied');
});

it.each([
  ['there is no clipboard', undefined],
  ['it refuses', { writeText: () => Promise.reject(new Error('forbidden')) }],
])('where %s the address itself is shown', async (_, clipboard) => {
  const trouble = await press(clipboard);
  expect(trouble.textContent).toContain(location.href);
  expect(trouble.textContent).not.toContain('Address copied');
});
