import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { locales } from '$lib/i18n/locale';

interface Plural {
  declarations: string[];
  selectors: string[];
  match: Record<string, string>;
}
type Message = string | [Plural];

const folder = join(import.meta.dirname, '../../messages');
const areas = readdirSync(folder);

function messagesOf(area: string, locale: string): Record<string, Message> {
  const { $schema, ...messages } = JSON.parse(readFileSync(join(folder, area, `${locale}.json`), 'utf8'));
  return messages;
}

const sources = readdirSync(join(folder, '../src'), { recursive: true, encoding: 'utf8' })
  .filter((file) => /\.(ts|svelte)$/.test(file))
  .map((file) => readFileSync(join(folder, '../src', file), 'utf8'))
  .join();

function texts(message: Message): string[] {
  return typeof message === 'string' ? [message] : Object.values(message[0].match);
}

function blanks(message: Message): Set<string> {
  return new Set(texts(message).flatMap((text) => [...text.matchAll(/\{(\w+)\}/g)].map(([, name = '']) => name)));
}

type Compiled = Record<string, (input: Record<string, unknown>) => string>;

async function compiled(locale: string): Promise<Compiled> {
  return import(`../../generated/messages/${locale}.js`);
}

describe.each(areas)('the messages of %s', (area) => {
  it('have the same keys in every language, in the same order', () => {
    const keys = Object.keys(messagesOf(area, 'ar'));
    for (const locale of locales) expect(Object.keys(messagesOf(area, locale)), locale).toEqual(keys);
  });

  it('have keys in lower case English', () => {
    for (const key of Object.keys(messagesOf(area, 'ar'))) expect(key).toMatch(/^[a-z][a-z0-9]*(_[a-z0-9]+)*$/);
  });

  it('leave the same blanks to fill in every language', () => {
    const arabic = messagesOf(area, 'ar');
    for (const locale of locales) {
      for (const [key, message] of Object.entries(messagesOf(area, locale))) {
        expect(blanks(message), `${key} in ${locale}`).toEqual(blanks(arabic[key] ?? ''));
      }
    }
  });

  it('are all said by some page', () => {
    const unsaid = Object.keys(messagesOf(area, 'ar')).filter((key) => !new RegExp(`\\bm\\.${key}\\b`).test(sources));
    expect(unsaid).toEqual([]);
  });

  it('are never empty', () => {
    for (const locale of locales) {
      for (const [key, message] of Object.entries(messagesOf(area, locale))) {
        for (const text of texts(message)) expect(text.trim(), `${key} in ${locale}`).not.toBe('');
      }
    }
  });
});

describe.each(locales)('in %s', (locale) => {
  const forms = new Intl.PluralRules(locale).resolvedOptions().pluralCategories;

  it('every plural has all the forms of the language', () => {
    for (const area of areas) {
      for (const [key, message] of Object.entries(messagesOf(area, locale))) {
        if (typeof message === 'string') continue;
        const given = Object.keys(message[0].match).map((form) => form.replace('form=', ''));
        expect(given.sort(), key).toEqual([...forms].sort());
      }
    }
  });

  it('no message prints its key, whatever the count', async () => {
    const messages = await compiled(locale);
    for (const [key, message] of Object.entries(messages)) {
      for (const count of [0, 1, 2, 3, 10, 11, 99, 100, 101, 102, 103, 111, 1.5]) {
        const text = message({ count, n: `${count}` });
        expect(text, key).not.toBe(key);
        expect(text.trim(), key).not.toBe('');
      }
    }
  }, 30_000);

  it('every key of the catalogue is compiled', async () => {
    const keys = areas.flatMap((area) => Object.keys(messagesOf(area, locale)));
    expect(Object.keys(await compiled(locale)).sort()).toEqual([...new Set(keys)].sort());
    expect(keys.length, 'no key stands in two areas').toBe(new Set(keys).size);
  });
});

it('Arabic has six forms of a plural, and they are these', async () => {
  const { supports_count } = await compiled('ar');
  const shown = [0, 1, 2, 3, 11, 100].map((count) => supports_count?.({ count, n: `${count}` }));
  expect(shown).toEqual(['لا تأييد بعد', 'تأييد واحد', 'تأييدان', '3 تأييدات', '11 تأييدًا', '100 تأييد']);
});
