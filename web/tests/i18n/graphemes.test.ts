import { afterEach, expect, it, vi } from 'vitest';
import { graphemes } from '$lib/i18n/graphemes';

afterEach(() => vi.unstubAllGlobals());

it.each([
  ['', 0],
  ['  كيف\n\nنشارك؟ ', 10],
  ['مُشَارَكَةٌ', 6],
  ['e\u0301', 1],
  ['👩‍👩‍👧', 1],
])('%j has as many letters as the server will count: %d', (text, length) => {
  expect(graphemes(text)).toBe(length);
});

it('a browser without a segmenter counts no fewer', () => {
  vi.stubGlobal('Intl', { ...Intl, Segmenter: undefined });
  expect(graphemes('مُشَارَكَةٌ')).toBeGreaterThanOrEqual(6);
});
