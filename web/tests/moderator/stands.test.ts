import { beforeEach, describe, expect, it } from 'vitest';
import { Notices } from '$lib/components/notices.svelte';
import { DeskActs } from '../../src/pages/moderator/acts/desk-acts.svelte';
import { StepMemory } from '../../src/pages/moderator/acts/step-memory';
import { StageDesk } from '../../src/pages/moderator/stage/stage-desk.svelte';
import { StandsDesk } from '../../src/pages/moderator/stands/stands-desk.svelte';
import { FakeLive } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { head, interest, remark, stand } from '../support/stands';

beforeEach(() => speak('ar'));

function made() {
  const live = new FakeLive();
  const notices = new Notices(() => () => undefined);
  const later = () => () => undefined;
  const acts = new DeskActs(live, notices, later, () => false, new StepMemory(undefined, 'f'));
  const desk = new StandsDesk(live, acts, new StageDesk(live, acts, notices));
  live.stands = { head: head([4, 3]), items: new Map([3, 4].map((s) => [s, stand(s)])) };
  const items = [
    remark(1, { status: 'waiting', v: 2 }),
    remark(2, { status: 'waiting' }),
    remark(5, { v: 3, answer: 'نعم', published: true }),
    remark(6, { s: 4, kind: 'comment' }),
    remark(7, { status: 'dismissed', reason: 'promotion', v: 2 }),
  ];
  live.remarks = { total: items.length, items: new Map(items.map((item) => [item.i, item])) };
  return { live, desk };
}

describe('the desk of an exhibition', () => {
  it('has a part of the drawer only where there is one', () => {
    const { live, desk } = made();
    expect(desk.isHere).toBe(true);
    live.stands = undefined;
    expect(desk.isHere).toBe(false);
  });

  it('reads what waits, the oldest first, which leaves the list at once and is back where it was refused', async () => {
    const { live, desk } = made();
    const approving = desk.approve(desk.waiting[0] ?? remark(0));
    expect(live.given).toEqual([{ do: 'stands', act: 'approve', session: 1, stand: 3, remark: 1, version: 2 }]);
    expect(desk.waiting.map(({ i }) => i)).toEqual([2]);
    await live.answer({ done: false, code: 'changed' } as never);
    await approving;
    expect(desk.waiting.map(({ i }) => i)).toEqual([1, 2]);
  });

  it('takes what is on a page off it, and leaves it with the team; what is not, it takes away from the team', () => {
    const { live, desk } = made();
    const at = (i: number) => live.remarks?.items.get(i) ?? remark(0);
    void desk.rule(at(5), 'personal');
    void desk.rule(at(6), 'off_topic');
    void desk.restore(at(7));
    expect(live.given).toEqual([
      { do: 'stands', act: 'hold', session: 1, stand: 3, remark: 5, version: 3, reason: 'personal' },
      { do: 'stands', act: 'dismiss', session: 1, stand: 4, remark: 6, version: 1, reason: 'off_topic' },
      { do: 'stands', act: 'restore', session: 1, stand: 3, remark: 7, version: 2 },
    ]);
  });

  it('shows what was said at one stand or at all, the newest first', () => {
    const { desk } = made();
    expect(desk.said.map(({ i }) => i)).toEqual([7, 6, 5]);
    desk.chosen = 4;
    expect(desk.said.map(({ i }) => i)).toEqual([6]);
  });

  it('reads on where more wait than are in front', async () => {
    const { live, desk } = made();
    live.remarks = { total: 6, items: live.remarks?.items ?? new Map() };
    live.interest = new Map([[3, interest(3, { waiting: 3 })]]);
    live.remarkPages = [
      { items: [remark(0, { status: 'waiting' }), remark(2, { text: 'أقدم', status: 'dismissed' })], next: undefined },
    ];
    expect(desk.waitingTotal).toBe(3);
    desk.follow();
    await new Promise((resolve) => setTimeout(resolve));
    expect(desk.waiting.map(({ i }) => i)).toEqual([0, 1, 2]);
  });

  it('closes a stand, blocks a device, and holds the exhibition on the walls', () => {
    const { live, desk } = made();
    void desk.close(stand(3, { v: 4 }), true);
    void desk.block(remark(6, { s: 4 }), true);
    void desk.show();
    expect(live.given).toMatchObject([
      { act: 'close', stand: 3, version: 4, on: true },
      { act: 'block', stand: 4, remark: 6, on: true },
      { do: 'set_scene', scene: { scene: 'exhibition' } },
    ]);
  });
});
