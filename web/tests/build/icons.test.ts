// @vitest-environment node
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const folder = join(import.meta.dirname, '../../src');
const icons = /import (\w+) from '@lucide\/svelte\/icons\//g;
/** What an icon is drawn from; whatever else it is given is lost where it is built (`build/icons.ts`). */
const known = ['size', 'strokeWidth'];

/** What icons are given beyond that. */
function lost(text: string): string[] {
  const names = [...text.matchAll(icons)].map(([, name]) => name);
  const tags = names.flatMap((name) => [...text.matchAll(new RegExp(`<${name}\\b([^>]*?)/>`, 'g'))]);
  const given = tags.flatMap(([, attributes = '']) => [
    ...attributes.matchAll(/([\w:-]+)=(?:\{[^}]*\}|"[^"]*")|\{(\w+)\}/g),
  ]);
  return given.map(([, named, short]) => named ?? short ?? '').filter((name) => !known.includes(name));
}

it('no icon is given what it is not drawn from', () => {
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((file) => file.endsWith('.svelte'));
  const found = files.flatMap((file) =>
    lost(readFileSync(join(folder, file), 'utf8')).map((name) => `${file}: ${name}`),
  );
  expect(found).toEqual([]);
});

it('a class, a label or a filling of an icon is found', () => {
  const icon = "import Star from '@lucide/svelte/icons/star';\n";
  expect(lost(`${icon}<Star {size} strokeWidth={2} />`)).toEqual([]);
  expect(lost(`${icon}<Star size="1em" class="full" aria-label={m.star()} fill="currentcolor" />`)).toEqual([
    'class',
    'aria-label',
    'fill',
  ]);
});
