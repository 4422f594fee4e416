import { flushSync } from 'svelte';
import { beforeEach, expect, it } from 'vitest';
import FurtherResult from '$lib/polls/further/FurtherResult.svelte';
import { meansOf, originsOf, shiftOf, signed } from '$lib/polls/further/moved';
import { earlierOf } from '$lib/polls/further/pairs';
import PollFormView from '$lib/polls/PollForm.svelte';
import { copyOf, draftOf, PollForm } from '$lib/polls/poll-form.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import Rules from '../../src/pages/audience/polls/further/Rules.svelte';
import { options, poll } from '../support/closed-poll';
import { speak } from '../support/language';
import { mounted } from '../support/mounted';

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

/** As it is read out: without signs of direction, spaces as one. */
const read = (poll: PollView) =>
  mounted(FurtherResult, { poll })
    .textContent?.replace(/[\u2066-\u2069]/g, '')
    .replace(/\s+/g, ' ') ?? '';

it('tells by how much each option has moved: the difference of the two shares as they are told', () => {
  expect(shiftOf(asked).map(({ points }) => points)).toEqual([-17, 19, -2]);
  expect([-17, 19, 0].map((points) => signed(points).replace(/\u200e/g, ''))).toEqual(['-17', '+19', '0']);
  const text = read(asked);
  expect(text).toContain('Before: 67%, After: 50%');
  expect(text).toContain('Before, answered: 45');
  expect(text).toContain('After, answered: 44');
  expect(text).toContain('Difference in percentage points');
  expect(text).toContain('Answered both times: 40');
  expect(shiftOf(poll(3, { v: 9, n: [9, 0, 0] }))).toEqual([]);
  expect(read(poll(3, { v: 9, n: [9, 0, 0] }))).not.toContain('Before');
});

it('writes differences in the digits of the language, with the sign on the side where that is read first', async () => {
  await speak('ar');
  expect(signed(-17)).toMatch(/^\u061c-١٧$/);
  expect(signed(0.7, 1)).toMatch(/^\u061c\+٠٫٧$/);
});

it('tells how the mean of stars moved, and of nothing else', () => {
  const { moved: _, both: __, ...alone } = shift;
  const stars = { ...alone, before: [5, 5, 0, 0, 0], v: 10, now: [0, 0, 5, 5, 0] };
  const rated = poll(2, { v: 10, shift: stars }, { answer: { kind: 'rating', max: 5 }, options: [] });
  expect(meansOf(rated)).toEqual({ before: 1.5, now: 3.5 });
  expect(meansOf(asked)).toBeUndefined();
  expect(read(rated)).toContain('Before: 1.5, After: 3.5');
});

it('tells who went where, and what is not shown of it apart from where nobody went', () => {
  const origins = originsOf(asked) ?? [];
  const told = origins.map(({ from, went, hidden }) => [
    from.label,
    went.map(({ to, n, kept }) => [to.label, n, kept]),
    hidden.map(({ label }) => label),
  ]);
  expect(told).toEqual([
    [
      'Shade',
      [
        ['Shade', 18, true],
        ['Light', 7, false],
      ],
      ['Benches', 'No answer'],
    ],
    ['Light', [['Light', 8, true]], ['Shade', 'Benches', 'No answer']],
    ['Benches', [], ['Shade', 'Light', 'Benches', 'No answer']],
    ['No answer', [], ['Shade', 'Light', 'Benches']],
  ]);
  const text = read(asked);
  expect(text.match(/not shown \(fewer than 5\)/g)).toHaveLength(4);
  expect(text).toContain('Numbers below five');

  const whole = [
    [20, 0, 5, 0],
    [0, 10, 0, 0],
    [0, 0, 5, 0],
    [0, 0, 0, 0],
  ];
  const open = poll(2, { v: 40, shift: { ...shift, moved: whole } });
  expect(originsOf(open)?.map(({ from, hidden }) => [from.label, hidden.length])).toEqual([
    ['Shade', 0],
    ['Light', 0],
    ['Benches', 0],
  ]);
  expect(read(open), 'nothing of it is hidden, and nobody went where it says nought').not.toMatch(
    /not shown|below five/,
  );
});

it('says that who went where is not told, where it is left out', () => {
  const { moved: _, both: __, ...alone } = shift;
  const few = poll(2, { v: 44, shift: alone });
  expect(originsOf(few)).toBeUndefined();
  expect(read(few)).toContain('How their answers moved is not shown');
  expect(read(few)).not.toContain('Answered both times');
});

it('tells voters before that answers are compared, in the earlier poll and in the later one', () => {
  const rules = (of: PollView) => mounted(Rules, { poll: of }).textContent?.trim() ?? '';
  const { settings } = asked;
  expect(rules(poll(2, { v: 0 }, { settings: { ...settings, after: 1 } }))).toContain('This is asked again');
  expect(rules(poll(1, { v: 0 }, { asked_again: 2 }))).toContain('This will be asked again');
  expect(rules(poll(1, { v: 0 }))).toBe('');
});

it('asks again what is half of no other pair, with the answers and voters of that', () => {
  const open = poll(1, { v: 0 });
  const settings = open.settings;
  const others = [
    poll(2, { v: 0 }, { settings: { ...settings, after: 9 } }),
    poll(3, { v: 0 }, { settings: { ...settings, secret: true } }),
    poll(4, { v: 0 }, { settings: { ...settings, by_group: true, voters: [] } }),
    poll(5, { v: 0 }, { answer: { kind: 'open' } }),
    poll(6, { v: 0 }, { settings: { ...settings, sealed: true, voters: [] } }),
    poll(9, { v: 0 }, { asked_again: 2 }),
  ];
  expect(earlierOf([open, ...others]).map(({ poll }) => poll)).toEqual([1]);
  const [second, ninth] = [others[0], others[5]];
  expect(second && earlierOf([open, ...others], second).map(({ poll }) => poll)).toEqual([1, 9]);
  expect(ninth && earlierOf([open, ...others], ninth), 'what is asked again asks nothing again').toEqual([]);

  const form = new PollForm(undefined, [poll(1, { v: 0 }, { settings: { ...settings, voters: [1] } })]);
  form.askAgain(1);
  expect([form.faults, form.isPaired]).toEqual([[], true]);
  expect(form.draft).toMatchObject({ title: { en: 'Poll 1' }, options, settings: { voters: [1], after: 1 } });
  expect(form.untold).toBe(0);
  const late = new PollForm(undefined, [poll(1, { v: 34 }), poll(2, { v: 9 }, { asked_again: 3 })]);
  late.askAgain(1);
  expect(late.untold, 'voted before the pair was made').toBe(34);
  expect(
    mounted(PollFormView, { form: late, languages: ['en'], onsave: () => {}, oncancel: () => {} }).textContent,
  ).toContain('will be compared: 34');
  late.askAgain(2);
  expect(late.untold, 'were told').toBe(0);
  form.title = { en: 'And now?' };
  expect(form.isPaired, 'it may be asked in other words').toBe(true);
  form.options[0] = { key: 99, title: { en: 'Trees' } };
  expect([form.faults, form.isPaired]).toEqual([['pair'], false]);
  form.askAgain(1);
  expect(form.draft).toMatchObject({ title: { en: 'And now?' }, options });
  form.askAgain(undefined);
  expect([form.faults, form.draft.settings.after]).toEqual([[], undefined]);
});

it('keeps what a draft asks again while it is edited, and lets go of it in a copy', () => {
  const open = poll(1, { v: 0 });
  const again = draftOf(poll(2, { v: 0 }, { settings: { ...open.settings, after: 1 } }));
  expect(new PollForm(again, [open]).draft.settings.after).toBe(1);
  expect(new PollForm(copyOf(again)).draft.settings, 'one pair each').not.toHaveProperty('after');
  const left = new PollForm(again);
  expect([left.draft.settings.after, left.faults], 'what it asks again does not fit any more').toEqual([1, ['pair']]);
  const before = new PollForm(undefined, [open]);
  before.voters = 'badges';
  before.byGroup = true;
  before.askAgain(1);
  expect(before.draft.settings, 'no numbers by group beside those of another time').not.toHaveProperty('by_group');
});

it('shows in the form what is taken from the earlier poll, and nothing to choose of it', () => {
  const form = new PollForm(undefined, [poll(1, { v: 0 })]);
  const page = mounted(PollFormView, { form, languages: ['en'], onsave: () => {}, oncancel: () => {} });
  const fields = () => [...page.querySelectorAll('label')].map((label) => label.textContent?.trim() ?? '');
  expect(fields().some((label) => label.includes('Secret ballot'))).toBe(true);
  form.askAgain(1);
  flushSync();
  expect(fields().some((label) => label.includes('Secret ballot'))).toBe(false);
  expect([...page.querySelectorAll('ol li')].map((each) => each.textContent?.trim())).toEqual([
    'Shade',
    'Light',
    'Benches',
  ]);
  form.options[0] = { key: 99, title: { en: 'Trees' } };
  flushSync();
  const take = [...page.querySelectorAll('button')].find(({ textContent }) => textContent?.includes('Take options'));
  expect(page.textContent).toContain('Options or voters are not those of the earlier poll');
  take?.click();
  flushSync();
  expect(form.isPaired).toBe(true);
});
