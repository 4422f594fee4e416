import { beforeAll, describe, expect, it } from 'vitest';
import { slidesOf, turnOf } from '$lib/wall/opinion-slides';
import { resolveScene, sceneKey } from '$lib/wall/scene';
import type { Hall } from '../../e2e/support/hall';
import { now, viewsOf } from '../support/hall-views';
import { speak } from '../support/language';
import { head, picture, statement } from '../support/opinions';

beforeAll(() => speak('ar'));

const shows = (change: (hall: Hall) => void) => resolveScene(viewsOf(change), now)?.scene;
const open = (hall: Hall) => {
  hall.statements = { head: head({ session: 2 }), items: [statement(1)] };
  hall.opinions = { session: 2, picture: picture() };
};

describe('the map of opinions', () => {
  it('is held, and follows the desk that opens or closes the statements', () => {
    const held = shows((hall) => {
      open(hall);
      Object.assign(hall.screen, { scene: 'opinions' });
    });
    expect(held).toMatchObject({ name: 'opinions', opinions: { picture: { people: 20 } } });
    expect(held && sceneKey(held)).toBe('opinions');
    const cued = shows((hall) => {
      open(hall);
      Object.assign(hall.screen, { cue: 'opinions' });
    });
    expect(cued?.name).toBe('opinions');
  });

  it('stands before there is one, and not before the statements were opened', () => {
    const before = (stage: 'preparing' | 'open') =>
      shows((hall) => {
        hall.statements = { head: head({ session: 2, stage }), items: [] };
        Object.assign(hall.screen, { scene: 'opinions' });
      })?.name;
    expect([before('open'), before('preparing')]).toEqual(['opinions', 'holding']);
  });
});

describe('what stands beside it', () => {
  const texts = (s: number) => statement(s);

  it('is what unites, what divides, then what is typical of a group, one after the other', () => {
    const slides = slidesOf(picture(), texts);
    expect(slides.map(({ heading, group, statement: { item } }) => [heading, group, item.s])).toEqual([
      ['ما يجمع', undefined, 1],
      ['ما يُختلف فيه', undefined, 2],
      ['ما يميّز المجموعة ب: لا توافق', 1, 3],
    ]);
    expect([0, 11_999, 12_000, 36_000].map((at) => turnOf(slides, at)?.statement.item.s)).toEqual([1, 1, 2, 1]);
  });

  it('is nothing where no words are known, and says of one group only what unites', () => {
    expect(
      turnOf(
        slidesOf(picture(), () => undefined),
        0,
      ),
    ).toBeUndefined();
    const alone = picture({ groups: picture().groups.slice(0, 1) });
    expect(slidesOf(alone, texts).map(({ heading }) => heading)).toEqual(['ما يجمع']);
  });
});
