declare module 'virtual:messages/*' {
  import type { Catalogue } from '$lib/i18n/language.svelte';
  export const catalogue: Catalogue;
}

/** Changes with the types of the protocol. */
declare const PROTOCOL_SHAPE: string;
