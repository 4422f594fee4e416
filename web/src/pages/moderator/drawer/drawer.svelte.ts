/** What the drawer at the inline end holds. */
export const drawerTabs = [
  'polls',
  'show',
  'speaking',
  'statements',
  'ideas',
  'stands',
  'award',
  'ledger',
  'feedback',
  'walls',
] as const;
export type DrawerTab = (typeof drawerTabs)[number];

/** The drawer: open at one of its parts, or closed. */
export class Drawer {
  tab = $state<DrawerTab>();

  get isOpen(): boolean {
    return this.tab !== undefined;
  }

  /** Opens at that part; the same again closes. */
  toggle(tab: DrawerTab): void {
    this.tab = this.tab === tab ? undefined : tab;
  }

  close(): void {
    this.tab = undefined;
  }
}
