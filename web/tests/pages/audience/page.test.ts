import { beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { notices } from '$lib/components/notices.svelte';
import type { Joined } from '$lib/net/join';
import type { Phase, PollView, SessionEntry } from '$lib/protocol/generated/protocol';
import { later } from '../../../src/pages/audience/arriving.svelte';
import { AudiencePage } from '../../../src/pages/audience/audience.svelte';
import { lingers } from '../../../src/pages/audience/hold.svelte';
import AlsoOpen from '../../../src/pages/audience/polls/AlsoOpen.svelte';
import { joined as first, PlayedPhone, question, session } from '../../support/audience';
import { speak } from '../../support/language';
import { mounted } from '../../support/mounted';

const joined: Joined = { ...first, languages: ['ar', 'en'] };

let phone: PlayedPhone;
let page: AudiencePage;

function entry(number: number, phase: Phase, starts: number): SessionEntry {
  return {
    session: number,
    edition: 1,
    hall: 1,
    kind: 'panel',
    title: {},
    about: {},
    starts,
    ends: starts + 100,
    phase,
  };
}

function agenda(rev: number, ...sessions: SessionEntry[]) {
  const halls = [{ hall: 1, name: {}, code: '471234', version: 1 }];
  phone.state(0, rev, { name: {}, languages: ['ar'], zone: 'Asia/Riyadh', code: '471200', halls, sessions });
}

function poll(rev: number, of: Record<string, unknown> = {}) {
  const settings = { changeable: true, hidden: true, secret: false };
  const open = {
    poll: 7,
    session: 1,
    answer: { kind: 'single' },
    options: [],
    phase: 'open',
    round: 1,
    tally: { v: 0 },
  };
  phone.state(107, rev, { ...open, settings, ...of });
}

// What comes later is much, and takes its time on a busy machine.
beforeAll(() => new Promise((loaded) => later.with(loaded)), 60_000);

beforeEach(async () => {
  await speak('ar');
  phone = new PlayedPhone();
  page = new AudiencePage(joined, phone.live);
  agenda(2, entry(1, 'open', 0), entry(2, 'upcoming', 100));
  phone.state(1, 2, session({ polls: [7], feedback: false }));
});

describe('a poll', () => {
  it('comes up once when it opens, and again in its next round', () => {
    phone.mine(2, {});
    poll(3);
    page.follow();
    expect(page.polls.voting).toBe(7);
    page.polls.voting = undefined;
    page.follow();
    expect(page.polls.voting).toBeUndefined();
    poll(4, { round: 2 });
    page.follow();
    expect(page.polls.voting).toBe(7);
  });

  it('is told to who writes a question only while it waits for this vote', () => {
    phone.mine(2, {});
    poll(3);
    expect(page.polls.toVoteIn?.poll).toBe(7);
    phone.mine(3, { ballots: [{ poll: 7, round: 1, choice: { options: [0] } }] });
    expect(page.polls.toVoteIn).toBeUndefined();
  });

  it('does not come up to who has voted already, nor before that is known', () => {
    poll(3);
    page.follow();
    expect(page.polls.voting).toBeUndefined();
    phone.mine(3, { ballots: [{ poll: 7, round: 1, choice: { options: [0] } }] });
    page.follow();
    expect(page.polls.voting).toBeUndefined();
  });

  it('does not come up while somebody is typing', () => {
    phone.mine(2, {});
    page.giving?.composer.begin();
    poll(3);
    page.follow();
    expect(page.polls.voting).toBeUndefined();
    page.giving?.composer.close();
    page.follow();
    expect(page.polls.voting).toBe(7);
  });

  it('does not come up under a thumb that is on the list, nor right after', () => {
    vi.useFakeTimers();
    phone.mine(2, {});
    page.board.hold.pressed(0);
    poll(3);
    page.follow();
    page.board.hold.lifted();
    vi.advanceTimersByTime(1_999);
    page.follow();
    expect(page.polls.voting).toBeUndefined();
    vi.advanceTimersByTime(1);
    page.follow();
    vi.useRealTimers();
    expect(page.polls.voting).toBe(7);
  });

  it('does not come up over a field that is written in, nor right after, but can be gone to', () => {
    vi.useFakeTimers();
    notices.shown = [];
    phone.mine(2, {});
    page.polls.typing(true);
    poll(3);
    page.follow();
    page.polls.typing(false);
    vi.advanceTimersByTime(1_999);
    page.follow();
    expect(page.polls.voting).toBeUndefined();
    const [told] = notices.shown;
    expect([notices.shown.length, told?.action?.label]).toEqual([1, 'إلى التصويت']);
    told?.action?.run();
    expect(page.polls.voting).toBe(7);
    page.polls.voting = undefined;
    vi.advanceTimersByTime(1);
    vi.useRealTimers();
    page.follow();
    expect(page.polls.voting, 'who went there and came back is left in peace').toBeUndefined();
  });

  it('makes room for the composer', () => {
    phone.mine(2, {});
    poll(3);
    page.follow();
    page.ask();
    expect(page.polls.voting).toBeUndefined();
    expect(page.giving?.composer.open).toBe(true);
  });

  it('that was followed stays in front after its end, until it is put away', () => {
    phone.mine(2, {});
    poll(3);
    page.follow();
    poll(4, { phase: 'closed' });
    expect([page.polls.front?.poll, page.polls.past.length]).toEqual([7, 0]);
    page.polls.putAway();
    expect([page.polls.front, page.polls.past.length]).toEqual([undefined, 1]);
  });
});

describe('several polls that are open', () => {
  const open = (rev: number, number: number, of: Record<string, unknown> = {}) =>
    phone.state(100 + number, rev, {
      poll: number,
      session: 1,
      answer: { kind: 'single' },
      options: [{}, {}],
      phase: 'open',
      round: 1,
      tally: { v: 0 },
      settings: { changeable: true, hidden: true, secret: false },
      ...of,
    });
  const voted = (...polls: number[]) => polls.map((poll) => ({ poll, round: 1, choice: { options: [0] } }));
  const offered = () => [page.polls.front?.poll, page.polls.open.map(({ poll }) => poll)];

  beforeEach(() => {
    phone.state(1, 3, session({ polls: [7, 8, 9], feedback: false }));
    phone.mine(2, {});
  });

  it('are all offered: one in front, and after a vote in it the next that waits', () => {
    for (const poll of [7, 8, 9]) open(3, poll);
    page.follow();
    expect([page.polls.voting, ...offered()]).toEqual([7, 7, [7, 8, 9]]);
    phone.mine(4, { ballots: voted(7) });
    page.follow();
    expect([page.polls.voting, ...offered()], 'the sheet that is up stays').toEqual([7, 8, [7, 8, 9]]);
    phone.mine(5, { ballots: voted(7, 8, 9) });
    expect(offered(), 'where none waits nothing moves').toEqual([8, [7, 8, 9]]);
    expect(page.above.shown.open.map(({ poll }) => poll)).toEqual([7, 8, 9]);
  });

  it('come up one by one: over the sheet of an open one none does, and each is in front as it opens', () => {
    open(3, 7);
    page.follow();
    open(4, 8);
    page.follow();
    expect([page.polls.voting, ...offered()]).toEqual([7, 8, [7, 8]]);
    page.polls.voting = undefined;
    page.follow();
    expect(page.polls.voting, 'its sheet had named it').toBeUndefined();
    open(5, 9);
    page.follow();
    expect([page.polls.voting, ...offered()]).toEqual([9, 9, [7, 8, 9]]);
  });

  it('the one in front gives way to those still open when it closes', () => {
    for (const poll of [7, 8]) open(3, poll);
    page.follow();
    open(4, 7, { phase: 'closed' });
    page.follow();
    expect([...offered(), page.polls.past.map(({ poll }) => poll)]).toEqual([8, [8], [7]]);
  });

  it('are named on the page and in the sheet of another, each with the way to it', () => {
    for (const poll of [7, 8, 9]) open(3, poll, { title: { ar: `المسار ${poll}` } });
    phone.mine(4, { ballots: voted(8) });
    const body = mounted(AlsoOpen, { page, poll: phone.live.polls.get(7) as PollView });
    const rows = [...body.querySelectorAll('li')].map((row) => row.textContent?.replace(/\s+/g, ' ').trim());
    expect(rows).toEqual(['المسار 8 تغيير الاختيار : المسار 8', 'المسار 9 إلى التصويت : المسار 9']);
    body.querySelectorAll('button')[1]?.click();
    expect(page.polls.voting).toBe(9);
  });
});

describe('another session', () => {
  it('is offered when this one has ended, and nobody is moved', () => {
    expect(page.above.shown.elsewhere).toBeUndefined();
    agenda(3, entry(1, 'ended', 0), entry(2, 'upcoming', 100));
    expect(page.above.shown.elsewhere?.session).toBe(2);
    expect(phone.device.socket.of('watch')).toEqual([]);
  });

  it('that runs in this hall is offered before the next', () => {
    agenda(3, entry(1, 'ended', 0), entry(2, 'upcoming', 100), entry(3, 'open', 200));
    expect(page.above.shown.elsewhere?.session).toBe(3);
  });

  it('that has just ended is offered to be rated, while this one has not begun', () => {
    const ended = { ...entry(2, 'ended', -60), ended: page.clock.now };
    agenda(3, entry(1, 'upcoming', 0), ended);
    expect(page.above.shown.justEnded?.session).toBe(2);
    agenda(4, entry(1, 'open', 0), ended);
    expect(page.above.shown.justEnded).toBeUndefined();
    agenda(5, entry(1, 'upcoming', 0), entry(2, 'ended', -60));
    expect(page.above.shown.justEnded, 'it was missed').toBeUndefined();
  });

  it('is looked at when it is wanted', () => {
    page.tab = 'agenda';
    page.go(2);
    expect(page.tab).toBe('session');
    expect(phone.device.socket.of('watch')).toEqual([{ t: 'watch', session: 2 }]);
  });
});

it('feedback that is open stands in front, but behind a poll', () => {
  phone.mine(2, {});
  phone.state(1, 3, session({ polls: [7], feedback: true }));
  expect(page.ratesInFront).toBe(true);
  poll(4);
  expect(page.ratesInFront).toBe(false);
});

it('once the session is over feedback stands before a poll that was followed, and nothing is on stage now', () => {
  phone.mine(2, {});
  poll(3);
  page.follow();
  poll(4, { phase: 'closed', revealed: true });
  const onStage = question(1, { stage: 'on' });
  expect([page.ratesInFront, page.stageOf(onStage)]).toEqual([false, 'stage']);
  phone.state(1, 5, session({ polls: [7], phase: 'ended', feedback: true }));
  expect([page.ratesInFront, page.polls.front?.poll, page.stageOf(onStage)]).toEqual([true, 7, undefined]);
});

it('feedback that was given on an earlier visit does not stand in front again', () => {
  phone.state(1, 3, session({ feedback: true }));
  phone.mine(2, { rating: { stars: 4 } });
  page.follow();
  expect(page.ratesInFront).toBe(false);
});

it('what comes and goes above the list waits for the thumb that is on it', () => {
  phone.mine(2, { questions: [question(1, { status: 'pending' })] });
  phone.state(4, 2, { version: 1, on: question(2) });
  expect(page.above.shown.waiting).toHaveLength(1);
  page.board.hold.pressed(0);
  phone.mine(3, {});
  phone.state(4, 3, { version: 2, on: null });
  expect(page.above.shown.waiting).toHaveLength(1);
  expect(page.above.shown.onStage?.q).toBe(2);
  page.board.reset();
  expect(page.above.shown.waiting).toEqual([]);
  expect(page.above.shown.onStage).toBeUndefined();
});

it('nothing above the list comes, goes or grows under the thumb that is on it', () => {
  phone.mine(2, {});
  const before = page.above.shown;
  page.board.hold.pressed(0);
  poll(3);
  phone.state(1, 4, session({ polls: [7], feedback: true, paused: true, announcement: 'قف', pause_message: 'قليلًا' }));
  phone.mine(5, { blocked: true });
  agenda(6, entry(1, 'ended', 0), entry(2, 'upcoming', 100));
  page.follow();
  expect(page.above.shown).toEqual(before);
  page.board.hold.letGo();
  expect(page.above.shown).toMatchObject({ announcement: 'قف', isPaused: true, isBlocked: true });
  expect([page.above.shown.poll?.poll, page.above.shown.elsewhere?.session]).toEqual([7, 2]);
});

it('a key that stays on the list does not keep a poll open that is closed, nor hide the one that follows', () => {
  phone.mine(2, {});
  poll(3);
  page.follow();
  expect(page.above.shown.poll?.phase).toBe('open');
  const button = document.createElement('button');
  vi.spyOn(button, 'matches').mockReturnValue(true);
  vi.useFakeTimers();
  try {
    page.board.hold.focused(button);
    poll(4, { phase: 'closed' });
    expect(page.above.shown.poll?.phase).toBe('open');
    vi.advanceTimersByTime(lingers);
    page.follow();
    expect([page.above.shown.poll?.phase, page.polls.past]).toEqual(['closed', []]);
    phone.state(108, 5, { ...phone.live.polls.get(7), poll: 8, phase: 'open' });
    phone.state(1, 5, session({ polls: [7, 8], feedback: false }));
    page.follow();
    expect([page.above.shown.poll?.poll, page.board.hold.held]).toEqual([8, true]);
  } finally {
    vi.useRealTimers();
  }
});

it('an own question does not leave its place when it arrives under a thumb', () => {
  phone.mine(2, {});
  void phone.live.do({ do: 'ask', session: 1, text: 'متى؟' });
  const texts = () => [...page.above.shown.unsent, ...page.above.shown.waiting].map(({ text }) => text);
  expect(texts()).toEqual(['متى؟']);
  page.board.hold.pressed(0);
  phone.mine(3, { questions: [question(1, { status: 'pending', text: 'متى؟' })] });
  phone.done(3);
  expect(texts()).toEqual(['متى؟']);
  page.board.hold.letGo();
  expect([page.above.shown.unsent.length, texts()]).toEqual([0, ['متى؟']]);
});

it('of three questions that go at once none is lost: each says when it goes, and what is refused says why', () => {
  phone.mine(2, {});
  for (const text of ['أ؟', 'ب؟', 'ج؟']) void phone.live.do({ do: 'ask', session: 1, text });
  const ids = phone.device.socket.of('do').map(({ id }) => id);
  const says = (id: unknown, of: Record<string, unknown>) => phone.device.socket.says({ id, ...of });
  says(ids[0], { t: 'done', rev: 3 });
  for (const id of ids.slice(1)) says(id, { t: 'refused', code: 'too_soon', limit: 30_000 });
  const rest = () => page.unsent.map(({ text, kept }) => [text, kept && phone.live.restOf(kept, phone.live.now())]);
  expect(rest()).toEqual([
    ['ج؟', 30_000],
    ['ب؟', 30_000],
  ]);
  phone.device.pass(6_000);
  expect(rest()[0]).toEqual(['ج؟', 24_000]);
  phone.device.pass(24_000);
  says(ids[1], { t: 'refused', code: 'asking_closed' });
  expect(page.unsent.map(({ text, refused }) => [text, refused?.code])).toEqual([
    ['ج؟', undefined],
    ['ب؟', 'asking_closed'],
  ]);
});

it('a poll that may not come up under a thumb is told once', () => {
  notices.shown = [];
  phone.mine(2, {});
  page.board.hold.pressed(0);
  poll(3);
  page.follow();
  page.follow();
  expect(notices.shown.map(({ text }) => text)).toEqual(['تصويت مفتوح الآن']);
});

it('a poll is put away at once, also a moment after the list was touched', () => {
  phone.mine(2, {});
  poll(3);
  page.follow();
  poll(4, { phase: 'closed' });
  page.board.hold.pressed(0);
  page.board.hold.lifted();
  page.polls.putAway();
  expect(page.above.shown.poll).toBeUndefined();
});

it('a ballot that is refused is told by its sheet alone while that is up', () => {
  notices.shown = [];
  phone.mine(2, {});
  poll(3);
  page.follow();
  const open = page.polls.front;
  if (!open) throw new Error('no poll is open');
  page.ballots.cast(open, { options: [0] });
  phone.refused('poll_closed');
  expect([page.ballots.refusal(open)?.code, notices.shown]).toEqual(['poll_closed', []]);
});

it('all input rests while the desk has paused it', () => {
  expect(page.canAsk).toBe(true);
  phone.state(1, 3, session({ paused: true }));
  expect([page.canAsk, page.canRate]).toEqual([false, false]);
});

it('the halls are offered where the code does not say which', () => {
  const halls = [1, 2].map((hall) => ({ hall, name: {}, code: '', session: hall }));
  const several = new AudiencePage({ ...joined, hall: null, session: null, halls }, phone.live);
  expect(several.mustChoose).toBe(true);
  several.go(1);
  expect(several.mustChoose).toBe(false);
  expect(page.mustChoose).toBe(false);
});

it('each turn of an own question is told once', () => {
  const told = () => notices.shown.map(({ text }) => text);
  phone.mine(1, {});
  page.tellFates();
  phone.mine(2, { questions: [question(1, { status: 'pending' })] });
  page.tellFates();
  expect(told()).toEqual(['سؤالك: لدى فريق الأسئلة']);
  phone.mine(3, { questions: [question(1, { status: 'listed' })] });
  page.tellFates();
  page.tellFates();
  expect(told()).toEqual(['سؤالك: لدى فريق الأسئلة', 'سؤالك: في القائمة']);
});
