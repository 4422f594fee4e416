import GroupMark from '$lib/opinions/GroupMark.svelte';
import OpinionMap from '$lib/opinions/OpinionMap.svelte';
import PictureWords from '$lib/opinions/PictureWords.svelte';
import SplitBar from '$lib/opinions/SplitBar.svelte';
import StatementShares from '$lib/opinions/StatementShares.svelte';
import { toldPicture } from '$lib/opinions/told';
import type { OpinionPicture, OpinionsView } from '$lib/protocol/generated/protocol';
import type { Statements } from '$lib/protocol/views';
import type { Shown } from '$lib/wall/scene';
import { head, items, pictureOf, pictureOfFew } from '../../../e2e/support/opinions';
import { type Exhibit, exhibit } from './exhibit';

/** Statements of which all are in front. */
const statements: Statements = { head, items: new Map(items.map((one) => [one.s, one])) };
const find = (s: number) => statements.items.get(s);
const picture = pictureOf(3);
const view = (picture: OpinionPicture): OpinionsView => ({ session: 2, picture });
const shown = (opinions: OpinionsView | undefined): Shown => ({
  name: 'opinions',
  statements,
  opinions,
  texts: undefined,
});

/** The map of opinions on a wall. */
export const opinionScenes: Record<string, Shown> = {
  'opinions, before there are any': shown(undefined),
  'opinions, fewer than ten people': shown(view(pictureOfFew)),
  'opinions, one group': shown(view(pictureOf(1))),
  'opinions, three groups': shown(view(picture)),
  'opinions, four groups, one of few': shown(view(pictureOf(4, true))),
};

/** The pieces of statements and opinion groups. */
export function opinions(): Exhibit[] {
  const box = { width: 340, height: 220, mark: 17, spot: 3 };
  const told = toldPicture(picture, find);
  const statement = told.uniting[0];
  const split = toldPicture(pictureOf(4, true), find).dividing[0];
  return [
    exhibit('GroupMark', GroupMark, Object.fromEntries([0, 1, 2, 3, 4].map((at) => [`${at}`, { group: at }]))),
    exhibit('OpinionMap', OpinionMap, {
      'three groups': { picture, box },
      'four groups, one of few': { picture: pictureOf(4, true), box },
    }),
    exhibit('SplitBar', SplitBar, {
      usual: { said: [62, 21, 17] },
      'without the bar': { said: [62, 21, 17], bare: true },
      'all agree': { said: [12, 0, 0] },
      'nobody said anything': { said: [0, 0, 0] },
    }),
    exhibit('StatementShares', StatementShares, {
      ...(statement ? { uniting: { statement } } : {}),
      ...(split ? { 'one group is not told': { statement: split } } : {}),
    }),
    exhibit('PictureWords', PictureWords, {
      'three groups': { picture, texts: find },
      'four groups, one of few': { picture: pictureOf(4, true), texts: find },
      'nobody differs': { picture: pictureOf(1), texts: find },
    }),
  ];
}
