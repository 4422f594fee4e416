import { beforeAll, expect, it } from 'vitest';
import type { RecommendationItem } from '$lib/protocol/generated/protocol';
import { blocksOf, standing } from '$lib/wall/recommended';
import { resolveScene, sceneKey } from '$lib/wall/scene';
import { now, viewsOf } from '../support/hall-views';
import { speak } from '../support/language';
import { draft, told, vote } from '../support/recommendations';

beforeAll(() => speak('ar'));

const outcome = (agree: number, disagree: number, agreed: boolean) => ({
  round: 1,
  agree,
  disagree,
  abstain: 2,
  agreed,
});
const proposed = (r: number, of: Partial<RecommendationItem> = {}) => draft(r, { stage: 'proposed', ...of });
const published = (r: number, at: number) => draft(r, { stage: 'published', published: at });

it('shows titles without any share while the vote is open', () => {
  const open = standing(told([proposed(1), proposed(2), published(3, 5)], { vote: vote() }));
  expect([open.what, open.items.map(({ r }) => r)]).toEqual(['vote', [1, 2]]);
  expect(blocksOf(open).every(({ head, lines }) => head?.n === undefined && lines.length === 0)).toBe(true);
});

it('shows what a vote came to until something is published after it', () => {
  const items = [proposed(1, { outcome: outcome(3, 1, true) }), proposed(2, { outcome: outcome(1, 3, false) })];
  const closed = { vote: vote({ closed: 10 }) };
  expect(standing(told([...items, published(3, 5)], closed)).what).toBe('outcome');
  const after = standing(told([...items, published(3, 11)], closed));
  expect([after.what, after.items.map(({ r }) => r)]).toEqual(['published', [3]]);
});

it('says in words what was agreed, the most agreed first, by the share of those for and against', () => {
  const items = [
    proposed(1, { outcome: outcome(3, 1, true) }),
    proposed(2, { outcome: outcome(9, 1, true) }),
    proposed(4, { outcome: outcome(1, 3, false) }),
  ];
  const blocks = blocksOf(standing(told(items, { vote: vote({ list: [1, 2, 4], closed: 10 }) })));
  expect(blocks.map(({ head, lines }) => [head?.text, lines.map(({ n }) => n)])).toEqual([
    ['أُقرّت', [90, 75]],
    ['لم تُقرّ', [25]],
  ]);
});

it('tells on the wall, too, what was published without the agreement of the room', () => {
  const blocks = blocksOf(standing(told([{ ...published(1, 5), anyway: true }, published(2, 5)])));
  expect(blocks.map(({ lines }) => lines.length)).toEqual([1, 0]);
});

it('is the scene that was asked for or cued, and the emblem where there is nothing to recommend', () => {
  const views = (has: boolean) =>
    viewsOf((hall) => {
      hall.screen = { ...hall.screen, scene: 'auto', cue: 'recommendations' };
      if (has) hall.recommendations = { head: { order: [1], vote: vote({ list: [1] }) }, items: [proposed(1)] };
    });
  const cued = resolveScene(views(true), now)?.scene;
  expect(cued && sceneKey(cued)).toBe('recommendations vote 1');
  expect(resolveScene(views(true), now, { scene: 'recommendations' })?.scene.name).toBe('recommendations');
  expect(resolveScene(views(false), now, { scene: 'recommendations' })?.scene.name).toBe('holding');
});
