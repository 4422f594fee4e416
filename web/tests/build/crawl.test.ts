import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, it, onTestFinished } from 'vitest';
import { keysOf, messageKeys } from '../../build/crawl';

/** A folder of sources with these files, gone after the test. */
function sources(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'majlis-crawl-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

it('a page has the messages of every file it reaches, and no others', () => {
  const folder = sources({
    'pages/desk/main.ts': "import './desk.css';\nstart(() => import('./App.svelte'));",
    'pages/desk/App.svelte': "<script>import Row from '$lib/Row.svelte';</script>{m.title()}",
    'lib/Row.svelte': "<script>import { words } from './words';</script>{counted(m.votes_count, 3)}",
    'lib/words.ts': "import Row from './Row.svelte';\nexport const words = { busy: () => m.refusal_busy() };",
    'lib/elsewhere.ts': 'm.not_reached()',
  });
  const keys = messageKeys(folder, join(folder, 'pages/desk/main.ts'));
  expect([...keys].sort()).toEqual(['refusal_busy', 'title', 'votes_count']);
});

it('what a page loads later has the messages that its start has not', () => {
  const folder = sources({
    'pages/phone/main.ts': "import './Row.svelte';\nload(() => import('./later'));",
    'pages/phone/Row.svelte': '{m.title()}',
    'pages/phone/later.ts': "export { default as Sheet } from './Sheet.svelte';",
    'pages/phone/Sheet.svelte': "<script>import Row from './Row.svelte';</script>{m.ask()}",
  });
  expect([...keysOf(folder, { page: 'phone', isLater: false })]).toEqual(['title']);
  expect([...keysOf(folder, { page: 'phone', isLater: true })]).toEqual(['ask']);
});

it('a computed key is refused: nobody could see which messages it needs', () => {
  const folder = sources({ 'main.ts': 'export const text = m[code]();' });
  expect(() => messageKeys(folder, join(folder, 'main.ts'))).toThrow('computed key');
});
