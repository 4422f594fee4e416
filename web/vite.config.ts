import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';
import { addresses } from './build/addresses.ts';
import { plainIcons } from './build/icons.ts';
import { languages } from './build/languages.ts';
import { messages } from './build/messages.ts';
import { noHydration } from './build/no-hydration.ts';
import { offline } from './build/offline.ts';
import { plainChains } from './build/plain-chains.ts';
import { plainPrivates } from './build/plain-privates.ts';
import { contentSecurityPolicy } from './build/policy.ts';
import { preloadPage } from './build/preload.ts';

const here = (path: string) => fileURLToPath(new URL(path, import.meta.url));

/** The server that answers while pages are developed: `cargo run -- demo`. */
const server = process.env.MAJLIS_SERVER ?? 'http://127.0.0.1:8080';

/**
 * Pages that are built together share their parts, each with all that any of them uses. So phones have a build of
 * their own: what a desk needs of the framework is not loaded in the hall.
 */
const builds: Record<string, string[]> = {
  phones: ['index', 'audience'],
  crew: [
    'moderator',
    'presenter',
    'screen',
    'organiser',
    'juror',
    'facilitator',
    'rapporteur',
    'record',
    'timeline',
    'team',
    'usher',
    'kiosk',
  ],
};

/** The pages of a build, all that are shipped where none is named. The gallery is built for its test alone. */
const pagesOf = (mode: string) => (mode === 'gallery' ? [mode] : (builds[mode] ?? Object.values(builds).flat()));

/**
 * Over plain http a browser asks for six files at a time, and each further row of them is a journey more. So what pages
 * share lies in two files: what begins them all, and what shows them.
 */
const fewFiles = [
  { name: 'begin', tags: ['$initial' as const], test: (id: string) => !/\.html|\/main\.ts$|\/worker\//.test(id) },
  { name: 'shared', minShareCount: 2, test: (id: string) => !/\/generated\/messages\//.test(id) },
];

/** A mark of the protocol's types. */
const shape = createHash('sha256')
  .update(readFileSync(here('src/lib/protocol/generated/protocol.ts')))
  .digest('hex')
  .slice(0, 8);

const spoken = languages(here('project.inlang/settings.json'));

export default defineConfig(({ mode }) => ({
  plugins: [
    plainIcons(),
    svelte(),
    messages(here('.')),
    addresses(),
    preloadPage(),
    plainPrivates(here('.')),
    plainChains(),
    noHydration(),
    ...(mode === 'phones' ? [offline(here('.'))] : []),
  ],
  define: {
    PROTOCOL_SHAPE: JSON.stringify(shape),
    LANGUAGES: JSON.stringify(spoken),
    MANY_LANGUAGES: JSON.stringify(Object.keys(spoken).length > 2),
  },
  resolve: {
    alias: { $lib: here('src/lib') },
    // Components under test are mounted, so they need Svelte's browser build.
    ...(process.env.VITEST ? { conditions: ['browser'] } : {}),
  },
  build: {
    // For scripts Chrome 90 is taken for the next one: `plainChains` sees to what only that one reads rightly.
    target: ['safari15.4', 'chrome91'],
    cssTarget: ['safari15.4', 'chrome90'],
    // A strict policy lets no font come from a data address.
    assetsInlineLimit: 0,
    emptyOutDir: mode !== 'crew',
    rolldownOptions: {
      // No class has a field where its base has a setter.
      transform: { assumptions: { setPublicClassFields: true } },
      // Importing one of Svelte's reactive classes must not bring all of them.
      treeshake: { moduleSideEffects: [{ test: /svelte\/src\/reactivity\//, sideEffects: false }] },
      output: mode === 'phones' ? { codeSplitting: { groups: fewFiles } } : {},
      input: pagesOf(mode).map((page) => here(`${page}.html`)),
    },
  },
  server: { host: '127.0.0.1', proxy: { '/v1': { target: server, ws: true } } },
  preview: { host: '127.0.0.1', headers: { 'Content-Security-Policy': contentSecurityPolicy } },
  test: {
    environment: 'happy-dom',
    // Loading Svelte and a document anew for each file took four fifths of the time. The files pass in any order
    // (`vitest run --sequence.shuffle.files`).
    isolate: false,
    setupFiles: ['tests/support/after-each.ts'],
    include: ['tests/**/*.test.ts', 'src/**/*.test.ts'],
  },
}));
