import { expect, it } from 'vitest';
import { lookIn } from '$lib/wall/look';
import { scriptOf } from '../../src/pages/screen/deploy';

it('an overlay is asked for in the address, with the way in on it or without', () => {
  const asked = ['', '?overlay', '?lang=ar&overlay=join', '?overlay=0'].map((search) => lookIn(search).overlay);
  expect(asked).toEqual([undefined, 'plate', 'join', undefined]);
});

it('the script of a page tells one build from another', () => {
  expect(scriptOf('<script type="module" crossorigin src="/assets/screen-1.js"></script>')).toBe('/assets/screen-1.js');
  expect(scriptOf('<html></html>')).toBeUndefined();
});
