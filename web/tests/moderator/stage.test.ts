import { beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../e2e/support/hall';
import OnStage from '../../src/pages/moderator/stage/OnStage.svelte';
import { isTooLongForWall } from '../../src/pages/moderator/stage/wall-fit';
import { question } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';
import { desk } from './desk';
import WithDesk from './WithDesk.svelte';

beforeEach(() => speak('ar'));

const queued = (...numbers: number[]) =>
  numbers.map((q, at) => question(q, `سؤال ${q}`, { status: 'listed', stage: { queued: at } }));

describe('the stage', () => {
  it('moves a question up and down the queue, and not past its ends', async () => {
    const { live, page } = desk();
    const [first, second] = queued(1, 2);
    live.stage = { version: 1, on: null, next: queued(1, 2) };
    if (!first || !second) throw new Error('the queue has two');
    await page.stage.shift(first, -1);
    await page.stage.shift(second, 1);
    expect(live.given).toEqual([]);
    void page.stage.shift(first, 1);
    void page.stage.shift(second, -1);
    expect(live.given).toEqual([
      { do: 'queue', question: 1, version: 1, at: 1 },
      { do: 'queue', question: 2, version: 1, at: 0 },
    ]);
  });

  it('calls nobody when there is nobody to call, and clears itself when the queue is empty', () => {
    const { live, press } = desk();
    press('KeyN');
    expect(live.given).toEqual([]);
    live.stage = { version: 4, on: question(1, 'الأخير', { status: 'listed' }) };
    press('KeyN');
    expect(live.given).toEqual([{ do: 'next', session: 1, version: 4, question: null, answered: true }]);
  });

  it('of a session that is over lets the last question go, and calls nobody', async () => {
    const { live, page, press } = desk();
    if (live.session) live.session = { ...live.session, phase: 'ended' };
    live.stage = { version: 4, on: question(1, 'الأخير', { status: 'listed' }), next: queued(2) };
    const shown = mounted(WithDesk, { page, part: OnStage });
    expect(shown.textContent).toContain('آخر ما كان على المنصة');
    expect(shown.textContent).not.toMatch(/الآن|والتالي/);
    press('KeyN');
    press('KeyN', { shiftKey: true });
    expect(live.given).toEqual([
      { do: 'answer', question: 1, version: 1 },
      { do: 'unqueue', question: 1, version: 1 },
    ]);
    live.given.length = 0;
    live.stage = { version: 5, on: null, next: queued(2) };
    press('KeyN');
    expect(live.given).toEqual([]);
  });

  it('queues all that are selected, one after the other', async () => {
    const { live, page, press } = desk();
    live.lists(question(1, 'أول', { status: 'listed', n: 2 }), question(2, 'ثان', { status: 'listed', n: 1 }));
    page.focused = 'list';
    page.list.selectAll();
    press('KeyQ');
    expect(live.given).toMatchObject([{ do: 'queue', question: 1 }]);
    await live.answer();
    expect(live.given).toMatchObject([{ question: 1 }, { do: 'queue', question: 2 }]);
  });

  it('shows the picture that a wall makes of the same views', () => {
    const { live, page } = desk();
    live.stage = { version: 1, on: question(1, 'على المنصة', { status: 'listed' }) };
    live.screen = { hall: 1, version: 1, scene: 'spotlight', hidden: false };
    expect(page.preview.picture?.scene).toMatchObject({ name: 'spotlight', question: { q: 1 } });
    live.screen = { ...live.screen, version: 2, hidden: true };
    expect(page.preview.picture?.scene).toEqual({ name: 'blank' });
  });

  it('says of the question on it whether the walls show that too', () => {
    const { live, page } = desk();
    live.stage = { version: 1, on: question(1, 'على المنصة', { status: 'listed' }) };
    live.screen = { hall: 1, version: 1, scene: 'auto', cue: 'spotlight', hidden: false };
    expect(page.preview.showsStage).toBe(true);
    live.polls = new Map([[1, poll(1, { ar: 'أين نبدأ؟' }, { kind: 'single' })]]);
    live.screen = { ...live.screen, cue: { poll: 1 } };
    expect(page.preview.showsStage).toBe(false);
    live.screen = { ...live.screen, cue: 'spotlight', hidden: true };
    expect(page.preview.showsStage).toBe(false);
  });

  it('says when the walls look at another session', () => {
    const { live, page } = desk();
    if (!live.agenda || !live.session) throw new Error('the desk has a session');
    const halls = live.agenda.halls.map((hall) => ({ ...hall, focus: [{ session: 1 }] }));
    live.agenda = { ...live.agenda, halls };
    expect(page.preview.elsewhere).toBeUndefined();
    live.session = { ...live.session, session: 2 };
    expect(page.preview.elsewhere?.session).toBe(1);
  });
});

describe('a question that no wall holds', () => {
  const long = 'كلمة طويلة أخرى '.repeat(60);

  it('goes below the floor, where a question of the usual length does not', () => {
    expect(isTooLongForWall(long, 5.5, 16 / 9)).toBe(true);
    expect(isTooLongForWall('سؤال من مئتين وثمانين حرفًا '.repeat(10), 5.5, 16 / 9)).toBe(false);
  });

  it('goes below it sooner on a screen of the old shape than on the usual one, or on one that stands upright', () => {
    const text = 'سؤال من مئتين وثمانين حرفًا '.repeat(10);
    expect([16 / 9, 4 / 3, 9 / 16].map((shape) => isTooLongForWall(text, 6.5, shape))).toEqual([false, true, false]);
  });

  it('is told by the wall whose letters have to be the largest, an overlay left out', () => {
    const { live, page } = desk();
    expect(page.walls.look.floor).toBe(5.5);
    const of = (link: number, distance: number) => ({
      link,
      version: 1,
      profile: { measures: { height: 100, distance } },
    });
    const over = { link: 9, version: 1, profile: { overlay: true } };
    live.screen = { hall: 1, version: 1, scene: 'auto', hidden: false, profiles: [of(5, 300), of(6, 800), over] };
    expect(page.walls.look.floor).toBeCloseTo(7.28);
  });

  it('is approved with a warning that offers a shorter text', async () => {
    const { live, page, press, notices, said } = desk();
    live.waits(question(1, long));
    press('KeyA');
    await live.answer();
    live.lists(question(1, long, { status: 'listed', v: 2 }));
    expect(said()).toEqual(['طويل على هذه الشاشة']);
    notices.shown[0]?.action?.run();
    expect(page.dialog).toMatchObject({ kind: 'shorten', question: { q: 1, v: 2 } });
  });
});
