import { type Plugin, parseAst } from 'vite';
import { type Node, within } from './syntax.ts';

const isSpread = ({ type }: Node) => type === 'SpreadElement';

/** Whether a call spreads an argument before others: `f(...all, last)`. */
function spreadsEarly(node: Node): boolean {
  return node.type === 'CallExpression' && (node.arguments as Node[]).slice(0, -1).some(isSpread);
}

/** The places of a script where Chrome 90 goes wrong: calls in an optional chain that spread an argument before others. */
export function misreadChains(code: string): string[] {
  const nodes = [...within(parseAst(code) as unknown as Node)];
  const chains = nodes.filter(({ type }) => type === 'ChainExpression');
  return chains
    .filter((chain) => [...within(chain)].some(spreadsEarly))
    .map(({ start, end }) => code.slice(start, end));
}

/**
 * Lets optional chains (`a?.b`) stand as they are written, which is one in sixty bytes of a phone's script, and sees to it
 * that none is of the kind that Chrome 90 misreads (crbug.com/v8/11558): for that the bundler would rewrite all of them.
 */
export function plainChains(): Plugin {
  return {
    name: 'majlis:plain-chains',
    apply: 'build',
    enforce: 'post',
    renderChunk(code, { fileName }) {
      const [chain] = misreadChains(code);
      if (chain !== undefined) throw new Error(`${fileName}: Chrome 90 misreads ${chain}`);
    },
  };
}
