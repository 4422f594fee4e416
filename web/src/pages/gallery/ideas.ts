import DotBar from '$lib/ideas/DotBar.svelte';
import PhaseLine from '$lib/ideas/PhaseLine.svelte';
import TableResults from '$lib/ideas/TableResults.svelte';
import type { BoardView, IdeaItem, IdeaPhase, ResultView } from '$lib/protocol/generated/protocol';
import type { Ideas } from '$lib/protocol/views';
import type { Shown } from '$lib/wall/scene';
import { type Exhibit, exhibit } from './exhibit';
import { now } from './hall';
import { everyText, texts } from './texts';

const written = [
  'تدريب المتطوعين الجدد قبل أول مهمة',
  'دليل موحّد للمبادرات في كل حي',
  'ساعات التطوع تُحتسب في الجامعة',
  'لقاء شهري لقادة الفرق',
  'A shared calendar of all initiatives',
  'بنك أدوات تستعيره الفرق',
];
const item = (i: number, text: string): IdeaItem => ({
  i,
  v: 1,
  text,
  dir: /\p{Script=Arabic}/u.test(text) ? 'rtl' : 'ltr',
  at: now - i * 60_000,
});
const items = [...written, ...everyText.map(([, text]) => text)].map((text, at) => item(at + 1, text));
const of = (some: readonly IdeaItem[]): Ideas => ({
  total: some.length,
  items: new Map(some.map((idea) => [idea.i, idea])),
  gone: [],
  since: 1,
});

const board: BoardView = {
  session: 1,
  version: 1,
  plan: {
    title: { ar: 'كيف نحفظ التطوع في الأحياء؟', en: 'How do we keep volunteering alive in our districts?' },
    about: { ar: 'فكرة واحدة في كل مرة', en: 'One idea at a time' },
    moderation: 'after',
    each: 5,
    dots: 3,
    most: 2,
    show_dots: true,
    tables: [{ ar: 'الطاولة الأولى', en: 'First table' }, { ar: texts.mixed.slice(0, 60) }],
  },
  phase: 'collecting',
  until: now + 4 * 60_000 + 12_000,
  arrangement: 1,
  clusters: [],
  done: [0],
  results_shown: false,
  tally: { v: 0 },
};
const clusters = [
  { c: 1, v: 1, e: 1, title: { ar: 'التدريب والدليل', en: 'Training and guides' }, ideas: [1, 2, 4] },
  { c: 2, v: 1, e: 1, title: { ar: 'الاعتراف بالجهد', en: 'Recognition' }, ideas: [3, 5] },
];
const tally = {
  v: 87,
  n: [
    { on: { cluster: 1 }, n: 121 },
    { on: { cluster: 2 }, n: 64 },
    { on: { idea: 6 }, n: 17 },
  ],
};
const results = [
  {
    table: 0,
    v: 1,
    title: 'برنامج تدريب واحد للأحياء كلها',
    text: 'تدريب مشترك مرتين في السنة، يقدّمه متطوعون خبروا العمل، وينتهي بشهادة تعترف بها الجامعة وجهة العمل.',
    rests: [{ cluster: 1 }, { idea: 3 }],
    done: true,
  },
  { table: 1, v: 1, title: texts.english.slice(0, 90), text: texts.longest, rests: [], done: false },
];
const at = (phase: IdeaPhase, more: Partial<BoardView> = {}): BoardView => ({ ...board, phase, clusters, ...more });
const scene = (told: BoardView, ideas = of(items.slice(0, 6)), shown?: readonly ResultView[]): Shown => ({
  name: 'ideas',
  board: told,
  ideas,
  results: shown,
});

const { until: _, ...untimed } = at('grouping');

/** A board on a wall, from the first idea to what tables came to. */
export const ideaScenes: Record<string, Shown> = {
  'ideas, none yet': scene(board, of([])),
  'ideas, collecting': scene(board),
  'ideas, every text': scene({ ...board, until: now + 9_000 }, of(items)),
  'ideas, grouping': scene(at('grouping')),
  'ideas, voting': scene(at('voting', { tally: { v: 87 } })),
  'ideas, voting with dots': scene(at('voting', { tally })),
  'ideas, closed': scene(at('closed', { tally, results_shown: true })),
  "tables' results": scene(at('closed', { tally, results_shown: true }), of(items), results),
  "tables' results, none": scene(at('closed', { results_shown: true }), of(items), []),
};

/** The pieces of idea boards. */
export function ideas(): Exhibit[] {
  return [
    exhibit('PhaseLine', PhaseLine, {
      collecting: { board, now },
      'last seconds': { board, now: now + 4 * 60_000 },
      over: { board, now: now + 5 * 60_000 },
      'without a time': { board: untimed, now },
    }),
    exhibit('DotBar', DotBar, { most: { n: 121, most: 121 }, some: { n: 17, most: 121 }, none: { n: 0, most: 0 } }),
    exhibit('TableResults', TableResults, {
      usual: { board: at('closed'), ideas: items, results },
      none: { board, ideas: [], results: [] },
    }),
  ];
}
