// @ts-check
/** Fails on what the styles of a page that is read in both directions, under a strict policy, must not hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('..', import.meta.url));

/** @type {{ pattern: RegExp, says: string, only?: string }[]} */
const rules = [
  {
    pattern: /(?<![\w-])(?:(?:margin|padding|border|scroll-margin|scroll-padding)-)?(?:left|right)(?:-\w+)*\s*:/g,
    says: 'a physical direction: use inline-start and inline-end',
  },
  {
    pattern: /(?<![\w-])border-(?:top|bottom)-(?:left|right)-radius\s*:/g,
    says: 'a physical corner: use border-start-start-radius and its like',
  },
  {
    pattern: /(?<![\w-])(?:text-align|float|clear)\s*:\s*(?:left|right)\b/g,
    says: 'a physical direction: use start and end',
  },
  { pattern: /(?<![\w-])letter-spacing\s*:/g, says: 'letter-spacing tears Arabic letters apart' },
  {
    pattern: /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color-mix)\(/gi,
    says: 'a colour of its own: take a token of tokens.css',
    only: '.svelte',
  },
];

/** @param {string} text */
const blank = (text) => text.replace(/[^\n]/g, ' ');

/** The styles of a file, with everything else blanked out so that lines keep their numbers. @param {string} file */
function stylesOf(file) {
  const text = readFileSync(file, 'utf8');
  const styles =
    extname(file) === '.css'
      ? text
      : text
          .split(/(<style[^>]*>[\s\S]*?<\/style>)/)
          .map((part, at) => (at % 2 ? part : blank(part)))
          .join('');
  return styles.replace(/\/\*[\s\S]*?\*\//g, blank);
}

/** The markup of a component, without its script and styles. @param {string} file */
function markupOf(file) {
  return readFileSync(file, 'utf8').replace(/<(script|style)[\s\S]*?<\/\1>/g, blank);
}

/** @param {string} text @param {number} at */
const lineAt = (text, at) => text.slice(0, at).split('\n').length;

/** @type {string[]} */
const faults = [];
for (const entry of readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })) {
  const file = join(entry.parentPath, entry.name);
  const ending = extname(file);
  if (!entry.isFile() || (ending !== '.css' && ending !== '.svelte')) continue;
  const styles = stylesOf(file);
  for (const { pattern, says, only } of rules) {
    if (only !== undefined && only !== ending) continue;
    for (const match of styles.matchAll(pattern)) {
      faults.push(`${relative(root, file)}:${lineAt(styles, match.index)}: ${match[0].trim()}: ${says}`);
    }
  }
  if (ending !== '.svelte') continue;
  const markup = markupOf(file);
  for (const match of markup.matchAll(/\sstyle=/g)) {
    faults.push(
      `${relative(root, file)}:${lineAt(markup, match.index)}: style=: the policy drops it; use style:property`,
    );
  }
}

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log('styles: no physical direction, no letter-spacing, no colour beside the tokens, no style attribute');
