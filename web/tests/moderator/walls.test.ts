import { beforeEach, describe, expect, it } from 'vitest';
import { isolated } from '$lib/i18n/isolated';
import { topics, type WallPulse } from '$lib/protocol/generated/protocol';
import { ailmentOf, noted, type Wanted } from '../../src/pages/moderator/drawer/wall-health';
import { activity, columns } from '../../src/pages/moderator/time/arrivals';
import { start } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { desk } from './desk';

beforeEach(() => speak('ar'));

const wall = (more: Partial<WallPulse> = {}): WallPulse => ({
  link: 5,
  name: 'شاشة القاعة',
  scene: 'top',
  since: start,
  rev: 20,
  ...more,
});

/** What the walls were to show, second by second. */
function seconds(...wanted: Omit<Wanted, 'at'>[]): readonly Wanted[] {
  return wanted.reduce<readonly Wanted[]>((before, one, at) => noted(before, { at: at * 1_000, ...one }), []);
}
const steady = (count: number, one: Omit<Wanted, 'at'>) => seconds(...Array.from({ length: count }, () => one));

describe('the health of a wall', () => {
  it('is told at once when it fell silent, whatever it was to show', () => {
    expect(ailmentOf(wall({ gone: start }), [])).toBe('silent');
  });

  it('is told at once when it could not draw its scene, whatever stands in its place', () => {
    expect(ailmentOf(wall({ failed: true }), [])).toBe('failed');
    expect(ailmentOf(wall({ failed: true, scene: 'join' }), steady(8, { rev: 20, scene: 'top' }))).toBe('failed');
    expect(ailmentOf(wall({ failed: true, gone: start }), [])).toBe('silent');
  });

  it('is behind where it still lacks what it was told seconds ago, and not where that came just now', () => {
    expect(ailmentOf(wall(), steady(8, { rev: 21, scene: 'top' }))).toBe('behind');
    const justNow = seconds(...Array.from({ length: 8 }, (_, at) => ({ rev: at < 5 ? 20 : 40, scene: 'top' })));
    expect(ailmentOf(wall(), justNow)).toBeUndefined();
  });

  it('is led by hand where it shows for seconds what the desk asks for at no moment of them', () => {
    expect(ailmentOf(wall({ scene: 'blank' }), steady(8, { rev: 20, scene: 'top' }))).toBe('led_by_hand');
    const justNow = seconds(
      ...Array.from({ length: 8 }, (_, at) => ({ rev: 20, scene: at < 5 ? 'top' : 'spotlight' })),
    );
    expect(ailmentOf(wall(), justNow)).toBeUndefined();
    expect(ailmentOf(wall({ scene: 'blank' }), steady(8, { rev: 20, scene: undefined }))).toBeUndefined();
  });

  it('is not judged before the desk has looked as long as a healthy wall may take', () => {
    expect(ailmentOf(wall({ rev: 1, scene: 'blank' }), steady(6, { rev: 20, scene: 'top' }))).toBeUndefined();
  });

  it('remembers no more than that', () => {
    expect(steady(600, { rev: 20, scene: 'top' })).toHaveLength(7);
  });

  it('is told first of those that need a hand, and once in words when one falls silent', () => {
    const { live, page, notices } = desk();
    live.pulse = { walls: [wall(), wall({ link: 6, name: 'شاشة البهو', gone: start })] };
    expect(page.walls.all.map(({ link, ailment }) => [link, ailment])).toEqual([
      [6, 'silent'],
      [5, undefined],
    ]);
    page.walls.hear();
    page.walls.hear();
    expect(notices.shown.map(({ text }) => text)).toEqual([`صمتت الشاشة: ${isolated('شاشة البهو')}`]);
  });

  it('is told of in words also where another wall of its link is silent already', () => {
    const { live, page, notices } = desk();
    live.pulse = { walls: [wall({ gone: start }), wall()] };
    page.walls.hear();
    live.pulse = { walls: [wall({ gone: start }), wall({ gone: start + 1 })] };
    page.walls.hear();
    page.walls.hear();
    expect(notices.shown).toHaveLength(2);
    live.pulse = { walls: [wall(), wall({ gone: start + 1 })] };
    page.walls.hear();
    expect(notices.shown).toHaveLength(2);
  });

  it('gives the picture on the desk the shape of the wall whose letters have to be the largest', () => {
    const { live, page } = desk();
    expect(page.walls.shape).toBeCloseTo(16 / 9);
    const far = { measures: { height: 2_000, distance: 17_000 } };
    live.screen = {
      hall: 1,
      version: 1,
      scene: 'auto',
      hidden: false,
      profiles: [{ link: 6, version: 1, profile: far }],
    };
    live.pulse = { walls: [wall({ size: [1_920, 1_080] }), wall({ link: 6, size: [1_024, 768] })] };
    expect(page.walls.shape).toBeCloseTo(4 / 3);
    expect(page.walls.look.floor).toBeCloseTo(7.7, 1);
  });

  it('is measured by what walls are told, which are no drafts', () => {
    const { live, page } = desk();
    live.revs.set(topics.screen, 20);
    live.revs.set(topics.acts, 90);
    live.revs.set(topics.polls + 1, 95);
    live.pulse = { walls: [wall()] };
    for (let at = 0; at < 9; at += 1) page.walls.note(start + at * 1_000);
    expect(page.walls.all[0]?.ailment).not.toBe('behind');
    live.revs.set(topics.screen, 21);
    for (let at = 9; at < 18; at += 1) page.walls.note(start + at * 1_000);
    expect(page.walls.all[0]?.ailment).toBe('behind');
  });

  it('is described by a desk that reaches all of its halls, and by no other', () => {
    const { live, page } = desk();
    const hasInHand = (wall: WallPulse) => page.walls.hasInHand(wall);
    expect([wall({ hall: 1 }), wall()].map(hasInHand)).toEqual([true, true]);
    live.welcome = live.welcome && { ...live.welcome, you: { ...live.welcome.you, hall: 1 } };
    expect([wall({ hall: 1 }), wall({ hall: 2 }), wall()].map(hasInHand)).toEqual([true, false, false]);
  });

  it('is brought back by an act of the desk on the walls that leaves the scene as it was', async () => {
    const { live, page } = desk();
    void page.stage.takeBack();
    expect(live.given).toEqual([
      { do: 'set_scene', hall: 1, version: 1, scene: { scene: 'top' } },
      { do: 'set_scene', hall: 1, version: 2, scene: { scene: 'auto' } },
    ]);
  });
});

describe('what came of late', () => {
  it('is told in figures', () => {
    expect(activity({ asked: [0, 3, 8], supported: [1, 0, 51] }, [], 90_000)).toEqual({
      asked: 11,
      supported: 52,
      askedLately: 8,
      supportedLately: 51,
    });
  });

  it('has the questions that came since the last whole minute, which a pulse tells only when that is over', () => {
    const told = { asked: [0, 3, 0], supported: [0, 0, 0] };
    const [before, just, seed] = [{ at: 55_000 }, { at: 80_000 }, { at: 85_000, source: 'seed' as const }];
    expect(activity(told, [just, just, seed], 90_000)).toMatchObject({ asked: 5, askedLately: 2 });
    expect(activity(told, [before, just], 90_000)).toMatchObject({ asked: 4, askedLately: 2 });
    expect(activity(told, [just], 140_000)).toMatchObject({ asked: 3, askedLately: 1 });
  });

  it('is drawn with the largest count as high as there is room, and nothing where nothing came', () => {
    expect(columns([0, 6, 12], 'up')).toBe('M4 6h3v6h-3zM8 0h3v12h-3z');
    expect(columns([1, 100], 'up')).toBe('M0 9h3v3h-3zM4 0h3v12h-3z');
    expect(columns([0, 0], 'down')).toBe('');
  });
});
