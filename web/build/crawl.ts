import { existsSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';

const importPath = /(?:\bfrom|\bimport)\s*\(?\s*['"]((?:\.{1,2}|\$lib)\/[^'"]+)['"]/g;
const messageUse = /\bm\.([a-z][a-z0-9_]*)\b/g;
const computedUse = /\bm\[/;
const endings = ['', '.ts', '.svelte.ts', '/index.ts'];

function locate(source: string, from: string, specifier: string): string | undefined {
  const path = specifier.startsWith('$lib/')
    ? join(source, 'lib', specifier.slice('$lib/'.length))
    : join(dirname(from), specifier);
  return endings.map((ending) => path + ending).find((file) => existsSync(file) && statSync(file).isFile());
}

/**
 * Every source file of ours that `entry` reaches by imports, itself first, without those that are `seen` already and
 * what only they reach. `source` is the folder that holds `lib`.
 */
export function reachable(source: string, entry: string, seen = new Set<string>()): Set<string> {
  if (seen.has(entry) || !/\.(ts|svelte)$/.test(entry)) return seen;
  seen.add(entry);
  for (const [, specifier = ''] of readFileSync(entry, 'utf8').matchAll(importPath)) {
    const file = locate(source, entry, specifier);
    if (file) reachable(source, file, seen);
  }
  return seen;
}

/**
 * The keys of the messages that a page may print: every `m.key` in the files its entry reaches, those of `without` and
 * what only they reach left out.
 *
 * Throws on a computed key (`m[...]`), which no one could see from the text; a table of `() => m.key()` says the same.
 */
export function messageKeys(source: string, entry: string, without: readonly string[] = []): Set<string> {
  const keys = new Set<string>();
  const files = reachable(source, entry, new Set(without));
  for (const file of [...files].filter((reached) => !without.includes(reached))) {
    const text = readFileSync(file, 'utf8');
    if (computedUse.test(text)) throw new Error(`${file}: a message is named by a computed key`);
    for (const [, key = ''] of text.matchAll(messageUse)) keys.add(key);
  }
  return keys;
}

/** The messages of a page's start, or of what it loads afterwards, as its file `later.ts` lists it. */
export interface Part {
  page: string;
  isLater: boolean;
}

/** The keys that a part of a page names; what the start has, the later part has not again. */
export function keysOf(source: string, { page, isLater }: Part): Set<string> {
  const folder = join(source, 'pages', page);
  const later = join(folder, 'later.ts');
  const atStart = messageKeys(source, join(folder, 'main.ts'), [later]);
  if (!isLater) return atStart;
  return new Set([...messageKeys(source, later)].filter((key) => !atStart.has(key)));
}
