import { beforeEach, expect, it } from 'vitest';
import FurtherResult from '$lib/polls/further/FurtherResult.svelte';
import { groupsOf } from '$lib/polls/further/groups';
import { PollForm } from '$lib/polls/poll-form.svelte';
import { poll } from '../support/closed-poll';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

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
