declare module 'virtual:messages/*' {
  import type { Catalogue } from '$lib/i18n/language.svelte';
  export const catalogue: Catalogue;
}
