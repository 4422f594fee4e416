import type { BoardView, IdeaItem } from '$lib/protocol/generated/protocol';

/** A board that collects ideas, after a test has changed it. */
export function board(more: Partial<BoardView> = {}): BoardView {
  return {
    session: 1,
    version: 4,
    plan: {
      title: { ar: 'كيف نحفظ التطوع؟' },
      about: {},
      moderation: 'after',
      each: 2,
      dots: 3,
      most: 2,
      show_dots: false,
      tables: [{ ar: 'الأولى' }],
    },
    phase: 'collecting',
    arrangement: 2,
    clusters: [],
    done: [],
    results_shown: false,
    tally: { v: 0 },
    ...more,
  };
}

/** An idea on it. */
export function idea(i: number, more: Partial<IdeaItem> = {}): IdeaItem {
  return { i, v: 1, text: `فكرة ${i}`, dir: 'rtl', at: i, ...more };
}
