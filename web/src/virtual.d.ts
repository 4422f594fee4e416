declare module 'virtual:messages/*' {
  import type { Catalogue } from '$lib/i18n/language.svelte';
  export const catalogue: Catalogue;
}

/** Changes with the types of the protocol. */
declare const PROTOCOL_SHAPE: string;

/** What the languages call themselves and how they are written, by tag: `build/languages.ts`. */
declare const LANGUAGES: Record<string, import('../build/languages').Spoken>;

/** There are more than two of them: then it takes a list to choose from. */
declare const MANY_LANGUAGES: boolean;
