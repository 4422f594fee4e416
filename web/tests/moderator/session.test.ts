import { beforeEach, describe, expect, it } from 'vitest';
import type { Phase } from '$lib/protocol/generated/protocol';
import { BoardForm } from '../../src/pages/moderator/dialogs/board-form.svelte';
import { sessionTime, waitingTone } from '../../src/pages/moderator/time/session-time';
import { question, start } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { desk } from './desk';

beforeEach(() => speak('ar'));

const minute = 60_000;
const entry = {
  session: 1,
  edition: 1,
  hall: 1,
  kind: 'panel',
  title: {},
  about: {},
  starts: start,
  ends: start + 60 * minute,
} as const;

describe('the time of a session', () => {
  it('counts to its start, then to its end, and is due when that is reached', () => {
    expect(sessionTime({ ...entry, phase: 'upcoming' }, start - minute)).toEqual({
      leftMs: minute,
      passed: 0,
      due: false,
      late: false,
    });
    expect(sessionTime({ ...entry, phase: 'open' }, start + 30 * minute)).toMatchObject({ passed: 0.5, due: false });
    expect(sessionTime({ ...entry, phase: 'open' }, start + 61 * minute)).toEqual({
      leftMs: -minute,
      passed: 1,
      due: true,
      late: false,
    });
    expect(sessionTime({ ...entry, phase: 'ended' }, start + 10 * minute)).toMatchObject({ passed: 1, due: false });
  });

  it('is late from a minute after its planned start on, until it begins', () => {
    const lateAt = (phase: Phase, minutes: number) => sessionTime({ ...entry, phase }, start + minutes * minute).late;
    expect([0, 0.9, 1, 92].map((minutes) => lateAt('upcoming', minutes))).toEqual([false, false, true, true]);
    expect([lateAt('open', 92), lateAt('ended', 92)]).toEqual([false, false]);
  });

  it('presses from 3 minutes of waiting on, and harder from 8', () => {
    expect([2.9, 3, 7.9, 8].map((minutes) => waitingTone(minutes * minute))).toEqual([
      'soft',
      'live',
      'live',
      'refused',
    ]);
  });

  it('tells how long the oldest has waited, by the clock of the server', () => {
    const { live, page } = desk();
    live.waits(question(2, 'ثان'), question(1, 'أول'));
    live.time = start + 5 * minute;
    expect(page.oldestMs).toBe(4 * minute);
  });
});

describe('the hand on the session', () => {
  it('names the version that it read', () => {
    const { live, page } = desk();
    void page.session.phase('ended');
    void page.session.delay(5);
    expect(live.given).toEqual([
      { do: 'set_phase', session: 1, version: 7, phase: 'ended' },
      { do: 'delay', hall: 1, version: 4, minutes: 5 },
    ]);
  });

  it('pauses with a message, and lets go on in one press', async () => {
    const { live, page, press } = desk();
    press('KeyP');
    expect(page.dialog).toEqual({ kind: 'pause' });
    void page.session.pause(true, '  نعود بعد قليل ');
    expect(live.given).toEqual([{ do: 'pause', session: 1, version: 7, on: true, message: 'نعود بعد قليل' }]);
    if (live.session) live.session = { ...live.session, paused: true };
    press('KeyP');
    expect(live.given.at(-1)).toEqual({ do: 'pause', session: 1, version: 7, on: false });
  });

  it('empties the walls, and brings the scene back', () => {
    const { live, press } = desk();
    press('KeyB');
    live.screen = { hall: 1, version: 2, scene: 'auto', hidden: true };
    press('KeyB');
    expect(live.given).toEqual([
      { do: 'hide', hall: 1, version: 1, on: true },
      { do: 'hide', hall: 1, version: 2, on: false },
    ]);
  });

  it('reaches the sessions of the hall that its link is for', () => {
    const { live, page } = desk();
    expect(page.session.reachable).toHaveLength(2);
    if (live.welcome) live.welcome = { ...live.welcome, you: { ...live.welcome.you, hall: 9 } };
    expect(page.session.reachable).toEqual([]);
  });
});

describe('the board in the making', () => {
  it('keeps the places of labels, and drops those left empty at the end', () => {
    const form = new BoardForm({ asking: null, moderation: 'before', labels: [{ ar: 'الأحياء' }] });
    form.addLabel();
    form.addLabel();
    form.labels[1] = { en: 'Youth' };
    form.asking = 'closed';
    expect(form.board).toEqual({ asking: false, moderation: 'before', labels: [{ ar: 'الأحياء' }, { en: 'Youth' }] });
  });
});
