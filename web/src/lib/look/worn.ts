import { deviceStorage, keep, kept } from '$lib/net/storage';
import type { Accent } from '$lib/protocol/generated/protocol';
import { palette } from './palette';

const key = 'majlis.look';

/** The accent that a page had, and which page that was. */
interface Worn {
  readonly page: string;
  readonly accent: Accent | undefined;
}

let names: readonly string[] = [];

/** Gives the whole page an accent; none is Majlis's own. */
function wear(accent: Accent | undefined): void {
  const { style } = document.documentElement;
  const colours = accent ? palette(accent) : {};
  for (const name of names) style.removeProperty(name);
  names = Object.keys(colours);
  for (const name of names) style.setProperty(name, colours[name] ?? null);
}

/** Gives the page its forum's accent, and remembers it so that the next visit begins with it. */
export function wearAccent(accent: Accent | undefined): void {
  wear(accent);
  keep(deviceStorage(), key, { page: location.pathname, accent } satisfies Worn);
}

/** Gives the page the accent that it had before on this device, until it knows its forum again. */
export function wearRemembered(): void {
  const worn = kept<Worn>(deviceStorage(), key);
  if (worn?.page === location.pathname && worn.accent) wear(worn.accent);
}
