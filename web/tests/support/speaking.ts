import type { SpeakerItem, SpeakersView, SpeakingView } from '$lib/protocol/generated/protocol';

/** The queue of session 1 as the hall sees it: open, one speaks and two come next. */
export function speaking(more: Partial<SpeakingView> = {}): SpeakingView {
  return {
    session: 1,
    open: true,
    walls: true,
    now: { n: 3, name: 'متطوعة من حي النخيل' },
    next: [{ n: 5, name: 'A mentor' }, { n: 4 }],
    waiting: 2,
    ...more,
  };
}

/** The same before anybody asked. */
export const empty = (open = true): SpeakingView => ({ session: 1, open });

/** Somebody who waits. */
export const speaker = (n: number, more: Partial<SpeakerItem> = {}): SpeakerItem => ({
  n,
  status: 'waiting',
  at: 1_793_170_000_000,
  ...more,
});

/** The same queue as desks see it. */
export function speakers(more: Partial<SpeakersView> = {}): SpeakersView {
  return {
    session: 1,
    version: 2,
    plan: { open: true, walls: true },
    arrangement: 7,
    waiting: 2,
    spoken: 1,
    items: [
      speaker(3, { status: 'speaking', name: 'متطوعة من حي النخيل' }),
      speaker(5, { name: 'A mentor', topic: 'Hours for students', dir: 'ltr' }),
      speaker(4, { topic: 'المقاعد في الممرات', dir: 'rtl', held: true }),
      speaker(1, { status: 'done' }),
    ],
    ...more,
  };
}
