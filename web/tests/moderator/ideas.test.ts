import { beforeEach, describe, expect, it } from 'vitest';
import { Notices } from '$lib/components/notices.svelte';
import { DeskActs } from '../../src/pages/moderator/acts/desk-acts.svelte';
import { StepMemory } from '../../src/pages/moderator/acts/step-memory';
import { IdeasDesk } from '../../src/pages/moderator/ideas/ideas-desk.svelte';
import { StageDesk } from '../../src/pages/moderator/stage/stage-desk.svelte';
import { FakeLive } from '../support/fake-live.svelte';
import { board, idea } from '../support/ideas';
import { speak } from '../support/language';

beforeEach(() => speak('ar'));

function made() {
  const live = new FakeLive();
  const notices = new Notices(() => () => undefined);
  const acts = new DeskActs(
    live,
    notices,
    () => () => undefined,
    () => false,
    new StepMemory(undefined, 'f'),
  );
  const desk = new IdeasDesk(live, acts, new StageDesk(live, acts, notices));
  const items = [idea(1), idea(2), idea(3), idea(4, { status: 'waiting', v: 2 })];
  live.ideas = { total: 3, items: new Map(items.map((item) => [item.i, item])), gone: [], since: 1 };
  const clusters = [
    { c: 5, v: 2, e: 1, title: { ar: 'أ' }, ideas: [1] },
    { c: 6, v: 1, e: 3, title: {}, ideas: [] },
  ];
  live.board = board({ phase: 'grouping', clusters });
  return { live, desk };
}

describe('the desk of an idea board', () => {
  it('puts an idea into a group by its version, and out of any', () => {
    const { live, desk } = made();
    void desk.place(2, 5, 0);
    void desk.place(1, null);
    expect(live.given).toEqual([
      { do: 'ideas', act: 'place', session: 1, idea: 2, version: 1, cluster: 5, at: 0 },
      { do: 'ideas', act: 'place', session: 1, idea: 1, version: 1, cluster: null, at: 0 },
    ]);
  });

  it('makes a group of ideas once it has its name: until then nobody sees it', async () => {
    const { live, desk } = made();
    desk.group([2, 3, 99]);
    expect([desk.grouping, live.given]).toEqual([[2, 3, 99], []]);
    const making = desk.makeGroup({ ar: 'التدريب' });
    expect(live.given[0]).toMatchObject({
      act: 'cluster',
      title: { ar: 'التدريب' },
      ideas: [
        { idea: 2, version: 1 },
        { idea: 3, version: 1 },
      ],
    });
    await live.answer({ no: 9 });
    await making;
    expect(desk.grouping).toBeUndefined();
  });

  it('names all groups when one is moved, and none where it would leave the list', () => {
    const { live, desk } = made();
    const [first] = live.board?.clusters ?? [];
    if (!first) throw new Error('there is a group');
    void desk.shift(first, -1);
    expect(live.given).toEqual([]);
    void desk.shift(first, 1);
    expect(live.given[0]).toMatchObject({ act: 'arrange', arrangement: 2, clusters: [6, 5] });
  });

  it('blocks whoever sent an idea, and takes that back', () => {
    const { live, desk } = made();
    void desk.block(idea(2));
    void desk.block(idea(2, { blocked: true }));
    expect(live.given).toEqual([
      { do: 'ideas', act: 'block', session: 1, idea: 2, on: true },
      { do: 'ideas', act: 'block', session: 1, idea: 2, on: false },
    ]);
  });

  it('gives a minute more than is left', () => {
    const { live, desk } = made();
    live.board = board({ phase: 'voting', until: live.time + 30_000 });
    void desk.minuteMore();
    expect(live.given[0]).toMatchObject({ act: 'timer', version: 4, seconds: 90 });
  });

  it('leaves a suggestion out once one of its ideas lies in a group', async () => {
    const { live, desk } = made();
    live.suggested = [{ ideas: [2, 3] }, { ideas: [2], cluster: 77 }];
    await desk.suggest();
    expect(desk.suggestions).toEqual([{ ideas: [2, 3] }]);
    live.board = board({ phase: 'grouping', clusters: [{ c: 5, v: 3, e: 1, title: {}, ideas: [1, 3] }] });
    expect(desk.suggestions).toEqual([]);
  });

  it('says nothing of suggestions once the last of them is decided on', async () => {
    const { live, desk } = made();
    live.suggested = [{ ideas: [2, 3] }];
    await desk.suggest();
    const [suggestion] = desk.suggestions;
    if (suggestion) await desk.accept(suggestion);
    expect(desk.grouping).toEqual([2, 3]);
    expect(desk.suggested).toBeUndefined();
  });

  it('reads what waits, takes it out at once, and brings it back where that was refused', async () => {
    const { live, desk } = made();
    const [waits] = desk.waiting;
    if (!waits) throw new Error('one waits');
    const approving = desk.approve(waits);
    expect(desk.waiting).toEqual([]);
    await live.answer({ done: false, code: 'changed' });
    await approving;
    expect(desk.waiting).toEqual([waits]);
  });
});
