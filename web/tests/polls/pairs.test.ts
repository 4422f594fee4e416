import { beforeEach, expect, it } from 'vitest';
import FurtherResult from '$lib/polls/further/FurtherResult.svelte';
import { groupsOf, movesOf, pointsText, shiftOf } from '$lib/polls/further/moved';
import { earlierOf } from '$lib/polls/further/pairs';
import { copyOf, draftOf, PollForm } from '$lib/polls/poll-form.svelte';
import type { PollView, TallyView } from '$lib/protocol/generated/protocol';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

const options = ['Shade', 'Light', 'Benches'].map((en) => ({ en }));

function poll(no: number, tally: TallyView, of: Partial<PollView> = {}): PollView {
  const settings = { changeable: true, hidden: false, secret: false };
  const standing = { version: 1, session: 1, phase: 'closed', round: 1, revealed: true } as const;
  return {
    poll: no,
    title: { en: `Poll ${no}` },
    answer: { kind: 'single' },
    options,
    settings,
    ...standing,
    tally,
    ...of,
  };
}

const grouped = poll(1, {
  v: 45,
  n: [27, 15, 3],
  groups: {
    v: 45,
    rows: [
      { names: [{ en: 'Engineers' }], v: 20, n: [12, 8, 0] },
      { names: [{ en: 'Owners' }], v: 18, n: [11, null, null] },
      { names: [{ en: 'Press' }, {}], v: 7, n: [null, null, null] },
    ],
  },
});
const shift = {
  poll: 7,
  round: 1,
  before: [30, 10, 5],
  v: 45,
  now: [22, 18, 4],
  both: 40,
  moved: [
    [18, 7, null, null],
    [null, 8, null, null],
    [null, null, null, null],
    [null, null, null, 0],
  ],
};
const asked = poll(2, { v: 44, n: [22, 18, 4], shift });

beforeEach(() => speak('en'));

it('tells what is hidden from a nought', () => {
  const [engineers, owners, rest] = groupsOf(grouped);
  expect(engineers?.cells.map(({ n, share }) => [n, share])).toEqual([
    [12, 0.6],
    [8, 0.4],
    [0, 0],
  ]);
  expect(owners?.cells.map(({ n }) => n)).toEqual([11, undefined, undefined]);
  expect([rest?.isHidden, owners?.isHidden, rest?.name.replace(/[\u2068\u2069]/g, '')]).toEqual([
    true,
    false,
    'Press and No group',
  ]);
  const text = mounted(FurtherResult, { poll: grouped }).textContent ?? '';
  expect(text.match(/not shown \(fewer than 5\)/g), 'two of the owners').toHaveLength(2);
  expect(text).toContain('Too few to show');
  expect(text).toContain('Numbers below five');
  expect(mounted(FurtherResult, { poll: poll(3, { v: 9, n: [9, 0, 0] }) }).textContent).not.toContain('By group');
});

it('tells by how much each option has moved: the difference of the two shares as they are told', () => {
  expect(shiftOf(asked).map(({ points }) => points)).toEqual([-17, 19, -2]);
  expect([-17, 19, 0].map(pointsText)).toEqual([
    '−17 percentage points, down',
    '+19 percentage points, up',
    'No change',
  ]);
  const text = mounted(FurtherResult, { poll: asked }).textContent?.replace(/\s+/g, ' ') ?? '';
  expect(text).toContain('Before: 67% After: 50% −17 percentage points, down');
  expect(text).toContain('Answered both times: 40');
  expect(text).toContain('From Shade to Light 7');
});

it('tells who went where of those who answered both times alone, and how many moves are not shown', () => {
  const moves = movesOf(asked);
  expect(moves?.kept.map(({ from, n }) => [from, n])).toEqual([
    ['Shade', 18],
    ['Light', 8],
  ]);
  expect(moves?.moved).toMatchObject([{ from: 'Shade', to: 'Light', n: 7 }]);
  expect(moves?.hidden).toBe(6);
  const { moved: _, ...few } = shift;
  expect(movesOf(poll(2, { v: 44, shift: few }))).toBeUndefined();
  expect(mounted(FurtherResult, { poll: poll(2, { v: 44, shift: few }) }).textContent).toContain(
    'How their answers moved is not shown',
  );
});

it('asks again what is half of no other pair, with the answers and voters of that', () => {
  const open = poll(1, { v: 0 });
  const settings = open.settings;
  const others = [
    poll(2, { v: 0 }, { settings: { ...settings, after: 9 } }),
    poll(3, { v: 0 }, { settings: { ...settings, secret: true } }),
    poll(4, { v: 0 }, { settings: { ...settings, by_group: true, voters: [] } }),
    poll(5, { v: 0 }, { answer: { kind: 'open' } }),
    poll(9, { v: 0 }),
  ];
  expect(earlierOf([open, ...others]).map(({ poll }) => poll)).toEqual([1]);
  const second = others[0];
  expect(second && earlierOf([open, ...others], second).map(({ poll }) => poll)).toEqual([1, 9]);

  const form = new PollForm(undefined, [poll(1, { v: 0 }, { settings: { ...settings, voters: [1] } })]);
  form.askAgain(1);
  expect(form.faults).toEqual([]);
  expect(form.draft).toMatchObject({ title: { en: 'Poll 1' }, options, settings: { voters: [1], after: 1 } });
  form.options[0] = { key: 99, title: { en: 'Trees' } };
  expect(form.faults).toEqual(['pair']);
  form.askAgain(undefined);
  expect([form.faults, form.draft.settings.after]).toEqual([[], undefined]);
  const edited = new PollForm(draftOf(poll(2, { v: 0 }, { settings: { ...settings, after: 1 } })), [open]);
  expect(edited.draft.settings.after).toBe(1);
  const copied = new PollForm(copyOf(draftOf(poll(2, { v: 0 }, { settings: { ...settings, after: 1 } }))));
  expect(copied.draft.settings, 'one pair each').not.toHaveProperty('after');
  const left = new PollForm(draftOf(poll(2, { v: 0 }, { settings: { ...settings, after: 1 } })));
  expect([left.draft.settings.after, left.faults], 'what it asks again does not fit any more').toEqual([1, ['pair']]);
});

it('offers results by group where badges vote openly for one thing', () => {
  const form = new PollForm();
  expect(form.takesGroups).toBe(false);
  form.voters = 'badges';
  form.byGroup = true;
  expect([form.takesGroups, form.draft.settings.by_group]).toEqual([true, true]);
  form.secret = true;
  expect([form.takesGroups, form.draft.settings.by_group]).toEqual([false, undefined]);
  form.secret = false;
  form.kind = 'multiple';
  expect(form.draft.settings).not.toHaveProperty('by_group');
});
