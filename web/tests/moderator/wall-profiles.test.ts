import { flushSync } from 'svelte';
import { beforeEach, describe, expect, it, vi } from 'vitest';
import { m } from '$lib/i18n/language.svelte';
import type { WallPulse } from '$lib/protocol/generated/protocol';
import WallsPart from '../../src/pages/moderator/drawer/WallsPart.svelte';
import { start } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeEach(() => speak('ar'));

const wall = (link: number, more: Partial<WallPulse> = {}): WallPulse => ({
  link,
  name: `شاشة ${link}`,
  scene: 'top',
  since: start,
  rev: 0,
  ...more,
});

/** The walls of a desk, and the form of each of them by the wall's name. */
function walls(...alive: WallPulse[]) {
  const at = desk();
  at.live.pulse = { walls: alive };
  const element = mounted(WithDesk, { page: at.page, part: WallsPart });
  const item = (link: number) =>
    [...element.querySelectorAll('li')].find(({ textContent }) => textContent.includes(`شاشة ${link}`));
  const fields = (link: number) => [...(item(link)?.querySelectorAll<HTMLInputElement>('input') ?? [])];
  const fill = (link: number, at: number, value: string) => {
    const field = fields(link)[at];
    if (!field) throw new Error(`no field ${at}`);
    if (field.type !== 'number') field.click();
    else {
      field.value = value;
      field.dispatchEvent(new Event('input', { bubbles: true }));
    }
    flushSync();
  };
  const typed = (link: number) => fields(link).map((field) => (field.type !== 'number' ? field.checked : field.value));
  /** The desk's clock ticks. */
  const ticks = () => {
    at.live.time += 1_000;
    at.page.walls.note(at.live.time);
    flushSync();
  };
  const save = (link: number) => {
    const event = new Event('submit', { bubbles: true, cancelable: true });
    item(link)?.querySelector('form')?.dispatchEvent(event);
    flushSync();
  };
  return { ...at, item, fields, fill, typed, ticks, save };
}

describe('what a wall is like', () => {
  it('stays as it is typed while the clock ticks and the hall is told of anew, and is saved whole', () => {
    const { live, fill, ticks, typed, save } = walls(wall(5));
    fill(5, 0, '3.2');
    fill(5, 3, 'on');
    ticks();
    if (live.screen) live.screen = { ...live.screen, announcement: 'سطر' };
    flushSync();
    expect(typed(5)).toEqual(['3.2', '', false, true, false]);
    fill(5, 1, '24.5');
    ticks();
    save(5);
    const profile = { measures: { height: 320, distance: 2_450 }, strip_at_bottom: true, overlay: false };
    expect(live.given).toEqual([{ do: 'set_profile', link: 5, version: 0, profile }]);
  });

  it('gives way to what another one told meanwhile', () => {
    const { live, fill, typed } = walls(wall(5));
    fill(5, 0, '3.2');
    const told = { link: 5, version: 1, profile: { measures: { height: 400, distance: 2_000 } } };
    if (live.screen) live.screen = { ...live.screen, profiles: [told] };
    flushSync();
    expect(typed(5)).toEqual(['4', '20', true, false, false]);
  });

  it('is told with the smallest letter that comes of what is typed', () => {
    const { fill, item } = walls(wall(5));
    fill(5, 0, '3');
    fill(5, 1, '24');
    expect(item(5)?.textContent).toContain(m.wall_letter({ n: '٢٢' }));
  });

  it('stays with its wall when another one falls silent and moves before it', () => {
    const { live, fill, typed, save } = walls(wall(5), wall(6), wall(6));
    fill(5, 0, '3.2');
    fill(5, 1, '24.5');
    live.pulse = { walls: [wall(5), wall(6), wall(6, { gone: start })] };
    flushSync();
    expect([typed(5)[0], typed(6)[0]]).toEqual(['3.2', '']);
    save(5);
    expect(live.given).toMatchObject([{ do: 'set_profile', link: 5 }]);
  });

  it('is asked for of a wall that the desk has in hand, and of no other', () => {
    const { live, fields } = walls(wall(5, { hall: 1 }), wall(6));
    if (live.welcome) live.welcome = { ...live.welcome, you: { ...live.welcome.you, hall: 1 } };
    flushSync();
    expect([fields(5).length, fields(6).length]).toEqual([5, 0]);
  });

  it('is told once a screen is paired, and why where it was not to be', async () => {
    const { page, live, said } = desk();
    const answer = async () => new Response(JSON.stringify({ link: 9 }), { status: 200 });
    vi.stubGlobal('fetch', answer);
    const pairing = { code: '471234', hall: 1, name: 'شاشة' };
    expect(await page.walls.pair(pairing, { overlay: true })).toBeUndefined();
    vi.unstubAllGlobals();
    expect(live.given).toEqual([{ do: 'set_profile', link: 9, version: 0, profile: { overlay: true } }]);
    await live.answer({ done: false, code: 'out_of_range', limit: 60 });
    expect(said()).toEqual([m.pair_screen_as_usual({ why: m.wall_profiles_full() })]);
  });
});
