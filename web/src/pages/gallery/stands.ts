import type { InterestItem, StandItem, StandsHead } from '$lib/protocol/generated/protocol';
import type { Stands } from '$lib/protocol/views';
import HourBars from '$lib/stands/HourBars.svelte';
import InterestDay from '$lib/stands/InterestDay.svelte';
import InterestMap from '$lib/stands/InterestMap.svelte';
import type { Shown } from '$lib/wall/scene';
import { type Exhibit, exhibit } from './exhibit';
import { now } from './hall';
import { everyText } from './texts';

const names: readonly [ar: string, en: string, topic: string][] = [
  ['حدائق الحي', 'Gardens of the district', 'البيئة'],
  ['مكتبة الممر', 'The corridor library', 'التعليم'],
  ['فريق الإسعاف المجتمعي', 'Community first aid', 'الصحة'],
  ['سقيا الطريق', 'Water on the way', 'البيئة'],
  ['مهارات كبار السن', 'Skills of the elders', 'التعليم'],
  ['ملعب للجميع', 'A playground for all', 'الصحة'],
];
const visits = [214, 57, 132, 8, 96, 31];
const steps = [200, 50, 100, undefined, 50, 20];
const named: readonly StandItem[] = names.map(([ar, en, topic], at) => ({
  s: at + 1,
  v: 1,
  title: { ar, en },
  by: { ar: 'فريق تطوعي', en: 'A team of volunteers' },
  topic: { ar: topic },
  place: { column: at % 3, row: Math.floor(at / 3) * 2 },
  e: 1,
  q: at,
}));
const written: readonly StandItem[] = everyText.map(([, text], at) => ({
  s: at + 1,
  v: 1,
  title: { ar: [...text].slice(0, 120).join('') },
  e: 1,
  q: 0,
}));
const recentOf = (n: number): InterestItem['recent'] => [
  [Math.floor(now / 300_000) - 5, n],
  [Math.floor(now / 300_000), Math.ceil(n / 4)],
];
/** Most of them at noon, fewer before and after. */
const halvesOf = (n: number): InterestItem['halves'] =>
  [0.1, 0.3, 0.4, 0.2].map((part, at) => [Math.floor(now / 1_800_000) - 2 * (3 - at), Math.round(n * part)]);
const figuresOf = (items: readonly StandItem[]) =>
  new Map(
    items.map(({ s }, at): [number, InterestItem] => {
      const n = visits[at % visits.length] ?? 0;
      const rated = Math.floor(n / 3);
      const mean = rated < 5 ? {} : { mean: 38 + at };
      return [
        s,
        { s, visits: n, recent: recentOf(n), halves: halvesOf(n), rated, ...mean, questions: at, comments: 1 },
      ];
    }),
  );
const loose = (items: readonly StandItem[]) => items.map(({ place: _, ...item }) => item);
const closed = (items: readonly StandItem[]) => items.map((item, at) => (at === 0 ? { ...item, closed: true } : item));

const head: StandsHead = {
  session: 1,
  version: 1,
  plan: { shown: true, interest: 'walls' },
  arrangement: 1,
  order: [],
};
const of = (items: readonly StandItem[]): Stands => ({
  head: { ...head, order: items.map(({ s }) => s) },
  items: new Map(items.map((item) => [item.s, item])),
});
const stepped = (items: readonly StandItem[]) =>
  items.map((item, at) => {
    const n = steps[at % steps.length];
    return n === undefined ? item : { ...item, n };
  });
const scene = (items: readonly StandItem[]): Shown => ({ name: 'exhibition', stands: of(items) });

/** An exhibition on a wall: where it fits as it stands, else as a list. */
export const standScenes: Record<string, Shown> = {
  'exhibition, map': scene(stepped(named)),
  'exhibition, without figures': scene(named),
  'exhibition, list': scene(stepped(loose(named))),
  'exhibition, one': scene(stepped(named.slice(0, 1))),
  'exhibition, every text': scene(stepped(written)),
};

/** The pieces of exhibitions. */
export function stands(): Exhibit[] {
  const hours = [0, 4, 19, 41, 33, 12].map((n, at) => ({ at: now + (at - 5) * 3_600_000, n }));
  return [
    exhibit('InterestMap', InterestMap, {
      map: { items: closed(named), interest: figuresOf(named), now },
      list: { items: loose(named), interest: figuresOf(named), now },
      'some without a place': {
        items: [...named.slice(0, 4), ...loose(named.slice(4))],
        interest: figuresOf(named),
        now,
      },
      'nobody yet': { items: named, interest: new Map(), now },
      'every text': { items: written, interest: figuresOf(written), now },
    }),
    exhibit('InterestDay', InterestDay, {
      usual: { items: named, interest: figuresOf(named), zone: 'Asia/Riyadh', now },
      'nobody yet': { items: named, interest: new Map(), zone: 'Asia/Riyadh', now },
      'every text': { items: written, interest: figuresOf(written), zone: 'Asia/Riyadh', now },
    }),
    exhibit('HourBars', HourBars, { usual: { hours }, 'the first hour': { hours: hours.slice(1, 2) } }),
  ];
}
