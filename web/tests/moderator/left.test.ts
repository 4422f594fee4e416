import { afterEach, expect, it } from 'vitest';
import { language } from '$lib/i18n/language.svelte';
import { isFar, leftText } from '../../src/pages/moderator/components/left';
import { speak } from '../support/language';

const hourMs = 60 * 60_000;

afterEach(() => speak('ar'));

it('what is left is counted down within a day, and told in days before', async () => {
  await speak('ar');
  expect(leftText(23 * hourMs)).toBe('٢٣:٠٠:٠٠');
  expect(leftText(72 * hourMs)).toBe('٣ أيام');
  await speak('en');
  expect(leftText(49 * hourMs)).toBe('2 days');
  expect(language.locale).toBe('en');
});

it('what is a fortnight off or more is told by its date', () => {
  expect(isFar(13 * 24 * hourMs)).toBe(false);
  expect(isFar(14 * 24 * hourMs)).toBe(true);
});
