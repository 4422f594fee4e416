import { beforeEach, expect, it, vi } from 'vitest';
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

it('a wall speaks the language of its forum, a person the one that the browser asks for', async () => {
  history.replaceState(null, '', '/');
  const asked = vi.spyOn(navigator, 'languages', 'get').mockReturnValue(['en-US']);
  const forum = { languages: ['ar', 'en'], zone: 'Asia/Riyadh' };
  await language.adopt(forum);
  expect(language.locale).toBe('en');
  await language.adopt(forum, 'hall');
  expect(language.locale).toBe('ar');
  asked.mockRestore();
});

it("the forum's first language and its zone stand for who has chosen none", async () => {
  history.replaceState(null, '', '/');
  await language.adopt({ languages: ['en', 'ar'], zone: 'Asia/Riyadh' });
  expect(language.locale).toBe('en');
  expect(language.formats.time(Date.UTC(2026, 10, 30, 15, 5))).toContain('6:05');
});

it('counts have the digits of the language, unless the person chose others', async () => {
  expect(counted(m.supports_count, 3)).toBe('٣ تأييدات');
  language.chooseDigits('latn');
  expect(counted(m.supports_count, 3)).toBe('3 تأييدات');
  await language.choose('en');
  await language.choose('ar');
  expect(counted(m.supports_count, 11)).toBe('11 تأييدًا');
});

it('a language that is chosen while what is shown later is on its way has the words of that too', async () => {
  const words = (text: string) => ({ later_word: () => text }) as never;
  const come: Record<string, (words: never) => void> = {};
  const coming = (locale: string) => () => new Promise<never>((resolve) => (come[locale] = resolve));
  const chosen = language.choose('en');
  const added = language.add({ ar: coming('ar'), en: coming('en') } as never);
  await vi.waitFor(() => expect(come.en).toBeDefined());
  come.en?.(words('later'));
  await chosen;
  expect((m as unknown as Record<string, () => string>).later_word?.()).toBe('later');
  come.ar?.(words('لاحقًا'));
  await added;
  expect((m as unknown as Record<string, () => string>).later_word?.()).toBe('later');
  expect(m.ask()).toBe('Ask a question');
});

it('of two languages that are asked for at once the later one is shown to both', async () => {
  await Promise.all([language.choose('en'), language.choose('ar')]);
  expect([language.locale, m.ask()]).toEqual(['ar', 'طرح سؤال']);
});

it('a choice lasts as long as the page where the browser keeps nothing', async () => {
  vi.resetModules();
  const refusing = vi.spyOn(Storage.prototype, 'setItem').mockImplementation(() => {
    throw new Error('no storage here');
  });
  const { readSetting, writeSetting } = await import('$lib/i18n/settings');
  writeSetting('language', 'en');
  expect(readSetting('language')).toBe('en');
  refusing.mockRestore();
});
