import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import type { DeskPulse } from '$lib/protocol/generated/protocol';
import type { DeskLive } from './desk-live';

/** A number that no other desk of the link has, by any likelihood. 0 would be none. */
export function newWindow(): number {
  return crypto.getRandomValues(new Uint32Array(1))[0] || 1;
}

/** A desk at work, as the others call it. */
export interface DeskAtWork extends DeskPulse {
  /** It is this page. */
  readonly isOwn: boolean;
  /** What its link is called, and which one it is of those that are open by it. */
  readonly called: string;
}

/** The desks at work in the hall. Several may be open by one link: each is told by its place among them. */
export function desksAtWork({ pulse, welcome }: DeskLive, window: number): DeskAtWork[] {
  const all = pulse.desks ?? [];
  return all.map((desk) => {
    const ofLink = all.filter(({ link }) => link === desk.link);
    const name = isolated(desk.name);
    const n = language.formats.number(ofLink.indexOf(desk) + 1);
    return {
      ...desk,
      isOwn: desk.link === welcome?.you.link && desk.window === window,
      called: ofLink.length > 1 ? m.desk_of_link({ name, n }) : name,
    };
  });
}
