import { type Component, mount } from 'svelte';
import Root from './components/Root.svelte';
import { type Catalogue, language } from './i18n/language.svelte';

interface Entry {
  /** The page's component, loaded beside its messages. */
  page: () => Promise<{ default: Component }>;
  catalogue: Catalogue;
}

/** Shows a page in the language that is asked for. */
export async function start({ page, catalogue }: Entry): Promise<void> {
  const [loaded] = await Promise.all([page(), language.begin(catalogue)]);
  const target = document.getElementById('page');
  if (!target) throw new Error('the document has no element #page');
  mount(Root, { target, props: { Page: loaded.default } });
}
