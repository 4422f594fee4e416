import { tick, untrack } from 'svelte';

/**
 * Keeps the focus in a list of rows with buttons whenever what it shows has changed, whoever changed it: a row that is brought
 * behind another loses it, and has it again; of one that is gone, the row that comes in its place has it at the same button, or
 * what is named to have it instead.
 */
export function keepFocusOver(
  list: () => HTMLElement | undefined,
  shown: () => unknown,
  instead?: () => HTMLElement | null | undefined,
): void {
  $effect.pre(() => {
    shown();
    const held = untrack(() => holderIn(list()));
    if (held) void tick().then(() => giveBack(held, instead ?? (() => sameIn(list(), held))));
  });
}

/** What has the focus in a list: the element, its row and its place in that, by number. */
interface Held {
  element: HTMLElement;
  row: number;
  place: number;
}

function holderIn(list: HTMLElement | undefined): Held | undefined {
  const element = document.activeElement;
  const row = [...(list?.children ?? [])].findIndex((one) => one.contains(element));
  if (!(element instanceof HTMLElement) || row < 0) return undefined;
  return { element, row, place: buttonsOf(list?.children[row]).indexOf(element) };
}

function giveBack({ element }: Held, instead: () => HTMLElement | null | undefined): void {
  // It went on by itself, or was led elsewhere.
  if (document.activeElement !== document.body) return;
  const next = element.isConnected ? element : instead();
  next?.focus();
}

function sameIn(list: HTMLElement | undefined, { row, place }: Held): HTMLElement | undefined {
  return buttonsOf(list?.children[Math.min(row, list.children.length - 1)])[place];
}

const buttonsOf = (row: Element | undefined) => [...(row?.querySelectorAll<HTMLElement>('button') ?? [])];
