import { expect, it } from 'vitest';
import { inOrder, movedBy, standingOf } from '$lib/cues/course';
import { apply } from '$lib/protocol/apply';
import { type CueItem, topics } from '$lib/protocol/generated/protocol';
import { nothing } from '$lib/protocol/views';
import { copiesOf } from '../../src/pages/organiser/show/copies';
import { CueDraft } from '../../src/pages/organiser/show/cue-draft.svelte';
import { agenda, cue, startsAt } from '../support/cues';

const [first] = agenda.sessions;
const sessionOf = (no: number | undefined) => agenda.sessions.find(({ session }) => session === no);

it('a run of show is kept by differences, in the order of its moments', () => {
  const head = { hall: 1, version: 1, next: 2 };
  const items = [cue(2), cue(1, { time: startsAt + 500_000 })];
  const state = { t: 'state', topic: topics.show, rev: 4, view: { ...head, items } } as const;
  const views = apply(nothing, state);
  expect(views.show && inOrder(views.show).map(({ c }) => c)).toEqual([2, 1]);
  const diff = { head: { ...head, version: 2, held: 9 }, put: [cue(3, { time: 5 })], gone: [2] };
  const next = apply(views, { t: 'change', topic: topics.show, from: 4, rev: 5, diff });
  expect(next.show?.head.held).toBe(9);
  expect(next.show && inOrder(next.show).map(({ c }) => c)).toEqual([3, 1]);
});

it('a step of no session of the hall is last, and says so', () => {
  const { time: _, ...lost } = cue(1);
  const show = {
    head: { hall: 1, version: 1 },
    items: new Map<number, CueItem>([lost, cue(2)].map((it) => [it.c, it])),
  };
  expect(inOrder(show).map(({ c }) => c)).toEqual([2, 1]);
  expect(standingOf(lost)).toBe('lost');
  expect(standingOf(cue(3, { hand: 5 }))).toBe('hand');
  expect(standingOf(cue(3, { hand: 5, came: 'left' }))).toBe('left');
});

it('a shift moves what waits, from one on', () => {
  const items = [cue(1, { came: 'done' }), cue(2, { time: 10 }), cue(3, { time: 20 })];
  expect(movedBy(items, 5).map(({ item, to }) => [item.c, to])).toEqual([
    [2, 300_010],
    [3, 300_020],
  ]);
  expect(movedBy(items, -5, 3).map(({ item }) => item.c)).toEqual([3]);
  expect(movedBy(items, 5, 9)).toEqual([]);
});

it('a time of day is stored from the start of its session, or from its end', () => {
  const draft = new CueDraft('Asia/Riyadh', sessionOf, first, 0);
  draft.fields.name.ar = ' يفتح التصويت ';
  draft.fields.poll = 7;
  expect(draft.plan).toEqual({
    at: { from: 'start', session: 1, seconds: 0 },
    name: { ar: 'يفتح التصويت' },
    does: { do: 'open_poll', poll: 7 },
  });
  draft.fields.anchor = 'end';
  expect(draft.at).toEqual({ from: 'end', session: 1, seconds: -3600 });
  draft.fields.anchor = 'clock';
  expect(draft.at).toEqual({ from: 'clock', time: startsAt });
  draft.fields.poll = undefined;
  expect(draft.plan).toBeUndefined();
});

it('a step that is changed keeps its moment to the second, and what it does', () => {
  const pause = { do: 'pause', session: 1, on: true, message: 'صلاة' } as const;
  const base = cue(4, { time: startsAt + 61_000, at: { from: 'start', session: 1, seconds: 61 }, does: pause });
  const draft = new CueDraft('Asia/Riyadh', sessionOf, undefined, 0, base);
  expect(draft.plan).toEqual({ at: base.at, name: base.name, does: pause });
  draft.fields.on = 'off';
  expect(draft.does).toEqual({ do: 'pause', session: 1, on: false });
});

it('a step that shows what tables came to goes on showing it', () => {
  const does = { do: 'scene', scene: { scene: 'ideas', results: true } } as const;
  const draft = new CueDraft('Asia/Riyadh', sessionOf, undefined, 0, cue(4, { time: startsAt, does }));
  expect(draft.does).toEqual(does);
  draft.fields.results = false;
  expect(draft.does).toEqual({ do: 'scene', scene: { scene: 'ideas' } });
});

it('a new step of a session that is on begins with a moment to come', () => {
  const draft = new CueDraft('Asia/Riyadh', sessionOf, first, startsAt + 61_000);
  expect(draft.at).toEqual({ from: 'start', session: 1, seconds: 300 });
});

it('copying to another session leaves out what is about a poll, and what would be past', () => {
  const [one, other] = agenda.sessions;
  if (!one || !other) throw new Error('there are two sessions');
  const items = [
    cue(1, { at: { from: 'start', session: 1, seconds: 60 }, does: { do: 'feedback', session: 1, open: true } }),
    cue(2, { at: { from: 'end', session: 1, seconds: -60 } }),
    cue(3, { at: { from: 'start', session: 1, seconds: -600 }, does: { do: 'scene', scene: { scene: 'join' } } }),
    cue(4, { at: { from: 'clock', time: 5 } }),
  ];
  const copies = copiesOf(items, one, other, other.starts);
  expect(copies).toEqual({
    plans: [
      {
        at: { from: 'start', session: 2, seconds: 60 },
        name: cue(1).name,
        does: { do: 'feedback', session: 2, open: true },
      },
    ],
    withPoll: 1,
    past: 1,
  });
});
