import type { Plugin } from 'vite';

const icon = /@lucide\/svelte\/dist\/icons\/[^/]+\.svelte$/;
const drawing = /const iconData = (\{.*\});/;

type Attributes = Record<string, string>;

function elementOf([tag, attributes]: [string, Attributes]): string {
  const given = Object.entries(attributes).map(([name, value]) => ` ${name}="${value}"`);
  return `<${tag}${given.join('')} />`;
}

/** An icon's component as plain markup of its own. */
function drawn(nodes: [string, Attributes][]): string {
  return `<script>const { size = 24, strokeWidth = 2 } = $props();</script>
<svg viewBox="0 0 24 24" width={size} height={size} fill="none" stroke="currentColor" stroke-width={strokeWidth}
  stroke-linecap="round" stroke-linejoin="round" aria-hidden="true">${nodes.map(elementOf).join('')}</svg>`;
}

/**
 * Makes of each icon its drawing and nothing else. As they come, icons are put together in the browser, by code that
 * weighs more than all that a phone shows of them.
 */
export function plainIcons(): Plugin {
  return {
    name: 'majlis:plain-icons',
    enforce: 'pre',
    transform(code, id) {
      if (!icon.test(id)) return undefined;
      const [, data] = drawing.exec(code) ?? [];
      if (data === undefined) throw new Error(`${id}: an icon is not written as it used to be`);
      return { code: drawn(JSON.parse(data).node), map: null };
    },
  };
}
