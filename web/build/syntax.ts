/** A node of a syntax tree, as far as it is looked at. */
export interface Node {
  readonly type: string;
  readonly start: number;
  readonly end: number;
  readonly name?: string;
  readonly [part: string]: unknown;
}

export const isNode = (part: unknown): part is Node => typeof (part as Node | null)?.type === 'string';

/** A node and all that is in it. */
export function* within(node: Node): Generator<Node> {
  yield node;
  for (const part of Object.values(node).flat()) if (isNode(part)) yield* within(part);
}
