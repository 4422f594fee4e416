import { type Component, mount } from 'svelte';
import Root from './components/Root.svelte';
import { type Catalogue, language } from './i18n/language.svelte';
import { wearRemembered } from './look/worn';

interface Entry {
  /** The page's component, loaded beside its messages. */
  page: () => Promise<{ default: Component }>;
  catalogue: Catalogue;
}

/** How long a page whose parts did not all arrive waits before it is asked for again. */
const askAgainMs = 3_000;

/**
 * Shows a page in the language that is asked for.
 *
 * Where a part of it does not arrive, the whole page is asked for again: browsers remember that a module failed, and a
 * wall must come back with nobody at it.
 */
export async function start({ page, catalogue }: Entry): Promise<void> {
  wearRemembered();
  const arrived = Promise.all([page(), language.begin(catalogue)]);
  const [loaded] = await arrived.catch(() => []);
  if (!loaded) {
    setTimeout(() => location.reload(), askAgainMs);
    return;
  }
  const target = document.getElementById('page');
  if (!target) throw new Error('the document has no element #page');
  mount(Root, { target, props: { Page: loaded.default } });
}
