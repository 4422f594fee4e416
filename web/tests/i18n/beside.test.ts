import { expect, it } from 'vitest';
import { beside } from '$lib/i18n/beside';
import { badgeText } from '../../src/pages/audience/badge/held-badge';
import { speak } from '../support/language';

it('nothing that looks like a zero follows an Arabic digit', async () => {
  await speak('ar');
  expect(beside('الأصوات: ١', undefined, 'من المنصّات ١')).toBe('الأصوات: ١، من المنصّات ١');
  expect(badgeText({ code: 'abcd', label: '١', group: { ar: 'متطوعون' } })).not.toContain('·');
});

it('in English a dot stands between', async () => {
  await speak('en');
  expect(beside('Votes: 1', '', 'at kiosks 1')).toBe('Votes: 1 · at kiosks 1');
});
