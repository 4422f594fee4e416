import type { Attachment } from 'svelte/attachments';
import { palette } from '$lib/look/palette';
import type { Accent } from '$lib/protocol/generated/protocol';

/** Gives a part of the page an accent of its own. */
export function wearing(accent: Accent): Attachment<HTMLElement> {
  return ({ style }) => {
    for (const [name, colour] of Object.entries(palette(accent))) style.setProperty(name, colour);
  };
}
