import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { beside, namesBeside } from '$lib/i18n/beside';
import { formats } from '$lib/i18n/numbers';
import { badgeText } from '../../src/pages/audience/badge/held-badge';
import { speak } from '../support/language';

const web = join(import.meta.dirname, '../..');
const filesOf = (folder: string, kinds: RegExp) =>
  readdirSync(join(web, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => kinds.test(file))
    .map((file) => ({ file, text: readFileSync(join(web, folder, file), 'utf8') }));

/** Where what stands between the parts of a line is made, in scripts and in styles. */
const makers = ['lib/i18n/numbers.ts', 'lib/design/base.css'];
/** What a page is called has no figures. */
const nameOfPage = /<title>\{m\.\w+\(\)\} · \{m\.majlis\(\)\}<\/title>/g;

it('nothing that looks like a zero follows an Arabic digit', async () => {
  await speak('ar');
  expect(beside('الأصوات: ١', undefined, 'من المنصّات ١')).toBe('الأصوات: ١، من المنصّات ١');
  expect(badgeText({ code: 'abcd', label: '١', group: { ar: 'متطوعون' } })).not.toContain('·');
});

it('in English a dot stands between, but beside Arabic digits', async () => {
  await speak('en');
  expect(beside('Votes: 1', '', false, 'at kiosks 1')).toBe('Votes: 1 · at kiosks 1');
  expect(formats('en', 'arab').between).toBe(', ');
});

it('both calendars of a day are told with nothing between that looks like a zero', () => {
  const day = formats('ar', 'arab', 'Asia/Riyadh', true).date(Date.UTC(2026, 10, 28));
  expect(day).toContain('٢٠٢٦، ');
  expect(day).not.toContain('·');
});

it('no page and no style sets a dot of its own between parts of a line', () => {
  const dotted = filesOf('src', /\.(ts|svelte|css)$/).filter(
    ({ file, text }) => !makers.includes(file) && text.replaceAll(nameOfPage, '').includes('·'),
  );
  expect(dotted.map(({ file }) => file)).toEqual([]);
});

it('no Arabic text has a dot in it, which beside what fills a blank reads as a zero', () => {
  const dotted = filesOf('messages', /\bar\.json$/).filter(({ text }) => text.includes('·'));
  expect(dotted.map(({ file }) => file)).toEqual([]);
});

it('between names stands a bar, for names have commas in them', () => {
  expect(namesBeside('القاعة الرئيسة', undefined, 'مشاورة، مشاركة، تمكين')).toBe(
    'القاعة الرئيسة | مشاورة، مشاركة، تمكين',
  );
});
