// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../../docs');
/** A line of prose is as long as one of code. */
const longest = 120;
/** Pages that are not wrapped so yet; none comes to them. */
const others = ['award.md', 'failures.md', 'speaking.md'];

/** The lines of prose that are longer: tables have their own, and what is to be copied is set in. */
function tooLong(text: string): string[] {
  const lines = text.replace(/^(```|~~~).*?^\1/gms, '').split('\n');
  return lines.filter((line) => line.length > longest && !/^\||^ {4}|^#/.test(line));
}

const pages = readdirSync(folder).filter((file) => file.endsWith('.md'));

it.each(pages.filter((file) => !others.includes(file)))('%s is wrapped', (file) => {
  expect(tooLong(readFileSync(join(folder, file), 'utf8'))).toEqual([]);
});

it('only what is there and not wrapped is left out', () => {
  const left = others.filter(
    (file) => pages.includes(file) && tooLong(readFileSync(join(folder, file), 'utf8')).length > 0,
  );
  expect(left).toEqual(others);
});

it('a long line of prose is found, and none of a table or of what is to be copied', () => {
  const long = 'word '.repeat(30);
  expect(tooLong(`${long}\n\n| ${long} |\n\n    ${long}\n\n\`\`\`\n${long}\n\`\`\`\n- ${long}`)).toEqual([
    long,
    `- ${long}`,
  ]);
});
