// @ts-check
import { resolve } from 'node:path';
import { argv } from 'node:process';
import { fileURLToPath } from 'node:url';
import { compile } from '@inlang/paraglide-js';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Compiles `messages/` into one module per language under `generated/`. */
export async function compileMessages() {
  await compile({
    project: resolve(root, 'project.inlang'),
    outdir: resolve(root, 'generated'),
    outputStructure: 'locale-modules',
    emitTsDeclarations: true,
    emitReadme: false,
    emitGitIgnore: false,
    emitPrettierIgnore: false,
  });
}

if (argv[1] === fileURLToPath(import.meta.url)) await compileMessages();
