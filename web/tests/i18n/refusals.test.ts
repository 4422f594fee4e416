import { beforeEach, expect, it } from 'vitest';
import { refusalText, wordedRefusals } from '$lib/i18n/refusals';
import { speak } from '../support/language';

beforeEach(() => speak('ar'));

it('every code has words of its own', () => {
  const texts = wordedRefusals.map((code) => refusalText(code));
  expect(new Set(texts).size).toBe(wordedRefusals.length);
  expect(texts).not.toContain(refusalText('no_such_code'));
});

it('a bound is told with the digits of the language', () => {
  expect(refusalText('text_too_long', 280)).toContain('٢٨٠');
  expect(refusalText('too_soon', 12_000)).toContain('٠:١٢');
});

it('a code of a newer server is told in general words', () => {
  expect(refusalText('no_such_code')).toBe('لم يُقبل هذا الطلب');
});
