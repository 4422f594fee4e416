import type {
  EvidenceView,
  RecommendationItem,
  RecommendationStep,
  RecommendationsVote,
} from '$lib/protocol/generated/protocol';
import Assigned from '$lib/recommendations/Assigned.svelte';
import Evidence from '$lib/recommendations/Evidence.svelte';
import FollowUp from '$lib/recommendations/FollowUp.svelte';
import Outcome from '$lib/recommendations/Outcome.svelte';
import Recommendation from '$lib/recommendations/Recommendation.svelte';
import type { Shown } from '$lib/wall/scene';
import { type Exhibit, exhibit } from './exhibit';
import { now } from './hall';
import { everyText, texts } from './texts';

const evidence: EvidenceView[] = [
  { kind: 'question', question: 7, on: 1, text: texts.arabic, dir: 'rtl', n: 52 },
  { kind: 'cluster', session: 1, cluster: 2, title: { ar: 'التدريب', en: 'Training' }, ideas: 4, n: 31 },
  {
    kind: 'table',
    session: 1,
    table: 1,
    title: { ar: 'الطاولة الثانية', en: 'Second table' },
    heading: 'برنامج تدريب واحد للأحياء كلها',
    text: 'تدريب مشترك مرتين في السنة.',
    dir: 'rtl',
  },
  { kind: 'statement', session: 1, statement: 3, text: texts.mixed.slice(0, 120), dir: 'rtl', votes: [120, 30, 12] },
  {
    kind: 'poll',
    poll: 9,
    round: 1,
    on: 1,
    title: { ar: 'هل يكفي سجل واحد للمتطوعين؟', en: 'Is one register of volunteers enough?' },
    n: 300,
    options: [
      { title: { ar: 'نعم', en: 'Yes' }, n: 210 },
      { title: { ar: 'لا', en: 'No' }, n: 90 },
    ],
  },
  { kind: 'question', question: 8, on: 1, gone: 'hidden' },
];

const steps: RecommendationStep[] = [
  { status: 'planned', at: now - 40 * 86_400_000 },
  { status: 'under_way', at: now - 86_400_000, note: 'بدأ التسجيل في ثلاثة أحياء، ويُفتح في البقية مطلع العام.' },
];

const titles = [
  'سجل وطني للمتطوعين تتشاركه الجهات كلها',
  'برنامج تدريب واحد للأحياء، مرتين في السنة',
  'احتساب ساعات التطوع في الجامعات وعند التوظيف',
  'A shared calendar of all initiatives, open to everyone',
  'بنك أدوات في كل حيّ تستعيره الفرق من دون رسوم',
  'تقرير سنوي عن أثر المبادرات يُنشر للجميع',
];
const all: RecommendationItem[] = titles.map((title, at) => ({
  r: at + 1,
  v: 3,
  stage: 'published',
  title,
  text: texts.longest,
  dir: /\p{Script=Arabic}/u.test(title) ? 'rtl' : 'ltr',
  label: { ar: 'التطوع', en: 'Volunteering' },
  owner: { ar: 'مكتب الأمانة', en: 'Municipal office' },
  due: '2027-03-01',
  pieces: 5,
  evidence,
  published: now - 3_600_000,
  outcome: { round: 1, agree: 300 - at * 45, disagree: 40 + at * 45, abstain: 20, agreed: at < 3 },
  ...(at === 0 ? { steps } : {}),
  ...(at === 5 ? { anyway: true } : {}),
}));
const [first] = all;

const vote: RecommendationsVote = {
  round: 1,
  list: all.map(({ r }) => r),
  rule: { more_than: 50, voters: 10 },
  opened: now - 60_000,
  until: now + 134_000,
  voted: 412,
};

const { until: _, ...untimed } = vote;
const closed: RecommendationsVote = { ...untimed, closed: now - 1_000 };
const proposed = all.map(({ published: _published, outcome: _outcome, steps: _steps, ...item }) => ({
  ...item,
  stage: 'proposed' as const,
}));
const voted = proposed.map((item, at) => ({ ...item, outcome: all[at]?.outcome }) as RecommendationItem);
const everyTitle = everyText.map(
  ([, text], at): RecommendationItem => ({
    r: at + 1,
    v: 1,
    stage: 'proposed',
    title: [...text].slice(0, 120).join(''),
    dir: /\p{Script=Arabic}/u.test(text) ? 'rtl' : 'ltr',
    pieces: 1,
    outcome: { round: 1, agree: 90 - at * 9, disagree: 10 + at * 9, abstain: 3, agreed: at < 5 },
  }),
);

const scene = (items: readonly RecommendationItem[], held?: RecommendationsVote): Shown => ({
  name: 'recommendations',
  recommendations: {
    head: { order: items.map(({ r }) => r), ...(held && { vote: { ...held, list: items.map(({ r }) => r) } }) },
    items: new Map(items.map((item) => [item.r, item])),
  },
});

/** Recommendations on a wall, from the vote to what is published. */
export const recommendationScenes: Record<string, Shown> = {
  'recommendations, vote open': scene(proposed, vote),
  'recommendations, vote by hand': scene(proposed.slice(0, 2), untimed),
  'recommendations, outcome': scene(voted, closed),
  'recommendations, every text': scene(everyTitle, closed),
  'recommendations, published': scene(all),
  'recommendations, none': scene([]),
};

/** The pieces of recommendations. */
export function recommendations(): Exhibit[] {
  if (!first) return [];
  const { outcome, ...unvoted } = first;
  return [
    exhibit('Recommendation', Recommendation, {
      published: { item: first },
      'not put to the vote': { item: unvoted },
      anyway: { item: { ...first, anyway: true, corrected: now } },
      unpublished: {
        item: { r: 9, v: 2, stage: 'unpublished', title: first.title, dir: 'rtl', pieces: 0, reason: 'نُشرت سهوًا' },
      },
    }),
    exhibit('Evidence', Evidence, { 'of every kind': { evidence } }),
    exhibit('Outcome', Outcome, {
      agreed: { outcome: { round: 1, agree: 300, disagree: 80, abstain: 20, agreed: true } },
      'not agreed': { outcome: { round: 1, agree: 3, disagree: 8, abstain: 0, agreed: false } },
      'nobody voted': { outcome: { round: 1, agree: 0, disagree: 0, abstain: 0, agreed: false } },
    }),
    exhibit('FollowUp', FollowUp, { usual: { steps }, none: { steps: [] } }),
    exhibit('Assigned', Assigned, { whole: { item: first }, 'the day alone': { item: { due: '2027-03-01' } } }),
  ];
}
