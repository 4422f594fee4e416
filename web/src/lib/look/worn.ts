import { deviceStorage, keep, kept } from '$lib/net/storage';
import type { Accent } from '$lib/protocol/generated/protocol';
import type { Palette } from './palette';

const key = 'majlis.look';

/** The colours that a page had, and which page that was. */
interface Worn {
  readonly page: string;
  readonly colours: Palette;
}

let names: readonly string[] = [];
let wanted: Accent | undefined;

function wear(colours: Palette): void {
  const { style } = document.documentElement;
  for (const name of names) style.removeProperty(name);
  names = Object.keys(colours);
  for (const name of names) style.setProperty(name, colours[name] ?? null);
}

/**
 * Gives the whole page its forum's accent, none is Majlis's own, and remembers it so that the next visit begins with it.
 * How colours come of an accent is loaded only where there is one.
 */
export async function wearAccent(accent: Accent | undefined): Promise<void> {
  wanted = accent;
  const colours = accent ? (await import('./palette')).palette(accent) : {};
  if (wanted !== accent) return;
  wear(colours);
  keep(deviceStorage(), key, { page: location.pathname, colours } satisfies Worn);
}

/** Gives the page the accent that it had before on this device, until it knows its forum again. */
export function wearRemembered(): void {
  const worn = kept<Worn>(deviceStorage(), key);
  if (worn?.page === location.pathname) wear(worn.colours ?? {});
}
