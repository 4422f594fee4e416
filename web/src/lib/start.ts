import { wishedLocale } from './i18n/wished';
import { wearRemembered } from './look/worn';
import type { Entry } from './show';

/** How long a page whose parts did not all arrive waits before it is asked for again. */
const askAgainMs = 3_000;

/**
 * Shows a page in the language that is asked for. This is small and comes first, so that the language is asked for beside
 * the page and what shows it, not after them.
 *
 * Where a part of it does not arrive, the whole page is asked for again: browsers remember that a module failed, and a
 * wall must come back with nobody at it.
 */
export async function start({ page, catalogue }: Entry): Promise<void> {
  wearRemembered();
  void catalogue[wishedLocale([])]().catch(() => {});
  const showing = await import('./show').catch(() => undefined);
  const isShown = await showing?.show({ page, catalogue });
  if (!isShown) setTimeout(() => location.reload(), askAgainMs);
}
