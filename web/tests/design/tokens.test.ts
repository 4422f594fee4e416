import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, it } from 'vitest';

const css = readFileSync(join(import.meta.dirname, '../../src/lib/design/tokens.css'), 'utf8');

function declarations(selector: string): string[] {
  const block = css.slice(css.indexOf(`${selector} {`)).match(/\{([^}]*)\}/)?.[1] ?? '';
  return block
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
}

it("the night has the same colours by the person's setting as on the wall", () => {
  const wall = declarations('[data-ground="night"]');
  expect(wall.length).toBeGreaterThan(20);
  expect(declarations(':root:not([data-ground="day"])')).toEqual(wall);
});

it('the night changes every colour of the day', () => {
  const names = (lines: string[]) => lines.map((line) => line.split(':')[0]);
  expect(names(declarations('[data-ground="night"]'))).toEqual(names(declarations(':root')));
});
