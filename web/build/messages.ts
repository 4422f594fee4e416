import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compileMessages } from './compile-messages.mjs';
import { messageKeys } from './crawl.ts';

const locales = ['ar', 'en'];
const prefix = 'virtual:messages/';

function compiledKeys(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^export const ([a-z][a-z0-9_]*) =/gm)].map(([, key = '']) => key);
}

/**
 * Gives each page its messages, in one chunk per language, with only those that its sources name.
 *
 * `virtual:messages/<page>` exports `catalogue`, which loads a language when asked.
 */
export function messages(root: string): Plugin {
  let building = false;

  const languageOf = (page: string, locale: string): string => {
    const file = join(root, 'generated/messages', `${locale}.js`);
    if (!building) return `export * from ${JSON.stringify(file)};`;
    const used = messageKeys(join(root, 'src'), join(root, 'src/pages', page, 'main.ts'));
    const keys = compiledKeys(file).filter((key) => used.has(key));
    return `export { ${keys.join(', ')} } from ${JSON.stringify(file)};`;
  };

  const catalogueOf = (page: string): string => {
    const entries = locales.map((locale) => `${locale}: () => import('${prefix}${page}/${locale}')`);
    return `export const catalogue = { ${entries.join(', ')} };`;
  };

  return {
    name: 'majlis:messages',
    configResolved(config) {
      building = config.command === 'build';
    },
    async buildStart() {
      // The test script has compiled them; the compiler leaves files open, which keeps the test runner from ending.
      if (process.env.VITEST) return;
      await compileMessages();
    },
    configureServer(server) {
      server.watcher.add(join(root, 'messages'));
      server.watcher.on('change', (file) => {
        if (!file.startsWith(join(root, 'messages'))) return;
        compileMessages().then(
          () => server.ws.send({ type: 'full-reload' }),
          (cause: Error) => server.config.logger.error(`messages: ${cause.message}`),
        );
      });
    },
    resolveId(id) {
      return id.startsWith(prefix) ? `\0${id}` : undefined;
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [page = '', locale] = id.slice(prefix.length + 1).split('/');
      return locale === undefined ? catalogueOf(page) : languageOf(page, locale);
    },
  };
}
