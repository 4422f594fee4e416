import type { HtmlTagDescriptor, IndexHtmlTransformContext, Plugin } from 'vite';

type Bundle = NonNullable<IndexHtmlTransformContext['bundle']>;
type Chunk = Extract<Bundle[string], { type: 'chunk' }>;

function chunkAt(bundle: Bundle, file: string): Chunk | undefined {
  const output = bundle[file];
  return output?.type === 'chunk' ? output : undefined;
}

/** The chunk and every chunk it imports at its start, itself first. */
function withImports(bundle: Bundle, chunk: Chunk, seen = new Set<Chunk>()): Set<Chunk> {
  if (seen.has(chunk)) return seen;
  seen.add(chunk);
  for (const file of chunk.imports) {
    const imported = chunkAt(bundle, file);
    if (imported) withImports(bundle, imported, seen);
  }
  return seen;
}

/** What every entry asks for, whichever language it chooses: the page, and what shows it. */
const always = /\/(?:App\.svelte|show\.ts)$/;

/**
 * Lets the browser fetch a page's component beside its entry instead of after it.
 *
 * An entry chooses the language and asks for its messages and for the page; without this the page would be asked for
 * only when the entry has run, one round trip later.
 */
export function preloadPage(): Plugin {
  return {
    name: 'majlis:preload-page',
    transformIndexHtml: {
      order: 'post',
      handler(_html, { bundle, chunk }) {
        if (!bundle || chunk?.type !== 'chunk') return [];
        const entry = withImports(bundle, chunk);
        const asked = [...entry].flatMap((part) => part.dynamicImports.flatMap((file) => chunkAt(bundle, file) ?? []));
        const pages = asked.filter((part) => part.moduleIds.some((id) => always.test(id)));
        const parts = new Set(pages.flatMap((part) => [...withImports(bundle, part)]));
        const late = [...parts].filter((part) => !entry.has(part));
        const scripts = late.map(
          (part): HtmlTagDescriptor => ({
            tag: 'link',
            attrs: { rel: 'modulepreload', crossorigin: true, href: `/${part.fileName}` },
          }),
        );
        const styles = late
          .flatMap((part) => [...(part.viteMetadata?.importedCss ?? [])])
          .map(
            (file): HtmlTagDescriptor => ({
              tag: 'link',
              attrs: { rel: 'stylesheet', crossorigin: true, href: `/${file}` },
            }),
          );
        return [...scripts, ...styles].map((tag) => ({ ...tag, injectTo: 'head' as const }));
      },
    },
  };
}
