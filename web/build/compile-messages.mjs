// @ts-check
import { existsSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What the compiled messages are made of, and by. */
const sources = ['messages', 'project.inlang/settings.json', 'package-lock.json'].map((name) => resolve(root, name));

/** When a file, or the newest of a folder, was written last. @param {string} path @returns {number} */
function changed(path) {
  const status = statSync(path);
  if (!status.isDirectory()) return status.mtimeMs;
  return Math.max(status.mtimeMs, ...readdirSync(path).map((name) => changed(join(path, name))));
}

/** Written when all is compiled: the compiler leaves files alone that stay as they are. */
const stamp = resolve(root, 'generated/compiled');

/** Whether the messages were compiled since anything changed that they are made of. */
function isFresh() {
  return existsSync(stamp) && sources.every((source) => changed(source) < changed(stamp));
}

/**
 * Compiles `messages/` into one module per language under `generated/`, unless they stand there. Their declarations take
 * two thirds of the time, and only whoever checks types reads them.
 */
export async function compileMessages({ declarations = true } = {}) {
  if (isFresh()) return;
  await compile({
    project: resolve(root, 'project.inlang'),
    outdir: resolve(root, 'generated'),
    outputStructure: 'locale-modules',
    emitTsDeclarations: declarations,
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  });
  writeFileSync(stamp, '');
}

if (argv[1] === fileURLToPath(import.meta.url)) {
  await compileMessages({ declarations: !argv.includes('--without-declarations') });
}
