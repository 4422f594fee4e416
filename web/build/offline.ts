import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { OutputAsset, OutputChunk } from 'rolldown';
import type { Plugin } from 'vite';
import type { Build } from '../src/worker/build.ts';

type Bundle = Record<string, OutputAsset | OutputChunk>;

/** Where the worker lies: at the root, as it serves every page of phones, and under a name that stays. */
const worker = 'worker.js';

/** What of `public/` the pages show. */
const shown = ['mark.svg'];

const contents = (output: OutputAsset | OutputChunk): string | Uint8Array =>
  output.type === 'chunk' ? output.code : output.source;

/** What the worker is to keep. Its version changes with any byte of that. */
function buildOf(bundle: Bundle, root: string): Build {
  const outputs = Object.values(bundle).filter(({ fileName }) => fileName !== worker && !fileName.endsWith('.map'));
  const [pages, files] = [true, false].map((isPage) =>
    outputs
      .filter(({ fileName }) => fileName.endsWith('.html') === isPage)
      .sort((a, b) => (a.fileName < b.fileName ? -1 : 1)),
  ) as [typeof outputs, typeof outputs];
  const version = createHash('sha256');
  for (const file of files) version.update(file.fileName);
  for (const page of pages) version.update(contents(page));
  for (const file of shown) version.update(readFileSync(join(root, 'public', file)));
  return {
    version: version.digest('hex').slice(0, 12),
    files: [...files.map(({ fileName }) => `/${fileName}`), ...shown.map((file) => `/${file}`)],
    pages: pages.map((page) => ({
      name: page.fileName.replace('.html', ''),
      files: [...String(contents(page)).matchAll(/"(\/assets\/[^"]+)"/g)].map(([, file = '']) => file),
    })),
  };
}

/** Makes the worker that opens the pages of phones without a network, and tells it what they are made of. */
export function offline(root: string): Plugin {
  return {
    name: 'majlis:offline',
    apply: 'build',
    enforce: 'post',
    buildStart() {
      this.emitFile({ type: 'chunk', id: join(root, 'src/worker/main.ts'), fileName: worker });
    },
    generateBundle: {
      order: 'post',
      handler(_options, bundle) {
        const made = bundle[worker];
        if (made?.type !== 'chunk') throw new Error('the worker was not built');
        if (made.imports.length > 0) throw new Error('the worker is one file: browsers know no other everywhere');
        made.code = made.code.replaceAll('BUILD', JSON.stringify(buildOf(bundle, root)));
      },
    },
  };
}
