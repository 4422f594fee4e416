import { m } from '$lib/i18n/language.svelte';
import type { Accent } from '$lib/protocol/generated/protocol';

/** An accent to begin with. */
export interface Preset {
  readonly name: () => string;
  /** None is Majlis's own. */
  readonly accent: Accent | undefined;
}

export const presets: readonly Preset[] = [
  { name: () => m.organise_accent_palm(), accent: undefined },
  { name: () => m.organise_accent_teal(), accent: { hue: 205, chroma: 90 } },
  { name: () => m.organise_accent_sea(), accent: { hue: 245, chroma: 110 } },
  { name: () => m.organise_accent_night(), accent: { hue: 275, chroma: 130 } },
  { name: () => m.organise_accent_plum(), accent: { hue: 325, chroma: 120 } },
  { name: () => m.organise_accent_pomegranate(), accent: { hue: 12, chroma: 130 } },
  { name: () => m.organise_accent_clay(), accent: { hue: 50, chroma: 95 } },
  { name: () => m.organise_accent_graphite(), accent: { hue: 250, chroma: 15 } },
];

export function isSame(one: Accent | undefined, other: Accent | undefined): boolean {
  return one?.hue === other?.hue && one?.chroma === other?.chroma;
}
