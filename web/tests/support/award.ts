import type { AwardPlan, JuryView, Nominee, Title } from '$lib/protocol/generated/protocol';
import type { Award } from '$lib/protocol/views';

const nominee = (ar: string, en: string, team: Title = {}): Nominee => ({ title: { ar, en }, about: {}, team });

/** A plan of a judged track of three and one of honour, with two criteria. */
export function plan(more: Partial<AwardPlan> = {}): AwardPlan {
  return {
    tracks: [
      {
        title: { ar: 'المبادرات المجتمعية الرائدة', en: 'Pioneering community initiatives' },
        kind: 'scored',
        nominees: [
          nominee('حدائق الحي', 'Gardens of the quarter', { ar: 'فريق الأحياء', en: 'Team of the quarters' }),
          nominee('مدرسة المتطوعين', 'School for volunteers'),
          nominee('جسر الجيران', 'Bridge of neighbours'),
        ],
      },
      {
        title: { ar: 'المسار التكريمي', en: 'Honour' },
        kind: 'honorary',
        nominees: [nominee('مجلس الحي', 'Council of the quarter')],
      },
    ],
    criteria: [
      { title: { ar: 'الابتكار', en: 'Innovation' }, weight: 3 },
      { title: { ar: 'الأثر', en: 'Impact' }, weight: 1 },
    ],
    scale: 5,
    normalise: 'by_juror',
    quorum_jury: 2,
    people: null,
    ties: ['criterion', 'lot'],
    ...more,
  };
}

/** An award of session 1 whose jury gives marks. */
export function award(more: Partial<Award> = {}): Award {
  return { session: 1, version: 2, stage: 'scoring', plan: plan(), polls: [null, null], tracks: [], ...more };
}

/** What is told of the judged track once so many of its three places were. */
export function told(steps: number): Award['tracks'] {
  const places = [3, 2, 1]
    .slice(0, steps)
    .map((place) => ({ place, nominees: [{ nominee: place - 1, total: 90_000 }] }));
  return [
    { more: steps < 3, steps: places },
    { more: true, steps: [] },
  ];
}

/** The work of its jury, which gave nothing yet. */
export const jury = (more: Partial<JuryView> = {}): JuryView => ({
  session: 1,
  jurors: [],
  sheets: [[0, 0, 0], [0]],
  results: [],
  next: [null, null],
  ...more,
});
