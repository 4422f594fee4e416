import type { Plugin } from 'vite';

const module = /svelte\/src\/internal\/client\/dom\/hydration\.js$/;
const [flag, setter] = ['export let hydrating = false;', 'hydrating = value;'];

/** The framework's module that says whether a page is taken over from a server, saying once and for all that it is not. */
export function neverHydrating(code: string): string {
  if (!code.includes(flag) || !code.includes(setter)) throw new Error('hydration is not written as it used to be');
  return code.replace(flag, 'export const hydrating = false;').replace(setter, '');
}

/**
 * Leaves out how the framework takes over what a server has drawn: every page here is drawn in the browser, and the bundler
 * cannot know. It is one in forty bytes of a phone's script.
 */
export function noHydration(): Plugin {
  return {
    name: 'majlis:no-hydration',
    apply: 'build',
    enforce: 'pre',
    transform: { filter: { id: module }, handler: (code) => ({ code: neverHydrating(code), map: null }) },
  };
}
