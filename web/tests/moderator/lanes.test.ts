import { beforeEach, describe, expect, it } from 'vitest';
import { type QuestionItem, topics } from '$lib/protocol/generated/protocol';
import type { Page } from '../../src/pages/moderator/desk-live';
import { folded, likeness, suggested } from '../../src/pages/moderator/lanes/alike';
import { standing, successor } from '../../src/pages/moderator/lanes/order';
import { question } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { desk } from './desk';

beforeEach(() => speak('ar'));

const rowsOf = (lane: { rows: readonly { item: { q: number } }[] }) => lane.rows.map(({ item }) => item.q);

describe('likeness', () => {
  it('sees one question in its many spellings', () => {
    expect(likeness('كيف نُشارك في المبادرات البلدية؟', 'كيف نشارك بالمبادرات البلديه')).toBeGreaterThan(0.6);
    expect(likeness('How do we join the volunteer teams?', 'how can we join volunteer team')).toBeGreaterThan(0.6);
  });

  it('keeps different questions apart, though they begin alike', () => {
    expect(likeness('ما خطة البلدية للحدائق؟', 'ما خطة البلدية لمواقف السيارات؟')).toBeLessThan(0.6);
    expect(likeness('؟', '!')).toBe(0);
  });
});

it('questions of other numbers are not folded together, however their digits are written', () => {
  const asked = [
    question(1, 'كم بلغت ميزانية الحدائق العامة في ٢٠٢٥؟', { status: 'pending' }),
    question(2, 'كم بلغت ميزانية الحدائق العامة في ٢٠٢٦؟', { status: 'pending' }),
    question(3, 'كم بلغت ميزانية الحدائق العامة في 2025؟', { status: 'pending' }),
  ];
  expect(folded(asked).map(({ head, alike }) => [head.q, ...alike.map(({ q }) => q)])).toEqual([[1, 3], [2]]);
});

describe('what waits', () => {
  it('stands oldest first, like ones folded into the oldest', () => {
    const { live, page } = desk();
    live.waits(
      question(3, 'متى تفتح الحديقة الجديدة للزوار؟'),
      question(1, 'متى تفتح الحديقة الجديدة؟'),
      question(2, 'كم عدد المتطوعين هذا العام؟'),
    );
    expect(rowsOf(page.waiting)).toEqual([1, 2]);
    expect(page.waiting.rows[0]?.alike.map(({ q }) => q)).toEqual([3]);
    page.waiting.unfold(1);
    expect(rowsOf(page.waiting)).toEqual([1, 3, 2]);
  });

  it('gets what arrives below', () => {
    const { live, page } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'));
    live.waits(question(1, 'أول'), question(2, 'ثان'), question(3, 'ثالث'));
    expect(rowsOf(page.waiting)).toEqual([1, 2, 3]);
  });

  it('says how many are behind it, and reads them', async () => {
    const { live, page } = desk();
    live.waits(question(1, 'أول'));
    live.waitingTotal = 3;
    live.pages.set(topics.waiting, [[question(1, 'أول'), question(2, 'ثان')], [question(3, 'ثالث')]]);
    expect(page.waiting.behind).toBe(2);
    await page.waiting.pages.read();
    expect(rowsOf(page.waiting)).toEqual([1, 2, 3]);
    expect(page.waiting.behind).toBe(0);
  });

  it('is as many as stand in it, also while the server has not heard of a decision', () => {
    const { live, page } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'));
    void page.approve([question(1, 'أول')]);
    expect([page.waiting.total, rowsOf(page.waiting)]).toEqual([1, [2]]);
    live.waitingTotal = 5;
    expect([page.waiting.total, page.waiting.behind]).toEqual([4, 3]);
    void page.approve([question(2, 'ثان')]);
    live.waitingTotal = 2;
    expect([page.waiting.total, page.waiting.behind]).toEqual([0, 0]);
  });
});

describe('a reading of pages', () => {
  /** A desk whose pages come when the test lets them. */
  function slowDesk() {
    const asked: ((page: Page) => void)[] = [];
    const { live, page } = desk();
    live.queries.page = () => new Promise((resolve) => asked.push(resolve));
    const answer = async (items: QuestionItem[], next?: number) => {
      asked.shift()?.({ rev: 1, items, next });
      await new Promise((resolve) => setTimeout(resolve));
    };
    return { page, asked, answer };
  }

  it('is dropped when another session is looked at, which is read at once', async () => {
    const { page, asked, answer } = slowDesk();
    void page.waiting.pages.read();
    page.watch(2);
    void page.waiting.pages.read();
    await answer([question(1, 'من الجلسة السابقة')], 1);
    expect([asked.length, rowsOf(page.waiting)]).toEqual([1, []]);
    await answer([question(9, 'من هذه الجلسة')]);
    expect(rowsOf(page.waiting)).toEqual([9]);
    expect(page.waiting.pages.loading).toBe(false);
  });

  it('that the server has no time for keeps what was read before', async () => {
    const { page, answer } = slowDesk();
    void page.waiting.pages.read();
    await answer([question(1, 'أول')]);
    void page.waiting.pages.read();
    await answer([], 0);
    expect([page.waiting.pages.failed, rowsOf(page.waiting)]).toEqual([true, [1]]);
  });
});

describe('the list', () => {
  const [few, many, fresh] = [
    question(1, 'قليل', { status: 'listed', n: 2 }),
    question(2, 'كثير', { status: 'listed', n: 9, labels: [1] }),
    question(3, 'جديد', { status: 'listed', n: 5 }),
  ];

  it('is sorted by support or by time', () => {
    const { live, page } = desk();
    live.lists(few, many, fresh);
    expect(rowsOf(page.list)).toEqual([2, 3, 1]);
    page.list.sorting = 'newest';
    expect(rowsOf(page.list)).toEqual([3, 2, 1]);
  });

  it('counts the questions of the organisers, which the public account leaves out', () => {
    const { live, page } = desk();
    expect(page.list.listed).toBeUndefined();
    live.lists(few, { ...many, source: 'seed' }, { ...fresh, source: 'seed', status: 'answered' });
    live.counts = {
      received: 1,
      pending: 0,
      listed: 1,
      answered: 0,
      merged: 0,
      moved: 0,
      withdrawn: 0,
      dismissed: [0, 0, 0, 0, 0, 0],
    };
    expect(page.list.listed).toBe(2);
  });

  it('keeps its order while somebody has a hand on it, and adds below', () => {
    const { live, page } = desk();
    live.lists(few, many);
    page.list.settle();
    page.list.held = true;
    live.lists({ ...few, n: 20 }, many, fresh);
    expect(rowsOf(page.list)).toEqual([2, 1, 3]);
    page.list.held = false;
    expect(rowsOf(page.list)).toEqual([1, 2, 3]);
  });

  it('is ordered anew at most every two seconds, however many supports come', () => {
    const { live, page, move } = desk();
    const settled = () => {
      page.list.settle();
      return rowsOf(page.list);
    };
    live.lists(few, many);
    expect(settled()).toEqual([2, 1]);
    live.lists({ ...few, n: 20 }, many);
    expect(settled()).toEqual([1, 2]);
    live.lists({ ...few, n: 20 }, { ...many, n: 30 }, fresh);
    expect(settled()).toEqual([1, 2, 3]);
    move(2_000);
    expect(settled()).toEqual([2, 1, 3]);
  });

  it('comes in another order as soon as that is chosen, though a hand is on it', () => {
    const { live, page } = desk();
    live.lists(few, many, fresh);
    page.list.settle();
    page.list.held = true;
    page.list.sorting = 'newest';
    expect(rowsOf(page.list)).toEqual([3, 2, 1]);
    page.list.settle();
    live.lists(few, many, fresh, question(4, 'أحدث', { status: 'listed' }));
    expect(rowsOf(page.list)).toEqual([3, 2, 1, 4]);
  });

  it('keeps to the chosen labels', () => {
    const { live, page } = desk();
    live.lists(few, many, fresh);
    page.list.toggleLabel(1);
    expect(rowsOf(page.list)).toEqual([2]);
  });

  it('reads what was put aside page by page', async () => {
    const { live, page } = desk();
    live.pages.set(topics.aside, [
      [question(4, 'مستبعد', { status: 'dismissed', reason: 'unclear' })],
      [question(5, 'مسحوب', { status: 'withdrawn' })],
    ]);
    page.list.show('dismissed');
    await new Promise((resolve) => setTimeout(resolve));
    expect(rowsOf(page.list)).toEqual([4]);
    page.list.show('withdrawn');
    expect(rowsOf(page.list)).toEqual([5]);
  });

  it('shows what the server found, in its order, as the windows know it', async () => {
    const { live, page } = desk();
    live.lists(few, { ...many, v: 4 });
    live.found = [many, question(9, 'بعيد', { status: 'answered' })];
    page.list.search.text = 'كثير';
    await page.list.search.look();
    expect(rowsOf(page.list)).toEqual([2, 9]);
    expect(page.list.rows[0]?.item.v).toBe(4);
    page.list.search.clear();
    expect(rowsOf(page.list)).toEqual([2, 1]);
  });
});

describe('a lane', () => {
  it('has its first row in hand until another one is chosen', () => {
    const { live, page } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'));
    expect(page.waiting.current).toBe(1);
    page.waiting.move(1);
    page.waiting.move(1);
    expect(page.waiting.current).toBe(2);
  });

  it('takes the next row in hand when its row leaves by an act, and the one before at the end', () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'), question(3, 'ثالث'));
    page.waiting.choose(2);
    page.waiting.settle();
    press('KeyA');
    expect(page.waiting.current).toBe(3);
    page.waiting.settle();
    press('KeyA');
    expect(page.waiting.current).toBe(1);
  });

  it('takes the next row in hand when the other desk takes its row away', () => {
    const { live, page } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'), question(3, 'ثالث'));
    page.waiting.choose(1);
    page.waiting.settle();
    live.waits(question(3, 'ثالث'));
    expect(page.waiting.current).toBe(3);
  });

  it('acts on all that are selected, and forgets those that left', () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'أول'), question(2, 'ثان'), question(3, 'ثالث'));
    press('KeyX');
    page.waiting.move(2);
    press('KeyX');
    press('KeyA');
    expect(live.given).toEqual([
      { do: 'approve', question: 1, version: 1 },
      { do: 'approve', question: 3, version: 1 },
    ]);
    page.waiting.settle();
    expect(page.waiting.selected.size).toBe(0);
  });
});

it('a row that did not change stays the one it was, whatever comes beside it', () => {
  const { live, page } = desk();
  const there = [question(1, 'متى تفتح الحديقة الجديدة؟'), question(2, 'كم عدد المتطوعين هذا العام؟')];
  live.waits(...there);
  const [first, second] = page.waiting.rows;
  live.waits(...there, question(3, 'متى تفتح الحديقة الجديدة للزوار؟'));
  expect(page.waiting.rows[0], 'another is folded into it').not.toBe(first);
  expect(page.waiting.rows[1]).toBe(second);
});

describe('orders', () => {
  it('stand while they are held', () => {
    expect(standing([2, 1], [1, 3, 2], true)).toEqual([2, 1, 3]);
    expect(standing([2, 1], [1, 3, 2], false)).toEqual([1, 3, 2]);
  });

  it('know who comes after a row that left', () => {
    expect(successor([1, 2, 3], 2, [1, 3])).toBe(3);
    expect(successor([1, 2, 3], 3, [1, 2])).toBe(2);
    expect(successor([1, 2, 3], 2, [])).toBeUndefined();
    expect(successor([], 2, [7, 8])).toBe(7);
  });
});

it('merging suggests what is most alike, and never into what waits from the list', () => {
  const asked = question(1, 'متى تفتح الحديقة الجديدة؟', { status: 'listed' });
  const others = [
    question(2, 'متى تفتح الحديقة الجديدة', { status: 'pending' }),
    question(3, 'هل تفتح الحديقة الجديدة قريبًا؟', { status: 'listed' }),
    question(4, 'كم عدد المتطوعين؟', { status: 'listed' }),
    question(5, 'متى تفتح الحديقة الجديدة؟', { status: 'dismissed' }),
  ];
  expect(suggested(asked, [asked, ...others]).map(({ q }) => q)).toEqual([3]);
  expect(folded([asked, ...others]).map(({ head }) => head.q)).toEqual([1, 4]);
});

describe('what is read out of the lanes', () => {
  it('is how many wait, when more came, and at most once in five seconds', () => {
    const { live, page, notices, move } = desk();
    const comes = (count: number) => {
      live.waitingTotal = count;
      page.tellWaiting();
    };
    comes(3);
    expect(notices.spoken).toBe('في الانتظار: ٣');
    for (const count of [4, 5, 6]) comes(count);
    expect(notices.spoken).toBe('في الانتظار: ٣');
    move(5_000);
    expect(notices.spoken).toBe('في الانتظار: ٦');
    move(5_000);
    comes(5);
    expect(notices.spoken).toBe('');
  });
});
