import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { transform } from 'lightningcss';
import { expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/lib/design/tokens.css'), 'utf8');

/** The tokens as browsers get them that know neither OKLCH nor `light-dark`. */
const built = String(
  transform({
    filename: 'tokens.css',
    code: Buffer.from(css),
    targets: { chrome: 90 << 16, safari: (15 << 16) | (4 << 8) },
  }).code,
);

/** The colours of a time, by name, from what stands outside of every condition. */
function colours(time: 'light' | 'dark'): Map<string, string> {
  const block = built.slice(built.indexOf(':root, [data-ground] {')).match(/\{([^}]*)\}/)?.[1] ?? '';
  const one = new RegExp(`--([\\w-]+): [^;]*var\\(--lightningcss-${time}, (#[0-9a-f]+)\\)`, 'g');
  return new Map([...block.matchAll(one)].map(([, name = '', colour = '']) => [name, colour]));
}

it('older browsers get the colours of the day and of the night, each in a way they know', () => {
  expect(colours('light').get('ground')).toBe('#faf6ee');
  expect(colours('dark').get('ground')).toBe('#081711');
  expect([...colours('light').keys()]).toEqual([...colours('dark').keys()]);
  expect(colours('light').size).toBeGreaterThan(15);
});

it("the night begins by the person's setting, and on whatever is marked as night", () => {
  const night = /--lightningcss-light:\s*;\s*--lightningcss-dark: initial/;
  expect(built).toMatch(new RegExp(`@media \\(prefers-color-scheme: dark\\) \\{\\s*:root \\{\\s*${night.source}`));
  expect(built).toMatch(new RegExp(`\\n\\[data-ground="night"\\] \\{\\s*${night.source}`));
});
