import { language } from '$lib/i18n/language.svelte';
import { direction } from '$lib/i18n/locale';
import PointsLeft from '$lib/polls/further/PointsLeft.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import type { Shown } from '$lib/wall/scene';
import Grid from '../audience/polls/further/Grid.svelte';
import Points from '../audience/polls/further/Points.svelte';
import Rules from '../audience/polls/further/Rules.svelte';
import PollResult from '../audience/polls/PollResult.svelte';
import { type Exhibit, exhibit } from './exhibit';
import { result } from './hall';
import { texts } from './texts';

const nothing = () => undefined;

const ideas = [
  { ar: 'أشجار تظلّل الممرات', en: 'Trees that shade the paths' },
  { ar: 'إنارة الحدائق ليلًا', en: 'Lights in the parks at night' },
  { ar: 'مقاعد لكبار السن', en: 'Benches for the elderly' },
  { ar: 'ماء شرب في كل حي', en: 'Drinking water in every quarter' },
  { ar: 'مسارات للدراجات', en: 'Paths for bicycles' },
];
const title = { ar: 'بأي مبادرة نبدأ في الأحياء؟', en: 'Which initiative first in the quarters?' };

const schulze: PollView = {
  ...result,
  title,
  options: ideas,
  answer: { kind: 'ranking', method: 'schulze' },
  tally: {
    v: 45,
    ranked: {
      first: [10, 8, 12, 7, 8],
      places: [2, 4, 3, 5, 1],
      pairs: [
        [0, 20, 26, 30, 22],
        [25, 0, 16, 33, 18],
        [19, 29, 0, 17, 24],
        [15, 12, 28, 0, 14],
        [23, 27, 21, 31, 0],
      ],
    },
  },
};
const runoff: PollView = {
  ...result,
  title,
  options: ideas.slice(0, 4),
  answer: { kind: 'ranking', method: 'instant_runoff' },
  tally: {
    v: 100,
    ranked: {
      first: [42, 26, 15, 17],
      places: [2, 3, 4, 1],
      rounds: [
        { n: [42, 26, 15, 17], out: 2 },
        { n: [42, 26, null, 32], out: 1, tie: 'earlier' },
        { n: [42, null, null, 56], spent: 2 },
      ],
    },
  },
};
const points: PollView = {
  ...result,
  title: { ar: 'كيف نوزّع ميزانية الحي؟', en: 'How shall the quarter’s budget be shared out?' },
  options: ideas,
  answer: { kind: 'points' },
  tally: { v: 62, n: [2_480, 1_240, 930, 1_240, 310], backers: [58, 41, 37, 44, 12] },
};
const statements = [
  { ar: 'أعرف كيف أشارك في مبادرات الحي', en: 'I know how to take part in the quarter’s initiatives' },
  { ar: 'تصلني أخبار المبادرات في وقتها', en: 'News of the initiatives reaches me in time' },
  { ar: 'يُؤخذ رأي السكان قبل القرار', en: 'Residents are heard before a decision' },
  { ar: 'التطوع في البلدية سهل', en: 'Volunteering with the municipality is easy' },
];
const grid: PollView = {
  ...result,
  title: { ar: 'إلى أي حد توافق؟', en: 'How far do you agree?' },
  options: statements,
  answer: { kind: 'likert', steps: 5 },
  labels: [
    { ar: 'لا أوافق إطلاقًا', en: 'Not at all' },
    { ar: 'أوافق تمامًا', en: 'Fully' },
  ],
  tally: {
    v: 118,
    steps: [
      [12, 18, 31, 36, 21],
      [30, 34, 22, 19, 9],
      [6, 9, 20, 41, 40],
      [0, 0, 0, 0, 0],
    ],
  },
};
/** More statements than stand above the floor, and more steps. */
const longGrid: PollView = {
  ...grid,
  options: [...statements, { ar: texts.mixed.slice(0, 60) }, { ar: texts.german.slice(0, 60) }, ...statements],
  answer: { kind: 'likert', steps: 7 },
  tally: { v: 300, steps: Array.from({ length: 10 }, (_, row) => [3, 9, 14, 60, 44, 21, 30 + row]) },
};

const choices = {
  ...result,
  title,
  options: ideas.slice(0, 3),
  answer: { kind: 'single' },
  settings: { ...result.settings, secret: false },
} satisfies PollView;
const byGroup: PollView = {
  ...choices,
  settings: { ...choices.settings, voters: [], by_group: true },
  electors: { groups: [], badges: 80 },
  tally: {
    v: 63,
    n: [38, 19, 6],
    groups: {
      v: 63,
      rows: [
        { names: [{ ar: 'المهندسون', en: 'Engineers' }], v: 31, n: [18, 13, 0] },
        { names: [{ ar: 'الجمعيات الأهلية', en: 'Civil associations' }], v: 25, n: [20, null, null] },
        { names: [{ ar: 'الإعلام', en: 'Press' }, { ar: texts.german.slice(0, 40) }, {}], v: 7, n: [null, null, null] },
      ],
    },
  },
};
const starsByGroup: PollView = {
  ...byGroup,
  options: [],
  answer: { kind: 'rating', max: 5 },
  tally: {
    v: 63,
    n: [6, 5, 11, 22, 19],
    groups: {
      v: 63,
      rows: [
        { names: [{ ar: 'المهندسون', en: 'Engineers' }], v: 34, n: [6, null, null, 12, 9] },
        { names: [{ ar: 'الجمعيات الأهلية', en: 'Civil associations' }], v: 29, n: [0, null, null, 10, 10] },
      ],
    },
  },
};
const shifted: PollView = {
  ...choices,
  settings: { ...choices.settings, after: 7 },
  tally: {
    v: 44,
    n: [22, 18, 4],
    shift: {
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
    },
  },
};
/** Too few for who went where to be told. */
const shiftedAlone: PollView = {
  ...shifted,
  tally: { v: 9, n: [3, 6, 0], shift: { poll: 7, round: 1, before: [5, 2, 0], v: 7, now: [3, 6, 0] } },
};
const starsShifted: PollView = {
  ...shifted,
  options: [],
  answer: { kind: 'rating', max: 5 },
  tally: {
    v: 61,
    n: [2, 5, 11, 24, 19],
    shift: {
      poll: 7,
      round: 1,
      before: [8, 14, 20, 12, 5],
      v: 59,
      now: [2, 5, 11, 24, 19],
      both: 51,
      moved: [
        [null, null, null, null, null, 0],
        [null, null, null, 6, null, 0],
        [null, null, 5, 9, null, null],
        [null, null, null, 5, 6, null],
        [null, null, null, null, null, 0],
        [0, 0, 0, 5, 5, 0],
      ],
    },
  },
};
/** As many options as a poll of one choice mostly has, whose names are long. */
const longShifted: PollView = {
  ...shifted,
  options: [...ideas.slice(0, 4), { ar: texts.mixed.slice(0, 60) }, { ar: texts.german.slice(0, 60) }],
  tally: {
    v: 120,
    n: [40, 30, 20, 15, 10, 5],
    shift: { poll: 7, round: 1, before: [20, 30, 40, 5, 0, 25], v: 120, now: [40, 30, 20, 15, 10, 5] },
  },
};

/** Further kinds of polls on a wall. */
export const furtherScenes: Record<string, Shown> = {
  'grid, open': { name: 'poll', poll: { ...grid, phase: 'open', revealed: false, tally: { v: 118 } } },
  'grid, revealed': { name: 'poll', poll: grid },
  'grid of many statements': { name: 'poll', poll: longGrid },
  'before and after, revealed': { name: 'poll', poll: shifted },
  'before and after of stars': { name: 'poll', poll: starsShifted },
  'before and after of many options': { name: 'poll', poll: longShifted },
  'points, revealed': { name: 'poll', poll: points },
  'runoff, revealed': { name: 'poll', poll: runoff },
  'Schulze, revealed': { name: 'poll', poll: schulze },
};

/** What phones answer and read further kinds of polls with. */
export function furtherPolls(): Exhibit[] {
  const { locale } = language;
  const spoken = (titles: readonly { ar: string; en: string }[]) =>
    titles.map((of) => ({ text: locale === 'ar' ? of.ar : of.en, lang: locale, dir: direction(locale) }));
  const [rows, options] = [spoken(statements), spoken(ideas)];
  const [first] = spoken([{ ar: 'لا أوافق إطلاقًا', en: 'Not at all' }]);
  const [last] = spoken([{ ar: 'أوافق تمامًا', en: 'Fully' }]);
  const names = [first, undefined, undefined, undefined, last];
  return [
    exhibit(
      'Grid',
      Grid,
      {
        begun: { rows, names, steps: [4, 0, 1, 0], name: 'begun', disabled: false, onchoose: nothing },
        'seven steps': {
          rows: rows.slice(0, 2),
          names: [first, undefined, undefined, undefined, undefined, undefined, last],
          steps: [7, 0],
          name: 'seven',
          disabled: false,
          onchoose: nothing,
        },
        disabled: { rows: rows.slice(0, 1), names, steps: [3], name: 'off', disabled: true, onchoose: nothing },
      },
      { touched: ['begun', 'seven steps'] },
    ),
    exhibit(
      'Points',
      Points,
      {
        begun: { options, points: [40, 25, 0, 0, 0], disabled: false, onchoose: nothing },
        disabled: { options: options.slice(0, 2), points: [60, 40], disabled: true, onchoose: nothing },
      },
      { touched: ['begun'] },
    ),
    exhibit('PointsLeft', PointsLeft, {
      left: { points: [40, 25] },
      whole: { points: [60, 40] },
      over: { points: [60, 45] },
    }),
    exhibit('PollRules', Rules, {
      runoff: { poll: runoff },
      schulze: { poll: schulze },
      'by group': { poll: byGroup },
      'asks again': { poll: shifted },
      'asked again later': { poll: { ...choices, asked_again: 9 } },
    }),
    exhibit('FurtherResult', PollResult, {
      grid: { poll: grid, own: { steps: [4, 0, 5, 0] } },
      'by group': { poll: byGroup, own: { options: [0] } },
      'stars by group': { poll: starsByGroup, own: { stars: 4 } },
      'before and after': { poll: shifted, own: { options: [1] } },
      'before and after, few': { poll: shiftedAlone, own: undefined },
      'stars before and after': { poll: starsShifted, own: { stars: 4 } },
      points: { poll: points, own: undefined },
      runoff: { poll: runoff, own: { options: [3, 0] } },
      schulze: { poll: schulze, own: { options: [4, 2, 0] } },
    }),
  ];
}
