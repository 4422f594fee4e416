// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';

const web = fileURLToPath(new URL('../..', import.meta.url));

/** Each way in which a page could make markup or script of a text. Reading what a page consists of makes nothing. */
const ways = [
  /\{\s*@html\b/,
  /\b(?:innerHTML|outerHTML)\b(?!\s*[;),.\]]|\s*(?:={2,3}|!=))/,
  /\b(?:insertAdjacentHTML|setHTMLUnsafe|setHTML|createContextualFragment|parseFromString|parseHTMLUnsafe)\b/,
  /\bdocument\s*\.\s*write(?:ln)?\b/,
  /\bsrcdoc\b/i,
  /\beval\s*\(|\bnew\s+Function\b|javascript:/i,
];

const wayIn = (text: string) => ways.flatMap((way) => way.exec(text)?.[0] ?? []);

const sources = [join(web, 'src'), web]
  .flatMap((folder) =>
    readdirSync(folder, { recursive: folder !== web, withFileTypes: true }).filter(
      (entry) => entry.isFile() && /\.(?:svelte|ts|html)$/.test(entry.name),
    ),
  )
  .map((entry) => join(entry.parentPath, entry.name));

test('no page has a way to make markup or script of a text', () => {
  expect(sources.length).toBeGreaterThan(100);
  const found = sources.flatMap((file) =>
    wayIn(readFileSync(file, 'utf8')).map((way) => `${relative(web, file)}: ${way}`),
  );
  expect(found).toEqual([]);
});

test.each([
  '<p>{@html text}</p>',
  '<p>{ @html text }</p>',
  'element.innerHTML = text;',
  'element.innerHTML += text;',
  'element.outerHTML = text;',
  '<div bind:innerHTML={text} contenteditable></div>',
  '<div bind:innerHTML contenteditable></div>',
  "element['innerHTML'] = text;",
  "element.insertAdjacentHTML('beforeend', text);",
  'document.write(text);',
  'document.createRange().createContextualFragment(text);',
  "new DOMParser().parseFromString(text, 'text/html');",
  '<iframe srcdoc={text}></iframe>',
  'new Function(text)();',
  'eval(text);',
  '<a href="javascript:x">y</a>',
])('%s is seen', (source) => {
  expect(wayIn(source)).not.toEqual([]);
});

test.each(['return element.outerHTML;', 'scriptOf(document.documentElement.outerHTML);', '<p>{text}</p>'])(
  '%s makes nothing',
  (source) => {
    expect(wayIn(source)).toEqual([]);
  },
);
