import { beforeEach, expect, it } from 'vitest';
import { counted, language, m } from '$lib/i18n/language.svelte';
import { speak } from '../support/language';

beforeEach(() => speak('ar'));

it('the document says which language it is in, and which way it runs', async () => {
  expect(document.documentElement).toMatchObject({ lang: 'ar', dir: 'rtl' });
  await language.choose('en');
  expect(document.documentElement).toMatchObject({ lang: 'en', dir: 'ltr' });
  expect(m.ask()).toBe('Ask a question');
});

it('a choice is remembered on the device and outlives what the address asked for', async () => {
  await language.choose('en');
  expect(new URL(location.href).searchParams.has('lang')).toBe(false);
  await language.adopt({ languages: ['ar', 'en'], zone: 'Asia/Riyadh' });
  expect(language.locale).toBe('en');
});

it("the forum's first language and its zone stand for who has chosen none", async () => {
  history.replaceState(null, '', '/');
  await language.adopt({ languages: ['en', 'ar'], zone: 'Asia/Riyadh' });
  expect(language.locale).toBe('en');
  expect(language.formats.time(Date.UTC(2026, 10, 30, 15, 5))).toContain('6:05');
});

it('counts have the digits of the language, unless the person chose others', async () => {
  expect(counted(m.votes_count, 3)).toBe('٣ أصوات');
  language.chooseDigits('latn');
  expect(counted(m.votes_count, 3)).toBe('3 أصوات');
  await language.choose('en');
  await language.choose('ar');
  expect(counted(m.votes_count, 11)).toBe('11 صوتًا');
});
