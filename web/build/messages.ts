import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Plugin } from 'vite';
import { compileMessages } from './compile-messages.mjs';
import { keysOf, type Part } from './crawl.ts';

const prefix = 'virtual:messages/';

function compiledKeys(file: string): string[] {
  return [...readFileSync(file, 'utf8').matchAll(/^export const ([a-z][a-z0-9_]*) =/gm)].map(([, key = '']) => key);
}

/**
 * Gives each page its messages, in one chunk per language, with only those that its sources name.
 *
 * `virtual:messages/<page>` exports `catalogue`, which loads a language when asked; `virtual:messages/<page>/later` the
 * one of what `later.ts` of that page lists. What messages count with is `plural.ts`.
 */
export function messages(root: string): Plugin {
  let building = false;
  const registry = join(root, 'src/lib/i18n/plural.ts');

  const { locales }: { locales: string[] } = JSON.parse(
    readFileSync(join(root, 'project.inlang/settings.json'), 'utf8'),
  );

  const languageOf = (part: Part, locale: string): string => {
    const file = join(root, 'generated/messages', `${locale}.js`);
    if (!building) return `export * from ${JSON.stringify(file)};`;
    const used = keysOf(join(root, 'src'), part);
    const keys = compiledKeys(file).filter((key) => used.has(key));
    // A copy of its own: of a module that parts share, each would load what any of them names.
    const own = `${file}?of=${part.page}${part.isLater ? '-later' : ''}`;
    return `export { ${keys.join(', ')} } from ${JSON.stringify(own)};`;
  };

  const catalogueOf = ({ page, isLater }: Part): string => {
    const chunk = (locale: string) => `${prefix}${page}/${isLater ? `later-${locale}` : locale}`;
    const entries = locales.map((locale) => `${locale}: () => import('${chunk(locale)}')`);
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
    resolveId(id, importer) {
      if (id.endsWith('/registry.js') && importer?.includes('/generated/messages/')) return registry;
      return id.startsWith(prefix) ? `\0${id}` : undefined;
    },
    load(id) {
      if (!id.startsWith(`\0${prefix}`)) return undefined;
      const [page = '', rest = ''] = id.slice(prefix.length + 1).split('/');
      const part = { page, isLater: /^later(-|$)/.test(rest) };
      const locale = locales.find((name) => name === rest.replace(/^later-/, ''));
      return locale === undefined ? catalogueOf(part) : languageOf(part, locale);
    },
  };
}
