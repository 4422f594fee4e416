import type { InterestItem, RemarkItem, StandItem, StandsHead } from '$lib/protocol/generated/protocol';

/** A stand of an exhibition. */
export function stand(s: number, more: Partial<StandItem> = {}): StandItem {
  return { s, v: 1, title: { ar: `جناح ${s}` }, e: 1, q: 0, ...more };
}

/** How an exhibition of so many stands is held. */
export function head(order: number[], more: Partial<StandsHead> = {}): StandsHead {
  return { session: 1, version: 2, plan: { shown: true, interest: 'walls' }, arrangement: 3, order, ...more };
}

/** A question or comment at a stand. */
export function remark(i: number, more: Partial<RemarkItem> = {}): RemarkItem {
  return { i, s: 3, v: 1, kind: 'question', text: `سؤال ${i}`, dir: 'rtl', at: i, ...more };
}

/** How a stand is visited. */
export function interest(s: number, more: Partial<InterestItem> = {}): InterestItem {
  return { s, visits: 0, recent: [], halves: [], rated: 0, questions: 0, comments: 0, ...more };
}
