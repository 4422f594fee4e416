// @ts-check
/**
 * Prints what each page loads at its start, compressed with gzip (a browser on a plain http address takes nothing
 * smaller), and fails when a page is over a limit.
 *
 * Counted as script: what the page's html names, everything those files import, and the larger of its languages. In
 * all: the html, its styles, the letters that these name and the mark besides. What a page loads afterwards, once its
 * first view stands, is told apart.
 */
import { readdirSync, readFileSync } from 'node:fs';
import { basename, dirname, extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';

const kilobyte = 1024;

/** What a phone may load; the other pages run on laptops and tablets. @type {Map<string, { script: number, all: number }>} */
const limits = new Map([
  ['index.html', { script: 40 * kilobyte, all: 100 * kilobyte }],
  ['audience.html', { script: 60 * kilobyte, all: 110 * kilobyte }],
]);

const dist = fileURLToPath(new URL('../dist', import.meta.url));

/** What a file is on its way: letters are packed already. @param {string} file */
function transferred(file) {
  const plain = readFileSync(file);
  return extname(file) === '.woff2' ? plain.length : gzipSync(plain, { level: 9 }).length;
}

/** @param {Iterable<string>} files */
const sum = (files) => [...files].reduce((all, file) => all + transferred(file), 0);

/** The files of the build that a text names by a pattern. @param {string} text @param {RegExp} pattern @param {string} from */
const named = (text, pattern, from) => [...text.matchAll(pattern)].map(([, path]) => join(from, path ?? ''));

/** Adds a script and all that it imports at once. @param {string} file @param {Set<string>} seen */
function withImports(file, seen) {
  if (seen.has(file)) return;
  seen.add(file);
  const code = readFileSync(file, 'utf8');
  const imported = named(code, /(?:\bfrom|\bimport)\s*["'](\.\/[^"']+\.js)["']/g, dirname(file));
  for (const script of imported) withImports(script, seen);
}

const asked = /import\(\s*["'`](\.\/[^"'`]+\.js)["'`]\s*\)/g;
/** The chunks of messages: one language of them is loaded, at the start and later. */
const languages = { start: /^(?:ar|en)-/, later: /^later-(?:ar|en)-/ };

/** What scripts ask for when they run, with its imports, each as what it adds. @param {Set<string>} scripts */
function later(scripts) {
  const asks = [...scripts].flatMap((file) => named(readFileSync(file, 'utf8'), asked, dirname(file)));
  return [...new Set(asks)].map((file) => {
    const files = new Set(scripts);
    withImports(file, files);
    return { file, adds: [...files].filter((script) => !scripts.has(script)) };
  });
}

/** @param {string} page */
function measure(page) {
  const file = join(dist, page);
  const html = readFileSync(file, 'utf8');
  /** @type {Set<string>} */
  const scripts = new Set();
  for (const script of named(html, /(?:src|href)="\/(assets\/[^"]+\.js)"/g, dist)) withImports(script, scripts);
  const asks = later(scripts);
  /** @param {RegExp} names */
  const largest = (names) =>
    Math.max(0, ...asks.filter(({ file }) => names.test(basename(file))).map(({ adds }) => sum(adds)));
  const isLanguage = (/** @type {string} */ ask) => Object.values(languages).some((names) => names.test(basename(ask)));
  const styles = named(html, /href="\/(assets\/[^"]+\.css)"/g, dist);
  const letters = styles.flatMap((style) =>
    named(readFileSync(style, 'utf8'), /url\(\/(assets\/[^)]+\.woff2)\)/g, dist),
  );
  const script = sum(scripts) + largest(languages.start);
  const afterwards = new Set(asks.filter((ask) => !isLanguage(ask.file)).flatMap(({ adds }) => adds));
  return {
    files: scripts.size + 1,
    script,
    all: script + sum([file, ...styles, ...new Set(letters), join(dist, 'mark.svg')]),
    afterwards: sum(afterwards) + largest(languages.later),
  };
}

/** @param {number} bytes */
const shown = (bytes) => `${(bytes / kilobyte).toFixed(1)} KB`.padStart(9);

/** @param {number} bytes @param {number | undefined} limit */
const against = (bytes, limit) =>
  limit === undefined ? '' : ` of ${limit / kilobyte} KB${bytes > limit ? ' TOO LARGE' : ''}`;

let failed = false;
for (const page of readdirSync(dist).filter((name) => name.endsWith('.html'))) {
  const limit = limits.get(page);
  const { files, script, all, afterwards } = measure(page);
  if (limit) failed ||= script > limit.script || all > limit.all;
  const parts = [
    `${shown(script)} of script in ${files} files${against(script, limit?.script)}`,
    `${shown(all)} in all${against(all, limit?.all)}`,
    ...(afterwards > 0 ? [`${shown(afterwards)} of script afterwards`] : []),
  ];
  console.log(`${basename(page, '.html').padEnd(10)} ${parts.join(',')}`);
}
if (failed) process.exit(1);
