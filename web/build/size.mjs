// @ts-check
/**
 * Prints how much script each page loads at its start, compressed with gzip, and fails when a page is over its limit.
 * Counted: what the page's html names, and everything those files import, and the larger of its languages.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const kilobyte = 1024;
/** What a phone may load; the other pages run on laptops and tablets. */
const limits = new Map([
  ['index.html', 70 * kilobyte],
  ['audience.html', 70 * kilobyte],
]);

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** @param {string} file */
const gzipped = (file) => gzipSync(readFileSync(file), { level: 9 }).length;

/** @param {string} file @param {Set<string>} seen */
function withImports(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  for (const [, path] of code.matchAll(/(?:\bfrom|\bimport)\s*["'](\.\/[^"']+\.js)["']/g)) {
    if (path) withImports(join(dirname(file), path), seen);
  }
}

/** The bytes of the larger language among those that `file` can load. @param {string} file @param {Set<string>} seen */
function largestLanguage(file, seen) {
  const code = readFileSync(file, 'utf8');
  const sizes = [...code.matchAll(/import\(\s*["'`]\.\/((?:ar|en)-[^"'`]+\.js)["'`]\s*\)/g)].map(([, name]) => {
    const files = new Set(seen);
    withImports(join(dirname(file), name ?? ''), files);
    return [...files].filter((chunk) => !seen.has(chunk)).reduce((sum, chunk) => sum + gzipped(chunk), 0);
  });
  return Math.max(0, ...sizes);
}

let failed = false;
for (const page of readdirSync(dist).filter((name) => name.endsWith('.html'))) {
  const html = readFileSync(join(dist, page), 'utf8');
  const scripts = [...html.matchAll(/(?:src|href)="\/(assets\/[^"]+\.js)"/g)].map(([, path]) => join(dist, path ?? ''));
  /** @type {Set<string>} */
  const files = new Set();
  for (const script of scripts) withImports(script, files);
  const languages = Math.max(0, ...[...files].map((file) => largestLanguage(file, files)));
  const bytes = [...files].reduce((sum, file) => sum + gzipped(file), languages);
  const limit = limits.get(page);
  const over = limit !== undefined && bytes > limit;
  failed ||= over;
  const shown = `${(bytes / kilobyte).toFixed(1)} KB`.padStart(9);
  const allowed = limit === undefined ? '' : ` of ${limit / kilobyte} KB${over ? ' TOO LARGE' : ''}`;
  console.log(`${basename(page, '.html').padEnd(10)} ${shown} of script in ${files.size + 1} files${allowed}`);
}
if (failed) process.exit(1);
