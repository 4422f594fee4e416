import { expect, it } from 'vitest';
import type { Live } from '$lib/state/live.svelte';
import { PresenterPage } from '../../../src/pages/presenter/presenter-page.svelte';
import { FakeLive, question, start } from '../../support/fake-live.svelte';
import { speaking } from '../../support/speaking';

/** The tablet of a stage that may call the next question. */
function tablet(): { live: FakeLive; page: PresenterPage } {
  const live = new FakeLive();
  live.session = live.session && { ...live.session, presenter_calls_next: true };
  live.stage = { version: 3, on: null, next: [question(1, 'متى تُعلن النتائج؟')] };
  return { live, page: new PresenterPage(live as unknown as Live) };
}

/** The stage changes, by somebody else's hand. */
function changes(live: FakeLive): void {
  const { version = 0, on = null, next } = live.stage ?? {};
  live.stage = { version: version + 1, on, ...(next ? { next } : {}) };
}

async function refused({ live, page }: ReturnType<typeof tablet>): Promise<void> {
  void page.callNext();
  await live.answer({ done: false, code: 'changed' } as never);
}

it('tells that a call came too late until the stage changes once more', async () => {
  const stage = tablet();
  await refused(stage);
  expect(stage.page.cameTooLate).toBe(true);
  changes(stage.live);
  expect(stage.page.cameTooLate, 'that is what was faster').toBe(true);
  changes(stage.live);
  expect(stage.page.cameTooLate).toBe(false);
});

it('tells it where what was faster had come before the refusal, too', async () => {
  const stage = tablet();
  void stage.page.callNext();
  changes(stage.live);
  await stage.live.answer({ done: false, code: 'changed' } as never);
  expect(stage.page.cameTooLate).toBe(true);
  changes(stage.live);
  expect(stage.page.cameTooLate).toBe(false);
});

it('says nothing of an earlier call once another one is on its way', async () => {
  const stage = tablet();
  await refused(stage);
  void stage.page.callNext();
  expect(stage.page.cameTooLate).toBe(false);
});

it('tells who speaks and who comes next, of the session that it looks at', () => {
  const { live, page } = tablet();
  expect(page.speaking).toBeUndefined();
  live.speaking = speaking();
  expect(page.speaking?.now?.name).toBe('متطوعة من حي النخيل');
  live.speaking = speaking({ session: 2 });
  expect(page.speaking).toBeUndefined();
});

it('a step that is due is done now, and one that stays waits for what is before it', () => {
  const { live, page } = tablet();
  page.now = start;
  expect(page.cue).toBeUndefined();
  const step = (time: number) => {
    live.nextCue = { hall: 1, next: { c: 1, name: { ar: 'يفتح التصويت' }, time } };
    return page.cue?.leftMs;
  };
  expect([step(start + 60_000), step(start), step(start - 4_000)]).toEqual([60_000, 0, -4_000]);
  expect([step(start - 5_000), step(start - 3_600_000)]).toEqual([undefined, undefined]);
  expect(page.cue?.name.ar).toBe('يفتح التصويت');
});
