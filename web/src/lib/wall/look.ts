import { usualCharacters, usualFloor } from './frame.svelte';
import type { SceneName } from './scene';

/** How a wall is drawn. */
export interface Look {
  /** The smallest letter, in units. */
  readonly floor: number;
  /** Most characters of a line: a plate is wide and low. */
  readonly characters: number;
  /** A plate over a live stream; with the way in on it where that was asked for. */
  readonly overlay: 'plate' | 'join' | undefined;
}

/** A wall in a hall. */
export const usualLook: Look = { floor: usualFloor, characters: usualCharacters, overlay: undefined };

/** Letters on a stream are read up close. */
const overlayFloor = 3.6;
const overlayCharacters = 80;

/** How the address of a screen's page asks for it: `?overlay` is a plate, `?overlay=join` has the way in on it too. */
export function lookIn(search: string): Look {
  const asked = new URLSearchParams(search).get('overlay');
  if (asked === null || asked === '0') return usualLook;
  return { floor: overlayFloor, characters: overlayCharacters, overlay: asked === 'join' ? 'join' : 'plate' };
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
