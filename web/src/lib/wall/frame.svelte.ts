import { getContext, setContext } from 'svelte';
import { type Aspect, aspectOf, unitOf } from './aspect';

const key = Symbol('the frame of a wall');

/** The letters that a wall is set in. */
export const wallFamily = '"Majlis Wall", "Majlis Text Fallback", "Segoe UI", "Geeza Pro", system-ui, sans-serif';

/** The smallest letter of a wall whose measures are not known: its last row is six times its height away. In units. */
export const usualFloor = 5.5;

/** As many as are read at one look, from the middle of a wall. */
export const usualCharacters = 48;

/** The measures of a wall's picture, in pixels, for what is fitted into it. */
export class Frame {
  width = $state(0);
  height = $state(0);
  /** What whoever stands at the machine made of the letters' size. */
  scale = $state(1);
  /** The smallest letter that the back row reads, in units. */
  floor = $state(usualFloor);
  /** Most characters of a line where there may be several. */
  characters = $state(usualCharacters);
  /** Counts the letters that have come: what was measured before is measured again. */
  lettersCame = $state(0);
  readonly unit: number = $derived(unitOf(this.width, this.height));
  readonly aspect: Aspect = $derived(aspectOf(this.width, this.height));
}

/** Makes the frame of a picture, for the component at its root. */
export function makeFrame(): Frame {
  return setContext(key, new Frame());
}

/** The frame that a component stands in. */
export function frameHere(): Frame {
  return getContext<Frame>(key);
}

/** Counts letters of the wall that come later than the first picture. Returns what ends it. */
export function hearLetters(frame: Frame): () => void {
  const came = () => {
    frame.lettersCame += 1;
  };
  document.fonts?.addEventListener('loadingdone', came);
  return () => document.fonts?.removeEventListener('loadingdone', came);
}
