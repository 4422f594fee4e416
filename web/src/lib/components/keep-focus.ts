import { tick } from 'svelte';

/**
 * Makes a change that moves rows of a list: a row that is brought behind another loses the focus, which comes back to the
 * button that was pressed, or goes to `other` where that one is gone.
 */
export async function keepingFocus(change: () => void, other?: () => HTMLElement | null | undefined): Promise<void> {
  const pressed = document.activeElement;
  change();
  await tick();
  const next = pressed?.isConnected ? pressed : other?.();
  if (next instanceof HTMLElement && next !== document.activeElement) next.focus();
}
