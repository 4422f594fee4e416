import { bounds } from '$lib/protocol/generated/bounds';
import type { LinkNo, Profile, WallProfile } from '$lib/protocol/generated/protocol';
import { usualCharacters, usualFloor } from './frame.svelte';
import type { SceneName } from './scene';

/** How a wall is drawn. */
export interface Look {
  /** The smallest letter, in units. */
  readonly floor: number;
  readonly stripAtBottom: boolean;
  /** Most characters of a line: a plate is wide and low. */
  readonly characters: number;
  /** A plate over a live stream; with the way in on it where that was asked for. */
  readonly overlay: 'plate' | 'join' | undefined;
}

/** What a letter needs of the picture's height for each height that the reader is away. */
const ofHeight = 0.91;

/** Letters on a stream are read up close. */
const overlayFloor = 3.6;
const overlayCharacters = 80;

/** How a wall of that profile is drawn, and what the address of its page asks for. */
export function lookOf(profile: Profile | undefined, asked?: Look['overlay']): Look {
  const overlay = asked ?? (profile?.overlay ? 'plate' : undefined);
  const floor = overlay ? overlayFloor : floorOf(profile);
  const characters = overlay ? overlayCharacters : usualCharacters;
  return { floor, characters, stripAtBottom: profile?.strip_at_bottom ?? false, overlay };
}

/** A wall that nobody told anything of. */
export const usualLook = lookOf(undefined);

/** The smallest letter that the last row reads, in hundredths of the picture's height. */
export function floorOf(profile: Profile | undefined): number {
  if (!profile?.measures) return usualFloor;
  const { height, distance } = profile.measures;
  const away = distance / height;
  return Number.isFinite(away)
    ? ofHeight * Math.min(bounds.farthestRow, Math.max(bounds.nearestRow, away))
    : usualFloor;
}

/** What the address of a screen's page asks for: `?overlay` is a plate, `?overlay=join` has the way in on it too. */
export function overlayIn(search: string): Look['overlay'] {
  const asked = new URLSearchParams(search).get('overlay');
  if (asked === null || asked === '0') return undefined;
  return asked === 'join' ? 'join' : 'plate';
}

/** What was told of a wall; a wall that nobody told of is as usual. */
export function profileOf(
  told: { readonly profiles?: readonly WallProfile[] } | undefined,
  link: LinkNo | undefined,
): WallProfile {
  const own = told?.profiles?.find((profile) => profile.link === link);
  return own ?? { link: link ?? 0, version: 0 };
}

/** The scenes that are laid over a stream, and how high their plate is, in units. Over the others nothing is. */
export const plates: Partial<Record<SceneName, number>> = {
  spotlight: 34,
  top: 44,
  poll: 46,
  ratings: 46,
  announcement: 30,
  break: 46,
};
