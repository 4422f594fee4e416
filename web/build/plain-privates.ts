import { createHash } from 'node:crypto';
import { type Plugin, parseAst } from 'vite';
import { isNode, type Node, within } from './syntax.ts';

const isPrivate = (part: unknown): part is Node => isNode(part) && part.type === 'PrivateIdentifier';

/** Tells the members of one file from those of others, which a class of its may extend. */
const markOf = (file: string) => createHash('sha256').update(file).digest('hex').slice(0, 3);

/** The code with short plain names. What is declared and no more is left out: it is undefined either way. */
function rewritten(code: string, nodes: readonly Node[], mark: string): string {
  const names = [...new Set(nodes.filter(isPrivate).map(({ name }) => name))];
  const bare = nodes.filter(
    ({ type, key, value }) => type === 'PropertyDefinition' && isPrivate(key) && value === null,
  );
  const isBare = ({ start, end }: Node) => bare.some((field) => field.start <= start && end <= field.end);
  const members = nodes.filter((node) => isPrivate(node) && !isBare(node));
  const edits = [
    ...members.map(({ start, end, name }) => ({ start, end, text: `_${mark}${names.indexOf(name).toString(36)}` })),
    ...bare.map(({ start, end }) => ({ start, end, text: '' })),
  ].sort((one, other) => one.start - other.start);
  const parts = edits.map(({ start, text }, at) => code.slice(edits[at - 1]?.end ?? 0, start) + text);
  return parts.join('') + code.slice(edits.at(-1)?.end);
}

/** The private names that a file declares for more than one of its classes, if one of them may extend another. */
function ambiguous(nodes: readonly Node[]): string[] {
  if (!nodes.some(({ type, superClass }) => type.startsWith('Class') && isNode(superClass))) return [];
  const bodies = nodes.filter(({ type }) => type === 'ClassBody').map(({ body }) => body as Node[]);
  const names = bodies.flatMap((body) => {
    const keys = body.flatMap(({ key }) => (isPrivate(key) ? [key.name ?? ''] : []));
    return [...new Set(keys)];
  });
  return names.filter((name, at) => names.indexOf(name) !== at);
}

/**
 * The code of a module with its private members made plain ones. Throws where that would not be the same: where two classes
 * of the file have one of a name and one may extend the other, and where it is asked whether an object has one.
 */
export function withPlainPrivates(code: string, file: string): string {
  const nodes = [...within(parseAst(code) as unknown as Node)];
  if (!nodes.some(isPrivate)) return code;
  const [twice] = ambiguous(nodes);
  if (twice !== undefined)
    throw new Error(`#${twice} is declared by two classes of ${file}, and one may extend the other`);
  if (nodes.some(({ left }) => isPrivate(left))) throw new Error(`${file} asks whether an object has a private member`);
  return rewritten(code, nodes, markOf(file));
}

/**
 * Makes private members of classes plain ones, under names of their own in each file.
 *
 * The oldest browsers that the pages are for have faults in them, so the bundler replaces each by a `WeakMap`: one in
 * thirty bytes of a phone's script, and a look-up wherever one is read. What is private the compiler has seen to already.
 */
export function plainPrivates(root: string): Plugin {
  return {
    name: 'majlis:plain-privates',
    apply: 'build',
    enforce: 'post',
    transform: {
      order: 'post',
      filter: { code: /#[\w$]/ },
      handler: (code, id) => ({ code: withPlainPrivates(code, id.replace(root, '')), map: null }),
    },
  };
}
