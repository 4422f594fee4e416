import { apply, type WireFrame } from '$lib/protocol/apply';
import type { WallMoment } from '$lib/protocol/generated/protocol';
import { awardOf, nothing } from '$lib/protocol/views';
import { type Picture, resolveScene, type WallViews } from '$lib/wall/scene';

/** What a wall showed at a moment, from the frames that it got. */
export function pictureOf({ epoch, frames, at }: WallMoment): { picture: Picture; views: WallViews } | undefined {
  const begun = { ...nothing, epoch };
  const told = (frames as unknown as WireFrame[]).reduce(apply, begun);
  const views: WallViews = { ...told, questions: told.questions.items, award: awardOf(told) };
  const picture = resolveScene(views, at);
  return picture && { picture, views };
}
