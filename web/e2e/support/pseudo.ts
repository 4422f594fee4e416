import { execFileSync } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { Page } from '@playwright/test';
import { preview } from 'vite';
import { areas, type Messages, messagesOf } from './words';

/** Languages that nobody has translated: each writes English in other letters, by which a word left in English stands out. */
export interface PseudoLanguage {
  /** The tag of a language whose own numbers and dates hold no Latin letter either. */
  locale: string;
  /** What stands for `a` to `z`. */
  letters: string;
}

/** From the left, and from the right. */
export const pseudoLanguages: readonly PseudoLanguage[] = [
  { locale: 'el', letters: 'ȧƀċḓḗƒɠħīĵķŀḿƞǿƥɋřşŧŭṽẇẋẏẑ' },
  { locale: 'fa', letters: 'ابجدهفقحیژکلمنوپقرستعڤغخیز' },
];

/** How much longer than English a text may become. */
const longer = 0.4;
const padding = ' lorem ipsum dolor sit amet consectetur adipiscing elit sed do eiusmod tempor incididunt ut labore';

/** A text in a pseudo-language: its blanks as they are, longer than it was, between brackets that show where it ends. */
export function pseudo(text: string, { letters }: PseudoLanguage): string {
  const added = padding.slice(0, Math.ceil(text.length * longer));
  const written = `${text}${added}`.replace(/\{\w+\}|[a-z]/gi, (found) =>
    found.startsWith('{') ? found : (letters[found.toLowerCase().charCodeAt(0) - 97] ?? found),
  );
  return `[${written.trimEnd()}]`;
}

function translated(messages: Messages, language: PseudoLanguage): Messages {
  const forms = new Intl.PluralRules(language.locale).resolvedOptions().pluralCategories;
  const inForms = (match: Record<string, string>) =>
    Object.fromEntries(
      forms.map((form) => [`form=${form}`, pseudo(match[`form=${form}`] ?? match['form=other'] ?? '', language)]),
    );
  return Object.fromEntries(
    Object.entries(messages).map(([key, message]) => [
      key,
      typeof message === 'string'
        ? pseudo(message, language)
        : message.map((plural) => ({ ...plural, match: inForms(plural.match) })),
    ]),
  );
}

/** The pages built in the pseudo-languages too, from a copy of the sources in which nothing else is changed than what a translator would. */
export class PseudoPages {
  private constructor(private readonly folder: string) {}

  static build(): PseudoPages {
    const web = join(import.meta.dirname, '../..');
    const folder = mkdtempSync(join(tmpdir(), 'majlis-pseudo-'));
    const left = ['node_modules', 'dist', 'generated', 'test-results', 'e2e', 'tests'];
    cpSync(web, folder, { recursive: true, filter: (file) => !left.includes(basename(file)) || file === web });
    cpSync(join(web, 'src'), join(folder, 'src'), { recursive: true });
    symlinkSync(join(web, 'node_modules'), join(folder, 'node_modules'));
    const settings = join(folder, 'project.inlang/settings.json');
    const known = JSON.parse(readFileSync(settings, 'utf8'));
    known.locales.push(...pseudoLanguages.map(({ locale }) => locale));
    writeFileSync(settings, JSON.stringify(known));
    for (const area of areas) {
      for (const language of pseudoLanguages) {
        const file = join(folder, 'messages', area, `${language.locale}.json`);
        writeFileSync(file, JSON.stringify(translated(messagesOf(area, 'en'), language)));
      }
    }
    execFileSync('node', ['build/compile-messages.mjs', '--without-declarations'], { cwd: folder });
    // All pages at once: how they are divided is another matter.
    execFileSync('npx', ['vite', 'build', '--minify', 'false', '--logLevel', 'error'], { cwd: folder });
    return new PseudoPages(folder);
  }

  /** Serves these pages at an origin of their own, from which what they ask of the server goes to it. */
  async serve(server: string): Promise<{ origin: string; close: () => Promise<void> }> {
    process.env.MAJLIS_SERVER = server;
    const served = await preview({ root: this.folder, preview: { port: 0 }, logLevel: 'silent' });
    delete process.env.MAJLIS_SERVER;
    return { origin: served.resolvedUrls?.local[0] ?? '', close: () => served.close() };
  }

  remove(): void {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/**
 * The texts and names on a page that hold a word in plain Latin letters: what nobody gave a message. Keys, addresses and
 * what says itself to be in another language are passed over.
 */
export function untranslated(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const own = document.documentElement.lang;
    const isOther = (element: Element | null) =>
      element?.closest('kbd, script, style, [dir="ltr"]:not(html), svg title') !== null ||
      (element.closest('[lang]')?.getAttribute('lang') ?? own) !== own;
    const isLeft = (text: string | null) => /[A-Za-z]{2,}/.test((text ?? '').replace(/\u2068.*?\u2069/g, ''));
    const found: string[] = [];
    const walker = document.createTreeWalker(document.documentElement, NodeFilter.SHOW_TEXT);
    while (walker.nextNode()) {
      const { textContent, parentElement } = walker.currentNode;
      if (isLeft(textContent) && !isOther(parentElement)) found.push(textContent?.trim() ?? '');
    }
    for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
      for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
        const text = element.getAttribute(name);
        if (isLeft(text) && !isOther(element)) found.push(`${name}="${text}"`);
      }
    }
    return [...new Set(found)];
  });
}
