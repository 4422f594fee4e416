import { language, m } from '$lib/i18n/language.svelte';
import { refusalText } from '$lib/i18n/refusals';
import type { CueNo, Found, Point, Role, SessionNo } from '$lib/protocol/generated/protocol';

/** What the points name, as a page knows it. */
export interface PointWords {
  session: (session: SessionNo) => { readonly name: string; readonly starts: number } | undefined;
  cue: (cue: CueNo) => string;
  role: (role: Role) => string;
}

type Key = Point['key'];
type Of<K extends Key> = Extract<Point, { key: K }>;

const titles: Record<Key, () => string> = {
  session: () => m.check_session(),
  code: () => m.check_code(),
  walls: () => m.check_walls(),
  moderators: () => m.check_moderators(),
  links: () => m.check_links(),
  cues: () => m.check_cues(),
  rehearsal: () => m.check_rehearsal(),
  clock: () => m.check_clock(),
};

/** What a point is about. */
export function pointTitle({ key }: Point): string {
  return titles[key]();
}

const looks: Record<Found, () => string> = {
  good: () => m.check_good(),
  look: () => m.check_look(),
  wrong: () => m.check_wrong(),
};

/** How a point stands, in a word. */
export function lookText(state: Found): string {
  return looks[state]();
}

const number = (value: number) => language.formats.number(value);

const says: { readonly [K in Key]: (point: Of<K>, words: PointWords) => string } = {
  session: ({ next, session }, words) => {
    if (next) return next === 'end_before' ? m.check_end_before() : m.check_plan_session();
    const told = session === undefined ? undefined : words.session(session);
    return told ? m.check_session_good({ session: told.name, time: language.formats.time(told.starts) }) : '';
  },
  code: ({ next, code }) =>
    next
      ? m.check_code_elsewhere()
      : m.check_code_good({ code: `\u2066${code.slice(0, 3)}\u00a0${code.slice(3)}\u2069` }),
  walls: ({ next, seen, failed }) => {
    if (next === 'pair_wall') return m.check_pair_wall();
    if (next === 'lift_hidden') return m.check_lift_hidden();
    return next ? m.check_look_at_wall({ n: number(failed) }) : m.check_walls_good({ n: number(seen) });
  },
  moderators: ({ next, here }) => (next ? m.check_open_desk() : m.check_moderators_good({ n: number(here) })),
  links: ({ next, missing, ending }, words) => {
    if (!next) return m.check_links_good();
    if (next === 'renew_links') return m.check_renew_links({ n: number(ending.length) });
    return m.check_make_links({ roles: language.formats.list(missing.map(words.role)) });
  },
  cues: ({ next, waiting, wrong, missed }) => {
    if (next === 'go_on') return m.check_go_on();
    if (next === 'mend_cues') return m.check_mend_cues({ n: number(wrong.length) });
    return next ? m.check_see_missed({ n: number(missed.length) }) : m.check_cues_good({ n: number(waiting) });
  },
  rehearsal: ({ next, at, by = '' }) =>
    next || at === undefined
      ? m.check_rehearse()
      : m.check_rehearsal_good({ when: language.formats.day(at), desk: by }),
  clock: ({ next }) => (next ? m.check_set_clock() : m.check_clock_good()),
};

/** How a point stands; where it is not right, what to do next. */
export function pointText<P extends Point>(point: P, words: PointWords): string {
  const say = says[point.key] as (point: P, words: PointWords) => string;
  return say(point, words);
}

/** The steps that would be refused with why, and those whose moment passed. */
export function tellWrong(point: Point, words: PointWords): string[] {
  if (point.key !== 'cues') return [];
  const refused = point.wrong.map(({ c, code }) => m.check_mend_cue({ step: words.cue(c), why: refusalText(code) }));
  return point.next === 'see_missed' ? point.missed.map(words.cue) : refused;
}
