import { bounds } from '$lib/protocol/generated/bounds';
import type { Profile } from '$lib/protocol/generated/protocol';
import { floorOf } from '$lib/wall/look';

/** A profile as it is filled in: lengths in metres, none where the field is empty. */
export interface ProfileDraft {
  height: number | null;
  distance: number | null;
  stripAtBottom: boolean;
  overlay: boolean;
}

/** What fields begin with. */
export function draftOf(profile: Profile | undefined): ProfileDraft {
  const metres = (centimetres: number | undefined) => (centimetres === undefined ? null : centimetres / 100);
  return {
    height: metres(profile?.measures?.height),
    distance: metres(profile?.measures?.distance),
    stripAtBottom: profile?.strip_at_bottom ?? false,
    overlay: profile?.overlay ?? false,
  };
}

/** How far away the last row may sit, in metres, from a picture of that height. */
export function rowsOf(height: number | null): { nearest: number; farthest: number } | undefined {
  const metres = (heights: number) => Math.round((height ?? 0) * heights * 100) / 100;
  return height ? { nearest: metres(bounds.nearestRow), farthest: metres(bounds.farthestRow) } : undefined;
}

/** The profile that was filled in; none where the wall is as usual. A length alone says nothing, and no form sends it. */
export function profileIn({ height, distance, stripAtBottom, overlay }: ProfileDraft): Profile | undefined {
  const measures =
    height && distance ? { height: Math.round(height * 100), distance: Math.round(distance * 100) } : undefined;
  if (!measures && !stripAtBottom && !overlay) return undefined;
  return { ...(measures && { measures }), strip_at_bottom: stripAtBottom, overlay };
}

/** How high the smallest line of text is on that wall, in whole centimetres; none where its size was not told. */
export function letterIn(draft: ProfileDraft): number | undefined {
  const profile = profileIn(draft);
  if (!draft.height || !profile?.measures) return undefined;
  return Math.round(floorOf(profile) * draft.height);
}
