import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { build, type PreviewServer, preview } from 'vite';

/** The gallery, built as pages are and served from a folder of its own: no part of it comes to what is shipped. */
export class Gallery {
  private constructor(
    private readonly folder: string,
    private readonly server: PreviewServer,
  ) {}

  static async open(): Promise<Gallery> {
    const folder = mkdtempSync(join(tmpdir(), 'majlis-gallery-'));
    const root = join(import.meta.dirname, '../..');
    const usual = { root, configFile: join(root, 'vite.config.ts'), logLevel: 'error' } as const;
    await build({ ...usual, mode: 'gallery', build: { outDir: folder, emptyOutDir: true, minify: false } });
    return new Gallery(folder, await preview({ ...usual, build: { outDir: folder }, preview: { port: 0 } }));
  }

  /** Where pieces stand, in a language and on a ground; all that stand beside each other where none is named. */
  address(lang: string, ground: string, only?: string): string {
    const address = new URL('/gallery.html', this.server.resolvedUrls?.local[0]);
    address.search = String(new URLSearchParams({ lang, ground, ...(only === undefined ? {} : { only }) }));
    return address.href;
  }

  async close(): Promise<void> {
    await this.server.close();
    rmSync(this.folder, { recursive: true, force: true });
  }
}
