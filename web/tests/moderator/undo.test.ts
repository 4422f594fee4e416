import { beforeEach, describe, expect, it } from 'vitest';
import { poll } from '../../e2e/support/hall';
import { Passing } from '../../src/lib/net/storage';
import { otherText } from '../../src/pages/moderator/acts/words';
import { speak } from '../support/language';
import { desk } from './desk';

beforeEach(() => speak('en'));

/** A desk that emptied the walls, which the server has taken. */
async function hidden(tab?: Storage) {
  const all = desk(tab);
  all.press('KeyB');
  await all.live.answer();
  if (all.live.screen) all.live.screen = { ...all.live.screen, hidden: true, version: 2 };
  all.live.given.length = 0;
  return all;
}

describe('what no ledger tells', () => {
  it('is undone before older decisions, and these before what is older than they are', async () => {
    const { live, page, press } = await hidden();
    live.acted({ act: 1, q: 1, deed: 'approve', at: live.time - 1 });
    expect(page.acts.latest).toMatchObject({ command: { do: 'hide' } });
    live.acted({ act: 2, q: 2, deed: 'approve', at: live.time + 1 });
    press('KeyU');
    await live.answer();
    press('KeyU');
    await live.answer();
    press('KeyU');
    await live.answer();
    expect(live.given).toEqual([
      { do: 'undo', act: 2 },
      { do: 'hide', hall: 1, version: 2, on: false },
      { do: 'undo', act: 1 },
    ]);
  });

  it('is told in words', async () => {
    const { page } = await hidden();
    const { latest } = page.acts;
    expect(latest && 'back' in latest && otherText(latest.command, latest.before)).toBe('screens hidden');
  });

  it.each([
    ['upcoming', 'open', 'session started'],
    ['open', 'ended', 'session ended'],
    ['ended', 'open', 'session reopened'],
  ] as const)('is told of a session that goes from %s to %s as what it was', async (before, phase, words) => {
    const { live, page } = desk();
    if (live.session) live.session = { ...live.session, phase: before };
    void page.session.phase(phase);
    await live.answer();
    const { latest } = page.acts;
    expect(latest && 'back' in latest && otherText(latest.command, latest.before)).toBe(words);
  });

  it('stays where another desk changed it since, and that is said', async () => {
    const { live, press, said } = await hidden();
    if (live.screen) live.screen = { ...live.screen, hidden: false, version: 3 };
    press('KeyU');
    expect([live.given, said()]).toEqual([[], ['It was changed again since, so nothing was taken back']]);
  });

  it('is undone once: to undo is no step of its own', async () => {
    const { live, page, press } = await hidden();
    press('KeyU');
    await live.answer();
    expect(page.acts.latest).toBeUndefined();
  });

  it('is kept for the session in which it was done', async () => {
    const { live, page } = await hidden();
    if (live.session) live.session = { ...live.session, session: 2 };
    expect(page.acts.latest).toBeUndefined();
  });

  it('is no step where the server refused it', async () => {
    const { live, page, press } = desk();
    press('KeyB');
    await live.answer({ done: false, code: 'not_allowed' });
    expect(page.acts.latest).toBeUndefined();
  });

  it('brings a deleted draft back as it was', async () => {
    const { live, page, press } = desk();
    const draft = { ...poll(4, { en: 'Which first?' }, { kind: 'single' }, [{ en: 'A' }, { en: 'B' }]), session: 1 };
    live.polls = new Map([[4, { ...draft, phase: 'draft' as const }]]);
    void page.polls.drop(draft);
    await live.answer();
    live.polls = new Map();
    press('KeyU');
    await live.answer();
    expect(live.given.at(-1)).toMatchObject({
      do: 'create_poll',
      session: 1,
      poll: { title: { en: 'Which first?' }, options: [{ en: 'A' }, { en: 'B' }] },
    });
  });
});

describe('another session', () => {
  it('takes no digit for a reason that was asked for before', async () => {
    const { live, page, press } = desk();
    live.waits({ q: 1, v: 1, text: 'First', dir: 'ltr', at: live.time, n: 0, status: 'pending' });
    press('KeyD');
    page.watch(2);
    press('Digit1');
    expect(live.given).toEqual([]);
  });

  it('hides a poll in the making, which waits in its own', () => {
    const { live, page } = desk();
    page.polls.prepare();
    const { session } = live;
    if (!session) throw new Error('the desk has a session');
    live.session = { ...session, session: 2 };
    expect(page.polls.form).toBeUndefined();
    live.session = session;
    expect(page.polls.form).toBeDefined();
  });
});

describe('after a reload', () => {
  /** A tab whose desk emptied the walls, and then approved two questions in one go. */
  async function before() {
    const tab = new Passing();
    const { live, page } = await hidden(tab);
    void page.acts.giveAll([1, 2].map((q) => ({ do: 'approve', question: q, version: 1 })));
    for (const act of [1, 2]) {
      await live.answer();
      live.acted({ act, q: act, deed: 'approve', at: live.time + act });
      page.acts.settle();
    }
    return tab;
  }

  /** The desk of the same hall, as a page that was just loaded is told of it. */
  function reloaded(tab?: Storage) {
    const all = desk(tab);
    for (const act of [1, 2]) all.live.acted({ act, q: act, deed: 'approve', at: all.live.time + act });
    if (all.live.screen) all.live.screen = { ...all.live.screen, hidden: true, version: 2 };
    return all;
  }

  it('undo goes on: what came of one gesture in one press, and then what no ledger tells', async () => {
    const { live, page, press } = reloaded(await before());
    for (let presses = 0; presses < 2; presses += 1) press('KeyU');
    for (let answers = 0; answers < 3; answers += 1) await live.answer();
    expect(live.given).toEqual([
      { do: 'undo', act: 2 },
      { do: 'undo', act: 1 },
      { do: 'hide', hall: 1, version: 2, on: false },
    ]);
    live.acts = { acts: [] };
    expect(page.acts.latest).toBeUndefined();
  });

  it('what this tab decided is its own, though others are open by its link', async () => {
    const tab = await before();
    const others = [7, 9].map((window) => ({ link: 1, window, name: 'Desk', holding: 0 }));
    const [same, strange] = [reloaded(tab), reloaded()];
    for (const { live } of [same, strange]) live.pulse = { desks: others };
    expect([same.page.acts.steps.length, strange.page.acts.steps.length]).toEqual([1, 0]);
  });

  it('nothing is taken back in another history, or by another link', async () => {
    const tab = await before();
    const [history, link] = [desk(tab), desk(tab)];
    const { welcome } = history.live;
    if (!welcome) throw new Error('nobody was welcomed');
    history.live.welcome = { ...welcome, epoch: welcome.epoch + 1 };
    link.live.welcome = { ...welcome, you: { ...welcome.you, link: 2 } };
    expect([history.page.acts.latest, link.page.acts.latest]).toEqual([undefined, undefined]);
  });

  it('what was undone stays undone', async () => {
    const tab = new Passing();
    const { live, press } = await hidden(tab);
    press('KeyU');
    await live.answer();
    expect(reloaded(tab).page.acts.steps.length).toBe(2);
    expect(desk(tab).page.acts.latest).toBeUndefined();
  });

  it('what somebody else left in the tab under its key is no step', () => {
    const tab = new Passing();
    for (const kind of ['gestures', 'others']) tab.setItem(`majlis.steps.forum.${kind}`, '{"not":"a list"}');
    expect(desk(tab).page.acts.latest).toBeUndefined();
  });
});
