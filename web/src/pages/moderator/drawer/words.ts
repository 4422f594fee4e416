import { m } from '$lib/i18n/language.svelte';
import type { DrawerTab } from './drawer.svelte';

const tabs: Record<DrawerTab, () => string> = {
  polls: () => m.tab_polls(),
  ledger: () => m.tab_ledger(),
  feedback: () => m.tab_feedback(),
  walls: () => m.tab_walls(),
};

/** What a part of the drawer is called. */
export function tabText(tab: DrawerTab): string {
  return tabs[tab]();
}
