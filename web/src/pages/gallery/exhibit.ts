import { type Component, createRawSnippet, type Snippet } from 'svelte';
import { type Forced, forcedStates } from './forced';

type Anything = Record<string, unknown>;

/** A component in one of its states. */
export interface Case {
  readonly state: string;
  readonly Piece: Component<Anything>;
  readonly props: Anything;
  /** What a hand does to it; nothing where it is left out. */
  readonly forced?: Forced;
}

/** A component with the states that it is shown in. */
export interface Exhibit {
  readonly name: string;
  /** It lies over the page, so that it is shown when asked for, `?only=<name>`, and nothing beside it. */
  readonly isAlone: boolean;
  /** A page of its own: it stands alone, and the gallery does not stand around it. */
  readonly isPage: boolean;
  /** A wall's picture, which fills its container and is set on the dark ground: how wide it is, in heights. */
  readonly wallShape: number | undefined;
  readonly cases: readonly Case[];
}

/** A component in its states, each with the props that bring it about; those of `touched` are shown under a hand too. */
export function exhibit<Props extends object>(
  name: string,
  Piece: Component<Props>,
  states: Record<string, NoInfer<Props>>,
  {
    isAlone = false,
    isPage = false,
    wallShape,
    touched = [],
  }: { isAlone?: boolean; isPage?: boolean; wallShape?: number; touched?: readonly string[] } = {},
): Exhibit {
  const cases = Object.entries(states).flatMap(([state, props]): Case[] => {
    // Each piece stands beside the props that it was checked against; the gallery only passes them on.
    const left = { state, Piece: Piece as unknown as Component<Anything>, props: props as Anything };
    if (!touched.includes(state)) return [left];
    return [left, ...forcedStates.map((forced) => ({ ...left, state: `${state}, ${forced}`, forced }))];
  });
  return { name, isAlone: isAlone || isPage, isPage, wallShape, cases };
}

/** A text as the content of a piece. */
export function written(text: string): Snippet<[]> {
  return createRawSnippet(() => ({
    render: () => {
      const element = document.createElement('bdi');
      element.textContent = text;
      return element.outerHTML;
    },
  }));
}
