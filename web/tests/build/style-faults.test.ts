import { describe, expect, test } from 'vitest';
import { styleFaults } from '../../build/style-faults.mjs';

const sheets = [
  'margin-left: 1px',
  'left: 0',
  'padding-right: 1px',
  'scroll-margin-left: 1px',
  'border-left-width: 1px',
  'border-top-right-radius: 1px',
  'text-align: left',
  'float: right',
  'background-position: left 2px',
  'transform-origin: right',
  'background: linear-gradient(to left, var(--ink), var(--ground))',
  'transition: left 1s',
  'margin: 1px 2px 3px 4px',
  'padding: 0 calc(1px + var(--a)) 0 0',
  'inset: 0 1px 0 0',
  'border-radius: 1px 2px',
  'border-width: 0 0 0 4px',
  'transform: translateX(4px)',
  'transform: translate(-50%, 0)',
  'translate: 4px 0',
  'letter-spacing: 1px',
];

const allowed = [
  'margin-inline-start: 1px',
  'inset-inline-start: 0',
  'margin: 1px 2px 3px',
  'padding: calc(1px + (2px - 3px)) 0 !important',
  'border-radius: calc(var(--wall-unit) * 1)',
  'transform: translate(0, 50%)',
  'translate: 0 calc(1px * 2)',
  'translate: none',
  'text-align: start',
  'animation: leftover 1s',
];

describe('what no style may hold', () => {
  test.each(sheets)('%s, in a style sheet and in a component', (declaration) => {
    expect(styleFaults(`a {\n  ${declaration};\n}\n`, '.css')).toMatchObject([{ line: 2 }]);
    expect(styleFaults(`<p></p>\n<style>\na { ${declaration} }\n</style>`, '.svelte')).toMatchObject([{ line: 3 }]);
  });

  test.each([
    '<p style="color: red"></p>',
    '<p style:left="1px"></p>',
    '<p style:margin-right={space}></p>',
    '<p style:transform="translateX({x}px)"></p>',
    '<script>element.style.marginLeft = space;</script>',
    '<script>element.style.setProperty("left", space);</script>',
  ])('%s', (component) => {
    expect(styleFaults(component, '.svelte')).toHaveLength(1);
  });

  test('a colour beside the tokens, in a component', () => {
    expect(styleFaults('<style>a { color: #fff; }</style>', '.svelte')).toHaveLength(1);
  });

  test('a script that sets a physical side', () => {
    expect(styleFaults('element.style.left = "1px";', '.ts')).toHaveLength(1);
  });
});

test.each(allowed)('a style may hold %s', (declaration) => {
  expect(styleFaults(`a:hover .left { ${declaration}; }`, '.css')).toEqual([]);
});
