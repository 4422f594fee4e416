import { flushSync } from 'svelte';
import { expect, it } from 'vitest';
import { AllIdeas } from '$lib/ideas/further.svelte';
import type { IdeasPage } from '$lib/net/queries';
import type { IdeaItem } from '$lib/protocol/generated/protocol';
import type { Ideas } from '$lib/protocol/views';
import { FakeLive } from '../support/fake-live.svelte';
import { board, idea } from '../support/ideas';

/** Answers pages when the test says so. */
class Paged extends FakeLive {
  readonly asked: number[] = [];
  #answers: ((page: IdeasPage) => void)[] = [];

  constructor() {
    super();
    this.queries.ideas = (after) => {
      this.asked.push(after);
      return new Promise((answered) => this.#answers.push(answered));
    };
  }

  async turn(items: readonly IdeaItem[], next?: number): Promise<void> {
    this.#answers.shift()?.({ items, next });
    for (let step = 0; step < 5; step += 1) await Promise.resolve();
    flushSync();
  }
}

const told = (items: readonly IdeaItem[], more: Partial<Ideas> = {}): Ideas => ({
  total: 3,
  items: new Map(items.map((item) => [item.i, item])),
  gone: [],
  since: 4,
  ...more,
});

function followed(seesMore = false) {
  const live = new Paged();
  live.board = board();
  live.ideas = told([idea(3)]);
  const all = new AllIdeas(live, seesMore);
  const end = $effect.root(() => {
    $effect(() => all.follow());
  });
  flushSync();
  const tell = (ideas: Ideas) => {
    live.ideas = ideas;
    flushSync();
  };
  const known = () => all.all.map(({ i, v }) => [i, v]).sort(([a = 0], [b = 0]) => a - b);
  return { live, known, tell, end };
}

it('what does not come in front is read once, page by page, and goes as it is told', async () => {
  const { live, known, tell, end } = followed();
  await live.turn([idea(1)], 1);
  await live.turn([idea(2), idea(3)]);
  expect([live.asked, known()]).toEqual([
    [0, 1],
    [
      [1, 1],
      [2, 1],
      [3, 1],
    ],
  ]);
  tell(told([idea(3), idea(2, { v: 2 }), idea(4)], { total: 4, gone: [1] }));
  expect(known()).toEqual([
    [2, 2],
    [3, 1],
    [4, 1],
  ]);
  expect(live.asked).toEqual([0, 1]);
  end();
});

it('what went while it was read stays away', async () => {
  const { live, known, tell, end } = followed();
  tell(told([idea(3)], { total: 2, gone: [1] }));
  await live.turn([idea(1), idea(2), idea(3)]);
  expect(known()).toEqual([
    [2, 1],
    [3, 1],
  ]);
  end();
});

it('after all came anew the rest is read again: until then it stands, and what came in neither is dropped', async () => {
  const { live, known, tell, end } = followed();
  await live.turn([idea(1), idea(2), idea(3)]);
  tell(told([idea(3), idea(5)], { total: 3, since: 9 }));
  expect(known().map(([i]) => i)).toEqual([1, 2, 3, 5]);
  expect(live.asked).toEqual([0, 0]);
  await live.turn([idea(2), idea(3), idea(5)]);
  expect(known().map(([i]) => i)).toEqual([2, 3, 5]);
  end();
});

it('a page from before all came anew is not taken, and the rest is read for what came', async () => {
  const { live, known, tell, end } = followed();
  tell(told([idea(3)], { total: 2, since: 9 }));
  await live.turn([idea(1)], 1);
  expect(live.asked).toEqual([0, 0]);
  await live.turn([idea(2), idea(3)]);
  expect(known().map(([i]) => i)).toEqual([2, 3]);
  end();
});

it('nothing is read where all came in front, unless more is seen than is counted', () => {
  const { live, tell, end } = followed();
  tell(told([idea(1), idea(2), idea(3)], { since: 5 }));
  const whole = new Paged();
  whole.board = board();
  whole.ideas = told([idea(1), idea(2), idea(3)]);
  for (const [seesMore, asked] of [
    [false, []],
    [true, [0]],
  ] as const) {
    const ends = $effect.root(() => {
      const all = new AllIdeas(whole, seesMore);
      $effect(() => all.follow());
    });
    flushSync();
    expect(whole.asked).toEqual(asked);
    ends();
  }
  expect(live.asked).toEqual([0]);
  end();
});
