import { type Component, mount } from 'svelte';
import Root from './components/Root.svelte';
import { type Catalogue, language } from './i18n/language.svelte';

export interface Entry {
  /** The page's component, loaded beside its messages. */
  page: () => Promise<{ default: Component }>;
  catalogue: Catalogue;
}

/** Puts a page into the document, in the language that is asked for. False where a part of it did not arrive. */
export async function show({ page, catalogue }: Entry): Promise<boolean> {
  // The language comes first: a page may need it as soon as it is there.
  const arrived = Promise.all([language.begin(catalogue), page()]);
  const [, loaded] = await arrived.catch(() => []);
  if (!loaded) return false;
  const target = document.getElementById('page');
  if (!target) throw new Error('the document has no element #page');
  target.replaceChildren();
  mount(Root, { target, props: { Page: loaded.default } });
  return true;
}
