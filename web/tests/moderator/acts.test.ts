import { beforeEach, describe, expect, it } from 'vitest';
import { isolated } from '../../src/lib/i18n/isolated';
import { stepText } from '../../src/pages/moderator/acts/words';
import { question } from '../support/fake-live.svelte';
import { speak } from '../support/language';
import { desk } from './desk';

beforeEach(() => speak('en'));

/** The windows of the own link and what each has in hand; this page is the seventh. */
function windows(holding: Record<number, number>) {
  return Object.entries(holding).map(([window, q]) => ({ link: 1, window: Number(window), name: 'mine', holding: q }));
}

const changed = { done: false, code: 'changed' } as const;
const other = { by: 2, desk: 'The other desk' };

describe('an act', () => {
  it('takes the row away at once, and brings it back when it is refused', async () => {
    const { live, page, press, said } = desk();
    live.waits(question(1, 'First'));
    press('KeyA');
    expect(page.waiting.rows).toEqual([]);
    await live.answer({ done: false, code: 'not_allowed' });
    expect(page.waiting.rows).toHaveLength(1);
    expect(said()).toEqual(['This role may not do that']);
  });

  it('takes no row away that was changed meanwhile', () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'First'));
    press('KeyA');
    live.waits(question(1, 'First, edited', { v: 2 }));
    expect(page.waiting.rows).toHaveLength(1);
  });

  it('shows a row again that waits anew in a restored history', async () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'First'));
    press('KeyA');
    await live.answer();
    if (live.welcome) live.welcome = { ...live.welcome, epoch: live.welcome.epoch + 1 };
    expect(page.waiting.rows).toHaveLength(1);
  });

  it('is counted until the server has decided', async () => {
    const { live, page, press } = desk();
    live.waits(question(1, 'First'));
    press('KeyA');
    expect(page.acts.unanswered).toBe(1);
    await live.answer();
    expect(page.acts.unanswered).toBe(0);
  });
});

it('an act that was given before the page was loaded is told when it is refused, and one of this page once', () => {
  const { page, said } = desk();
  const command = { do: 'drop_poll', poll: 1, version: 1 } as const;
  page.acts.heard({ id: '1', at: 999, command }, { done: false, code: 'wrong_state' }, 1_000);
  page.acts.heard({ id: '3', at: 999, command, again: 'quietly' }, { done: false, code: 'hall_taken' }, 1_000);
  page.acts.heard({ id: '2', at: 1_001, command }, { done: false, code: 'wrong_state' }, 1_000);
  expect(said()).toEqual(['That cannot be done as things stand now']);
});

describe('two desks that clash', () => {
  const clashes: [string, Parameters<ReturnType<typeof desk>['live']['acted']>[0], string][] = [
    ['an approval', { act: 1, q: 1, deed: 'approve', ...other }, 'Already approved by the other desk'],
    [
      'a dismissal',
      { act: 1, q: 1, deed: 'dismiss', reason: 'unclear', ...other },
      'Already dismissed by the other desk: Unclear',
    ],
    ['a merge', { act: 1, q: 1, deed: 'merge', ...other }, 'Already merged by the other desk'],
    ['an edit', { act: 1, q: 1, deed: 'edit', ...other }, 'The other desk edited its text before your request came'],
  ];

  it.each(clashes)('are told of %s in words, though its view comes after the refusal', async (_, act, words) => {
    const { live, page, press, said } = desk();
    live.waits(question(1, 'First'));
    page.acts.see(live.waiting.values());
    press('KeyD');
    press('Digit1');
    await live.answer(changed);
    expect(said()).toEqual([]);
    live.acted(act);
    page.acts.settle();
    expect(said()).toEqual([words]);
  });

  it('are told of what came while they wrote, though the desk had seen it by then', async () => {
    const { live, page, said } = desk();
    const asked = question(1, 'First');
    live.waits(asked);
    page.acts.see(live.waiting.values());
    live.acted({ act: 1, q: 1, deed: 'approve', ...other });
    live.waits();
    void page.curation.edit(asked, 'First, spelled well');
    await live.answer(changed);
    expect(said()).toEqual(['Already approved by the other desk']);
  });

  it('are told when it was the author who changed it', async () => {
    const { live, page, press, said, move } = desk();
    live.acted({ act: 1, q: 1, deed: 'edit', ...other });
    live.waits(question(1, 'First'));
    page.acts.see(live.waiting.values());
    press('KeyA');
    await live.answer(changed);
    move(1_500);
    expect(said()).toEqual(['Its author changed or withdrew it before your request came']);
  });

  it('are told though both did the same, which the server accepts', async () => {
    const { live, page, press, said } = desk();
    live.waits(question(1, 'First'));
    press('KeyA');
    await live.answer();
    live.acted({ act: 1, q: 1, deed: 'approve', ...other });
    page.acts.settle();
    expect(said()).toEqual(['Already approved by the other desk']);
  });

  it('hear nothing when it was their own', async () => {
    const { live, page, press, said } = desk();
    live.waits(question(1, 'First'));
    press('KeyA');
    await live.answer();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    page.acts.settle();
    expect(said()).toEqual([]);
  });

  it('see what the other one has in hand', () => {
    const { live, page } = desk();
    live.pulse = {
      desks: [
        { link: 1, window: 7, name: 'mine', holding: 4 },
        { link: 2, window: 3, name: 'the other', holding: 5 },
      ],
    };
    expect(page.hand.holder(5)).toBe(isolated('the other'));
    expect(page.hand.holder(4)).toBeUndefined();
  });

  it('see it of one another by the same link too, each with its place among the windows of it', () => {
    const { live, page } = desk();
    live.pulse = { desks: windows({ 3: 5, 7: 4 }) };
    expect(page.hand.holder(5)).toBe(`${isolated('mine')}, window 1`);
    expect(page.hand.holder(4)).toBeUndefined();
    expect(page.hand.desks.map(({ isOwn }) => isOwn)).toEqual([false, true]);
  });

  it('are told that it was another window of the same link', async () => {
    const { live, page, press, said } = desk();
    live.pulse = { desks: windows({ 3: 0, 7: 0 }) };
    live.waits(question(1, 'First'));
    page.acts.see(live.waiting.values());
    press('KeyD');
    press('Digit1');
    await live.answer(changed);
    live.acted({ act: 1, q: 1, deed: 'approve' });
    page.acts.settle();
    expect(said()).toEqual(['Already approved by the other desk (another window of this link)']);
  });

  it('are told that it was their own', async () => {
    const { live, page, press, said } = desk();
    live.pulse = { desks: windows({ 3: 0, 7: 0 }) };
    const asked = question(1, 'First');
    live.waits(asked);
    page.acts.see(live.waiting.values());
    press('KeyA');
    void page.curation.edit(asked, 'First, spelled well');
    await live.answer();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    page.acts.settle();
    await live.answer(changed);
    expect(said()).toEqual(['This desk had changed it before']);
  });

  it('tell each other what they have in hand, not faster than is read', () => {
    const { live, page, move } = desk();
    for (const q of [1, 2, 3]) page.hand.hold(q);
    move(400);
    expect(live.held).toEqual([1, 3]);
  });
});

describe('undo', () => {
  it('leaves alone what another window of the link decided', async () => {
    const { live, page, press } = desk();
    live.pulse = { desks: windows({ 3: 0, 7: 0 }) };
    live.waits(question(1, 'First'));
    press('KeyA');
    await live.answer();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    page.acts.settle();
    live.acted({ act: 2, q: 2, deed: 'dismiss' });
    page.acts.settle();
    press('KeyU');
    expect(live.given.at(-1)).toEqual({ do: 'undo', act: 1 });
  });

  it('takes back the own latest act, and then the one before', async () => {
    const { live, press } = desk();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    live.acted({ act: 2, q: 2, deed: 'dismiss' });
    live.acted({ act: 3, q: 3, deed: 'approve', ...other });
    press('KeyU');
    await live.answer();
    press('KeyU');
    await live.answer();
    expect(live.given).toEqual([
      { do: 'undo', act: 2 },
      { do: 'undo', act: 1 },
    ]);
  });

  it('waits for an act that is still on its way, so as not to take back the one before it', async () => {
    const { live, page, press } = desk();
    live.acted({ act: 1, q: 9, deed: 'approve' });
    live.waits(question(1, 'First'));
    press('KeyA');
    press('KeyU');
    await live.answer();
    expect(live.given).toHaveLength(1);
    live.acted({ act: 2, q: 1, deed: 'approve' });
    page.acts.settle();
    expect(live.given.at(-1)).toEqual({ do: 'undo', act: 2 });
  });

  it('does not wait for ever for an act that changed nothing', async () => {
    const { live, press, move } = desk();
    live.acted({ act: 1, q: 9, deed: 'approve' });
    live.waits(question(1, 'First'));
    press('KeyA');
    await live.answer();
    press('KeyU');
    move(1_500);
    expect(live.given.at(-1)).toEqual({ do: 'undo', act: 1 });
  });

  it('waits for both acts of "next", so as not to take back what was before it', async () => {
    const { live, page, press } = desk();
    live.acted({ act: 1, q: 9, deed: 'approve' });
    const [on, next] = [question(1, 'On stage'), question(2, 'Next')];
    live.stage = { version: 4, on, next: [next] };
    press('KeyN');
    await live.answer();
    press('KeyU');
    expect(live.given).toHaveLength(1);
    live.acted({ act: 2, q: 1, deed: 'answer', at: 50 });
    live.acted({ act: 3, q: 2, deed: 'stage', at: 50 });
    page.acts.settle();
    await live.answer();
    await live.answer();
    expect(live.given.slice(1)).toEqual([
      { do: 'undo', act: 3 },
      { do: 'undo', act: 2 },
    ]);
  });

  it('waits for the act by which the stage is cleared', async () => {
    const { live, page, press } = desk();
    live.acted({ act: 1, q: 9, deed: 'approve' });
    live.stage = { version: 4, on: question(1, 'On stage') };
    press('KeyN');
    await live.answer();
    press('KeyU');
    live.acted({ act: 2, q: 1, deed: 'answer' });
    page.acts.settle();
    expect(live.given.slice(1)).toEqual([{ do: 'undo', act: 2 }]);
  });

  it('takes back both acts of "next", the later one first', async () => {
    const { live, press } = desk();
    live.acted({ act: 1, q: 1, deed: 'answer', at: 50 });
    live.acted({ act: 2, q: 2, deed: 'stage', at: 50 });
    press('KeyU');
    await live.answer();
    await live.answer();
    expect(live.given).toEqual([
      { do: 'undo', act: 2 },
      { do: 'undo', act: 1 },
    ]);
  });

  /** A desk that has approved three in one go, each of which the ledger tells with a time of its own. */
  async function bulkDone() {
    const all = desk();
    const { live, page, press } = all;
    live.acted({ act: 1, q: 9, deed: 'dismiss', reason: 'unclear' });
    live.waits(question(1, 'First one'), question(2, 'A second'), question(3, 'Some third'));
    page.waiting.selectAll();
    press('KeyA');
    for (const act of [2, 3, 4]) {
      await live.answer();
      live.acted({ act, q: act - 1, deed: 'approve' });
      page.acts.settle();
    }
    live.given.length = 0;
    return all;
  }

  /** A desk beside one that fills the ledger's view. */
  function busyDesk() {
    const all = desk();
    const others = (acts: number) => {
      const act = (at: number) => ({ act: at, at, q: at, deed: 'approve' as const, last: true, ...other });
      all.live.acts = { acts: Array.from({ length: acts }, (_, at) => act(acts + 1 - at)) };
    };
    return { ...all, others };
  }

  const undone = (...acts: number[]) => acts.map((act) => ({ do: 'undo', act }));

  it('takes back all that came of one press, the newest first, and then what was before it', async () => {
    const { live, page, press } = await bulkDone();
    expect(page.acts.steps.map((step) => stepText(step))).toEqual([
      'Approved · Questions: 3',
      'Dismissed: Unclear · No. 9',
    ]);
    press('KeyU');
    press('KeyU');
    for (let answers = 0; answers < 3; answers += 1) await live.answer();
    expect(live.given).toEqual(undone(4, 3, 2, 1));
  });

  it('offers again what could not be taken back of several', async () => {
    const { live, page, press } = await bulkDone();
    press('KeyU');
    await live.answer();
    await live.answer(changed);
    await live.answer();
    expect(page.acts.steps[0]?.map(({ act }) => act)).toEqual([3]);
  });

  it('takes back one by one what was given before the page was loaded, though at the same time', () => {
    const { live, page } = desk();
    for (const act of [1, 2]) live.acted({ act, q: act, deed: 'approve', at: 50 });
    expect(page.acts.steps).toHaveLength(2);
  });

  it('reaches own acts that the ledger does not show any more, until they are taken back', async () => {
    const { live, page, press, others } = busyDesk();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    page.acts.settle();
    others(50);
    page.acts.settle();
    press('KeyU');
    await live.answer();
    press('KeyU');
    expect([live.given, page.acts.steps]).toEqual([undone(1), []]);
  });

  it('keeps no act of another session', () => {
    const { live, page, others } = busyDesk();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    page.acts.settle();
    if (live.welcome) live.welcome = { ...live.welcome, session: 2 };
    others(50);
    page.acts.settle();
    expect(page.acts.steps).toEqual([]);
  });

  it('offers an act again that could not be taken back', async () => {
    const { live, page, press, said } = desk();
    live.acted({ act: 1, q: 1, deed: 'approve' });
    press('KeyU');
    expect(page.acts.steps).toEqual([]);
    await live.answer(changed);
    expect(page.acts.steps).toHaveLength(1);
    expect(said()).toEqual(['This changed before your request came']);
  });

  it('reaches 20 steps back', () => {
    const { live, page } = desk();
    for (let act = 1; act <= 30; act += 1) live.acted({ act, q: act, deed: 'approve' });
    expect(page.acts.steps).toHaveLength(20);
  });
});
