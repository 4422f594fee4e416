import { describe, expect, it } from 'vitest';
import type { PollView, Scene } from '$lib/protocol/generated/protocol';
import { asWall } from '$lib/wall/as-wall';
import { resolveScene, sceneKey } from '$lib/wall/scene';
import { type Hall, poll, question } from '../../e2e/support/hall';
import { award, told } from '../support/award';
import { now, viewsOf } from '../support/hall-views';
import { speaking } from '../support/speaking';

const minute = 60_000;
const onStage = question(9, 4, 'على المنصة');
const openPoll: PollView = poll(7, { ar: 'سؤال' }, { kind: 'single' }, [{ ar: 'أ' }, { ar: 'ب' }]);

function picture(change?: (hall: Hall) => void) {
  return resolveScene(viewsOf(change), now);
}

function name(change?: (hall: Hall) => void) {
  return picture(change)?.scene.name;
}

function phased(hall: Hall, phase: 'upcoming' | 'open' | 'ended') {
  hall.session.phase = phase;
  for (const session of hall.agenda.sessions) if (session.session === hall.session.session) session.phase = phase;
}

describe('auto', () => {
  it('before a session is the way in, and what comes', () => {
    const scene = picture((hall) => phased(hall, 'upcoming'))?.scene;
    expect(scene).toMatchObject({ name: 'join', session: undefined, next: { session: 2 } });
  });

  it('in a session is an open poll, before the question on stage, before the top questions, before the way in', () => {
    const all = (hall: Hall) => Object.assign(hall, { polls: [openPoll], on: onStage });
    expect(name(all)).toBe('poll');
    expect(name((hall) => Object.assign(all(hall), { polls: [] }))).toBe('spotlight');
    expect(name()).toBe('top');
    expect(name((hall) => Object.assign(hall, { questions: [] }))).toBe('join');
  });

  it("is the desk's latest act before all of these", () => {
    const cued = (cue: 'spotlight' | { poll: number }) => (hall: Hall) => {
      Object.assign(hall, { polls: [openPoll, { ...openPoll, poll: 8, phase: 'closed' }], on: onStage });
      hall.screen.cue = cue;
    };
    expect(name(cued('spotlight'))).toBe('spotlight');
    expect(picture(cued({ poll: 8 }))?.scene).toMatchObject({ name: 'poll', poll: { poll: 8 } });
  });

  it('passes over an act whose object is gone', () => {
    expect(name((hall) => Object.assign(hall.screen, { cue: 'spotlight' }))).toBe('top');
    expect(name((hall) => Object.assign(hall.screen, { cue: { poll: 3 } }))).toBe('top');
    const erased = { ...onStage, text: '' };
    expect(name((hall) => Object.assign(hall, { on: erased }))).toBe('top');
  });

  it('is the way in for the first minute after a session opened, whenever it was planned', () => {
    const openFor = (ms: number) => (hall: Hall) =>
      Object.assign(hall.agenda.sessions.find(({ session }) => session === 2) ?? {}, { opened: now - ms });
    expect(name(openFor(59_999))).toBe('join');
    expect(name(openFor(60_000))).toBe('top');
  });

  it('in a break is the countdown to its end', () => {
    const scene = picture((hall) => {
      hall.session.session = 3;
      phased(hall, 'open');
    })?.scene;
    expect(scene).toMatchObject({ name: 'break', until: now + 65 * minute, next: { session: 4 } });
  });

  it('at the end is feedback, unless the desk closed that', () => {
    expect(name((hall) => phased(hall, 'ended'))).toBe('feedback');
    expect(
      name((hall) => {
        phased(hall, 'ended');
        hall.session.feedback = false;
      }),
    ).toBe('holding');
  });
});

it('after the last day nothing is told as coming, whatever was never opened', () => {
  const views = viewsOf((hall) => {
    for (const session of hall.agenda.sessions) session.phase = 'upcoming';
    hall.session.phase = 'upcoming';
  });
  const monthLater = now + 30 * 24 * 60 * minute;
  for (const session of [2, 3]) {
    const seen = { ...views, session: views.session && { ...views.session, session } };
    expect(resolveScene(seen, monthLater)?.scene).toEqual({ name: 'join', session: undefined, next: undefined });
  }
});

describe('a scene that is held', () => {
  const held = (scene: string) => (hall: Hall) => {
    Object.assign(hall.screen, { scene, cue: { poll: 7 }, announcement: 'إعلان' });
    Object.assign(hall, { polls: [openPoll], on: onStage });
  };

  it.each([
    'join',
    'agenda',
    'spotlight',
    'top',
    'leaders',
    'ratings',
    'feedback',
    'break',
    'announcement',
    'ledger',
    'quiet',
    'test',
    'blank',
  ])('%s stands whatever the desk did last', (scene) => {
    expect(name(held(scene))).toBe(scene);
  });

  it('gives way to the emblem where it has nothing to show', () => {
    expect(name((hall) => Object.assign(hall.screen, { scene: 'spotlight' }))).toBe('holding');
    expect(name((hall) => Object.assign(hall.screen, { scene: 'wifi' }))).toBe('holding');
    expect(name((hall) => Object.assign(hall.screen, { scene: 'poll', poll: 7 }))).toBe('holding');
  });

  it('tells no time of a break in the middle of a session, since nobody knows it', () => {
    expect(picture(held('break'))?.scene).toEqual({
      name: 'break',
      pause: undefined,
      until: undefined,
      next: undefined,
    });
  });

  it('counts a break down to what comes next, once its session should be over', () => {
    const scene = picture((hall) => {
      held('break')(hall);
      hall.agenda.sessions = hall.agenda.sessions.filter(({ kind }) => kind !== 'break');
      for (const session of hall.agenda.sessions) if (session.session === 2) session.ends = now;
    })?.scene;
    expect(scene).toMatchObject({ name: 'break', until: now + 65 * minute });
  });

  it('is empty while the desk hides the wall', () => {
    expect(picture((hall) => Object.assign(hall.screen, { scene: 'top', hidden: true }))).toMatchObject({
      scene: { name: 'blank' },
      lively: false,
    });
  });

  it('gives way to what the machine at the wall asks for', () => {
    const views = viewsOf((hall) => Object.assign(hall.screen, { scene: 'top', hidden: true }));
    expect(resolveScene(views, now, { scene: 'test' })?.scene.name).toBe('test');
    expect(resolveScene(views, now, { scene: 'code' })?.scene.name).toBe('code');
  });
});

describe('the announcement', () => {
  const announced = (scene: string) => (hall: Hall) => Object.assign(hall.screen, { scene, announcement: 'إعلان' });

  it.each(['top', 'join', 'ledger'])('stands beside %s', (scene) => {
    expect(picture(announced(scene))?.announcement).toBe('إعلان');
  });

  it.each(['announcement', 'quiet', 'test', 'blank'])('does not stand beside %s', (scene) => {
    expect(picture(announced(scene))?.announcement).toBeUndefined();
  });
});

it('the top questions are the three with most supports, the older first, and only listed ones', () => {
  const scene = picture((hall) => {
    hall.questions = [
      question(1, 5, 'أ'),
      question(2, 9, 'ب', { status: 'answered' }),
      question(4, 5, 'ت'),
      question(3, 5, 'ث'),
      question(5, 7, 'ج'),
      question(6, 20, ''),
    ];
  })?.scene;
  expect(scene?.name === 'top' && scene.questions.map(({ q }) => q)).toEqual([5, 1, 3]);
});

it('while parts of the views are missing there is no picture, so that the one before stands', () => {
  for (const part of ['agenda', 'session', 'screen', 'stage'] as const) {
    expect(resolveScene({ ...viewsOf(), [part]: undefined }, now), part).toBeUndefined();
  }
});

it('in a hall that has no session yet is the way in, and whatever needs no session', () => {
  const empty = (change: (hall: Hall) => void = () => undefined) => {
    const views = viewsOf((hall) => {
      hall.agenda.sessions = hall.agenda.sessions.filter((entry) => entry.hall !== hall.screen.hall);
      change(hall);
    });
    return resolveScene({ ...views, session: undefined, stage: undefined, polls: new Map() }, now);
  };
  expect(empty()).toMatchObject({ hall: 1, lively: true });
  expect(empty()?.scene).toEqual({ name: 'join', session: undefined, next: undefined });
  const shown = (scene: Scene) => empty((hall) => Object.assign(hall.screen, scene))?.scene.name;
  expect(shown({ scene: 'test' })).toBe('test');
  expect(shown({ scene: 'poll', poll: 7 })).toBe('holding');
  expect(empty((hall) => Object.assign(hall.screen, { hidden: true }))?.scene.name).toBe('blank');
});

it('a new question or round is a new picture; a new count is not', () => {
  const key = (change: (hall: Hall) => void) => {
    const shown = picture(change)?.scene;
    return shown && sceneKey(shown);
  };
  const voted = (v: number, round: number) =>
    key((hall) => Object.assign(hall, { polls: [{ ...openPoll, round, tally: { v } }] }));
  expect(voted(1, 1)).toBe(voted(2, 1));
  expect(voted(1, 1)).not.toBe(voted(1, 2));
  const staged = (q: number) => key((hall) => Object.assign(hall, { on: { ...onStage, q } }));
  expect(staged(9)).not.toBe(staged(10));
});

it("a desk's picture of the wall has no word that the wall has not", () => {
  const words = [
    { w: 1, text: 'ثقة', n: 5 },
    { w: 2, text: 'وحيدة', n: 1 },
    { w: 3, text: 'ممنوعة', n: 9, show: false },
    { w: 4, text: 'مقبولة', n: 1, show: true },
  ];
  const cloud: PollView = {
    ...poll(7, { ar: 'كلمة' }, { kind: 'cloud', words: 3 }),
    revealed: true,
    tally: { v: 9, words },
  };
  const seen = asWall(viewsOf((hall) => Object.assign(hall, { polls: [cloud] })));
  expect(seen.polls.get(7)?.tally.words?.map(({ text }) => text)).toEqual(['ثقة', 'مقبولة']);
});

it("a desk's picture of the leaderboard has no name that the wall has not", () => {
  const place = { points: 10, right: 1 };
  const top = [
    { ...place, rank: 1, alias: 0, name: 'سارة', w: 1 },
    { ...place, rank: 1, alias: 1, name: 'قبيح', w: 2, held: true },
    { ...place, rank: 1, alias: 2 },
  ];
  const seen = asWall(viewsOf((hall) => Object.assign(hall, { leaders: { quizzes: 1, people: 3, top } })));
  expect(seen.leaders?.top.map(({ name }) => name)).toEqual(['سارة', undefined, undefined]);
  expect(seen.leaders?.top.map(({ alias }) => alias)).toEqual([0, 1, 2]);
});

describe('an award', () => {
  const shows = (change: (hall: Hall) => void) =>
    picture((hall) => {
      hall.award = award({ session: 2, stage: 'opened', tracks: told(1) });
      change(hall);
    })?.scene;

  it('stands where its scene was asked for, and where a step of it was the latest act', () => {
    const held = shows((hall) => Object.assign(hall.screen, { scene: 'award', track: 0 }));
    expect(held).toMatchObject({ name: 'award', award: { at: 0, told: [{ place: 3 }] } });
    expect(shows((hall) => Object.assign(hall.screen, { cue: { award: 1 } }))).toMatchObject({ award: { at: 1 } });
  });

  it('is the emblem while its rules are not settled, which desks alone see', () => {
    const early = (hall: Hall) => {
      hall.award = award({ session: 2, stage: 'preparing' });
      Object.assign(hall.screen, { scene: 'award', track: 0 });
    };
    expect(name(early)).toBe('holding');
  });

  it('is another picture with another track, and the same one as it is told', () => {
    const at = (track: number) => shows((hall) => Object.assign(hall.screen, { scene: 'award', track }));
    const [one, other] = [at(0), at(1)];
    expect(one && other && [sceneKey(one), sceneKey(other)]).toEqual(['award 0', 'award 1']);
  });
});

describe('the queue to speak', () => {
  const screen = (hall: Hall) => hall.screen;

  it('stands where its scene was asked for, where it was the latest act, and while somebody speaks and nothing else goes on', () => {
    const held = (hall: Hall) =>
      Object.assign(hall, { speaking: speaking(), screen: { ...screen(hall), scene: 'speaking' } });
    expect(picture(held)?.scene).toEqual({ name: 'speaking', speaking: speaking() });
    const cued = (hall: Hall) =>
      Object.assign(hall, { speaking: speaking(), screen: { ...screen(hall), cue: 'speaking' } });
    expect(name((hall) => Object.assign(cued(hall), { polls: [openPoll] }))).toBe('speaking');
    expect(name((hall) => Object.assign(hall, { speaking: speaking() }))).toBe('speaking');
    expect(name((hall) => Object.assign(hall, { speaking: speaking(), on: onStage }))).toBe('spotlight');
    const { now: _, ...waiting } = speaking();
    expect(name((hall) => Object.assign(hall, { speaking: waiting }))).toBe('top');
  });

  it('is told beside another scene while somebody speaks, and never where walls are not told of it', () => {
    const beside = (hall: Hall) => Object.assign(hall, { speaking: speaking(), on: onStage });
    expect(picture(beside)?.speaking).toEqual(speaking());
    expect(
      picture((hall) => Object.assign(hall, { speaking: speaking() }))?.speaking,
      'its scene tells it',
    ).toBeUndefined();
    const { walls: _, ...phones } = speaking();
    const unseen = viewsOf((hall) => Object.assign(hall, { speaking: phones, on: onStage }));
    expect(resolveScene(unseen, now)?.speaking).toBeUndefined();
    expect(asWall(unseen).speaking).toBeUndefined();
    expect(
      name((hall) => Object.assign(hall, { speaking: phones, screen: { ...screen(hall), scene: 'speaking' } })),
    ).toBe('holding');
  });
});
