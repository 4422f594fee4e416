import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A plural of the catalogue: its texts by `form=one` and its like. */
export interface Plural {
  match: Record<string, string>;
}

/** A catalogue's messages by their keys. */
export type Messages = Record<string, string | Plural[]>;

/** The folder of the catalogues, and the areas in it. */
export const messagesFolder = join(import.meta.dirname, '../../messages');
export const areas = readdirSync(messagesFolder);

/** One area's messages in a language. */
export function messagesOf(area: string, locale: string): Messages {
  const { $schema, ...messages } = JSON.parse(readFileSync(join(messagesFolder, area, `${locale}.json`), 'utf8'));
  return messages;
}

/** What the pages say in a language, by key: a test that names a button so finds it in every language. */
export function wordsIn(locale: string): (key: string) => string {
  const all: Messages = Object.assign({}, ...areas.map((area) => messagesOf(area, locale)));
  return (key) => {
    const text = all[key];
    if (typeof text !== 'string') throw new Error(`there is no plain message ${key}`);
    return text;
  };
}
