// @ts-check
/** What the styles of a page that is read in both directions, under a strict policy, must not hold. */

/**
 * @typedef {{ line: number, text: string, says: string }} Fault
 * @typedef {{ pattern: RegExp, says: string, only?: '.css' | '.svelte' }} Rule
 */

const physical = 'a physical direction: use inline-start and inline-end';
const aside = 'a move to one side, in both directions of reading the same: place it by inline-start or inline-end';

/** @type {Rule[]} */
const styleRules = [
  { pattern: /(?<![\w-])(?:[a-z]+-)*(?:left|right)(?:-[a-z]+)*\s*:(?=[^{}]*[;}])/g, says: physical },
  {
    pattern: /(?<=:[^;{}]*)(?<![\w-])(?:left|right)(?![\w-])(?=[^;{}]*[;}])/g,
    says: 'a physical direction: use start and end',
  },
  { pattern: /(?<![\w-])(?:translateX\s*\(|translate(?:3d)?\s*\(\s*-?(?!0\s*[,)])[\d.])/g, says: aside },
  { pattern: /(?<![\w-])translate\s*:(?!\s*(?:none|0|var\(.*)\s*[\s;}])/g, says: aside },
  { pattern: /(?<![\w-])letter-spacing\s*:/g, says: 'letter-spacing tears Arabic letters apart' },
  {
    pattern: /#[0-9a-f]{3,8}\b|\b(?:rgba?|hsla?|oklch|oklab|lab|lch|color-mix)\(/gi,
    says: 'a colour of its own: take a token of tokens.css',
    only: '.svelte',
  },
];

/** @type {Rule[]} */
const markupRules = [
  { pattern: /\sstyle=/g, says: 'the policy drops it; use style:property' },
  { pattern: /\sstyle:(?:[a-z]+-)*(?:left|right)(?:-[a-z]+)*/g, says: physical },
  { pattern: /translateX\s*\(/g, says: aside },
];

/** @type {Rule[]} */
const scriptRules = [
  { pattern: /\.style\.\w*(?:left|right)\w*\s*=/gi, says: physical },
  { pattern: /\.setProperty\(\s*['"`](?:[a-z]+-)*(?:left|right)(?:-[a-z]+)*['"`]/g, says: physical },
  { pattern: /translateX\s*\(/g, says: aside },
];

/** What sets a value for each of the four sides, of which the second is the right one and the fourth the left one, or for the corners. */
const ofSides =
  /(?<![\w-])(margin|padding|inset|border-(?:width|style|color|radius)|scroll-(?:margin|padding))\s*:\s*([^;{}]+)/g;

/** The values of a declaration: what stands between blanks outside of parentheses. @param {string} values */
function valuesOf(values) {
  let inner = values.replace('!important', '');
  for (let before = ''; before !== inner; ) {
    before = inner;
    inner = inner.replace(/\([^()]*\)/g, '');
  }
  return inner.trim().split(/\s+/);
}

/** @param {string} text */
const blank = (text) => text.replace(/[^\n]/g, ' ');
/** @param {string} text @param {number} at */
const lineAt = (text, at) => text.slice(0, at).split('\n').length;

/** @param {string} text @param {RegExp} wanted what of it is kept; the rest is blanked out so that lines keep their numbers */
function only(text, wanted) {
  return text
    .split(wanted)
    .map((part, at) => (at % 2 ? part : blank(part)))
    .join('');
}

/** @param {string} text @param {readonly Rule[]} rules @returns {Fault[]} */
function broken(text, rules) {
  return rules.flatMap(({ pattern, says }) =>
    [...text.matchAll(pattern)].map((match) => ({ line: lineAt(text, match.index), text: match[0].trim(), says })),
  );
}

/** @param {string} styles @returns {Fault[]} */
function sided(styles) {
  return [...styles.matchAll(ofSides)]
    .filter(([, name, values = '']) => valuesOf(values).length > (name === 'border-radius' ? 1 : 3))
    .map((match) => ({ line: lineAt(styles, match.index), text: match[0].trim(), says: `${physical}, one by one` }));
}

/** @param {string} text */
const withoutComments = (text) => text.replace(/\/\*[\s\S]*?\*\//g, blank);

/**
 * What is at fault in a file's text, by its ending: a style sheet, a component or a script.
 * @param {string} text @param {string} ending @returns {Fault[]}
 */
export function styleFaults(text, ending) {
  if (ending === '.ts') return broken(withoutComments(text), scriptRules);
  if (ending !== '.css' && ending !== '.svelte') return [];
  const styles = withoutComments(ending === '.css' ? text : only(text, /(<style[^>]*>[\s\S]*?<\/style>)/));
  const rules = styleRules.filter(({ only }) => only === undefined || only === ending);
  const faults = [...broken(styles, rules), ...sided(styles)];
  if (ending === '.css') return faults;
  const markup = text.replace(/<(script|style)[\s\S]*?<\/\1>/g, blank);
  const script = withoutComments(only(text, /(<script[^>]*>[\s\S]*?<\/script>)/));
  return [...faults, ...broken(markup, markupRules), ...broken(script, scriptRules)];
}
