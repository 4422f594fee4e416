// @ts-check
/** Fails on what no style of the pages may hold. */
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import { styleFaults } from './style-faults.mjs';

const root = fileURLToPath(new URL('..', import.meta.url));

const faults = readdirSync(join(root, 'src'), { recursive: true, withFileTypes: true })
  .filter((entry) => entry.isFile())
  .map((entry) => join(entry.parentPath, entry.name))
  .flatMap((file) =>
    styleFaults(readFileSync(file, 'utf8'), extname(file)).map(
      ({ line, text, says }) => `${relative(root, file)}:${line}: ${text}: ${says}`,
    ),
  );

for (const fault of faults) console.error(fault);
if (faults.length > 0) process.exit(1);
console.log('styles: no physical direction, no letter-spacing, no colour beside the tokens, no style attribute');
