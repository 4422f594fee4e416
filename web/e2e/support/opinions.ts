import type {
  OpinionGroup,
  OpinionPicture,
  StatementItem,
  StatementsHead,
} from '../../src/lib/protocol/generated/protocol';

const texts = [
  'التطوع يبدأ من الحي قبل المدينة',
  'الوقت هو العائق الأول أمام المتطوعين',
  'ينبغي أن يُدرَّس العمل التطوعي في المدارس كلها منذ الصفوف الأولى، وأن يُحتسب ضمن نتائج الطلاب في نهاية كل عام دراسي، وأن يُكرَّم من تميّز فيه',
  'Volunteering abroad should count as much as at home',
  'تكفي منصة واحدة لكل المبادرات',
];

const item = (text: string, at: number): StatementItem => ({
  s: at + 1,
  v: 1,
  text,
  dir: /\p{Script=Arabic}/u.test(text) ? 'rtl' : 'ltr',
  status: 'published',
  step: 2,
});

/** Statements, the longest that there may be among them. */
export const items = texts.map(item);
/** How they are held. */
export const head: StatementsHead = {
  session: 2,
  version: 2,
  stage: 'open',
  plan: {
    title: { ar: 'ما الذي يعيق العمل التطوعي؟', en: 'What stands in the way of volunteering?' },
    submit: true,
    moderated: true,
    shown: true,
  },
  received: 3,
  waiting: 1,
  published: 2,
  withdrawn: 0,
  dismissed: [0, 0, 0, 0, 0, 0],
  seeds: 3,
};

/** People around a place, on the corners of a net. */
function group(number: number, people: number, [x, y]: [number, number], typical: number): OpinionGroup {
  const spots = Array.from({ length: people }, (_, at): [number, number] => [
    x + ((at * 7) % 11) * 90 - 450,
    y + ((at * 5) % 7) * 120 - 360,
  ]);
  const [w, h] = [520, 420];
  const hull: [number, number][] = [
    [x - w, y],
    [x, y - h],
    [x + w, y],
    [x, y + h],
  ];
  return { group: number, people, centre: [x, y], hull, spots, typical: [{ s: typical, side: 'agree' }] };
}

const groups = [
  group(0, 48, [-1_900, 500], 2),
  group(1, 31, [1_700, 700], 3),
  group(2, 22, [300, -1_500], 4),
  group(3, 9, [-1_500, -1_400], 5),
  group(4, 6, [2_300, -900], 1),
];

/** What is told of fewer than ten people. */
export const pictureOfFew: OpinionPicture = {
  people: 4,
  votes: 11,
  groups: [],
  statements: [],
  uniting: [],
  dividing: [],
};

/** What up to five groups say; the last of them may be of few people. */
export function pictureOf(count: number, few = false): OpinionPicture {
  const own = groups.slice(0, count).map((one, at): OpinionGroup => {
    if (!few || at < count - 1) return one;
    return { group: one.group, people: 2, few: true };
  });
  const said = (agree: number, disagree: number): [number, number, number] => [agree, disagree, 100 - agree - disagree];
  return {
    people: own.reduce((sum, { people }) => sum + people, 3),
    votes: 842,
    groups: own,
    statements: items.map(({ s }) => ({
      s,
      all: said(60, 25),
      groups: own.map((one, at) =>
        one.few ? null : s === 1 ? said(78 + at * 4, 4) : said(90 - ((at * 37 + s * 20) % 85), 8),
      ),
    })),
    uniting: [{ s: 1, side: 'agree', strength: 640 }],
    dividing: count > 1 ? [{ s: 3, agree: 1, disagree: 0, strength: 710 }] : [],
  };
}
