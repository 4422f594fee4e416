import { language } from '$lib/i18n/language.svelte';
import { titleByLetters } from '$lib/i18n/letters';
import type { SpokenText, Title } from '$lib/i18n/title';
import type { PollView } from '$lib/protocol/generated/protocol';
import { optionsOf } from '../options';
import { average, partOf } from '../results';

/** A row of a grid: how many chose each step, and what that comes to. */
export interface GridRow extends SpokenText {
  readonly counts: readonly number[];
  /** Of those who answered the row, from 0 to 1. */
  readonly shares: readonly number[];
  readonly answers: number;
  /** From 1 to the highest step; none where nobody answered the row. */
  readonly mean: number | undefined;
}

/** The rows of a grid by their places; none where the view has no counts. */
export function gridRows(poll: Pick<PollView, 'answer' | 'options' | 'tally'>): GridRow[] {
  const rows = optionsOf(poll, language.locale);
  return (poll.tally.steps ?? []).map((counts, place) => {
    const answers = counts.reduce((all, count) => all + count, 0);
    const spoken: SpokenText = rows[place] ?? { text: '', lang: language.locale, dir: 'rtl' };
    return {
      ...spoken,
      counts,
      answers,
      shares: counts.map((count) => partOf(count, answers)),
      mean: average(counts),
    };
  });
}

/** How many steps a grid has. */
export function stepsOf({ answer }: Pick<PollView, 'answer'>): number {
  return answer.kind === 'likert' ? answer.steps : 0;
}

/** The names of a grid's steps from 1 on; those between the ends have none where only these were named. */
export function stepNames({ answer, labels = [] }: Pick<PollView, 'answer' | 'labels'>): (SpokenText | undefined)[] {
  const steps = stepsOf({ answer });
  const spoken = (title: Title | undefined) => title && titleByLetters(title, language.locale);
  if (labels.length === steps) return labels.map(spoken);
  return Array.from({ length: steps }, (_, at) => {
    if (at === 0) return spoken(labels[0]);
    return at === steps - 1 ? spoken(labels.at(-1)) : undefined;
  });
}

/** For so many steps which of the seven tones they have, the middle one of an odd number in the middle. */
const tones: Record<number, readonly number[]> = {
  2: [1, 7],
  3: [1, 4, 7],
  4: [1, 3, 5, 7],
  5: [1, 3, 4, 5, 7],
  6: [1, 2, 3, 5, 6, 7],
  7: [1, 2, 3, 4, 5, 6, 7],
};

/** The colour of a step and of what is written on it, as values for CSS. `at` is from 0. */
export function stepColour(at: number, steps: number): { ground: string; ink: string } {
  const tone = tones[steps]?.[at] ?? 4;
  return { ground: `var(--step-${tone})`, ink: tone === 1 || tone === 7 ? 'var(--on-step-end)' : 'var(--on-step)' };
}

/** A round of an instant runoff. */
export interface Round {
  /** Votes by option; none of one that is out. */
  readonly n: readonly (number | null)[];
  /** Ballots that still count. */
  readonly counting: number;
  /** The place of the option that goes out after it. */
  readonly out: number | undefined;
  readonly spent: number;
  readonly tie: 'earlier' | 'order' | undefined;
  /** The places that are first, of the last round. */
  readonly first: readonly number[];
}

/** The rounds of an instant runoff; none before it is closed. */
export function roundsOf({ tally: { ranked } }: Pick<PollView, 'tally'>): Round[] {
  const { rounds = [], places = [] } = ranked ?? {};
  const first = places.flatMap((place, option) => (place === 1 ? [option] : []));
  return rounds.map(({ n, out, spent = 0, tie }, at) => ({
    n,
    counting: n.reduce<number>((all, count) => all + (count ?? 0), 0),
    out: out ?? undefined,
    spent,
    tie: tie ?? undefined,
    first: at === rounds.length - 1 ? first : [],
  }));
}

/** How two options stand to each other by the ballots. */
export interface Duel {
  readonly option: number;
  readonly one: number;
  readonly other: number;
  /** Level in places; ahead directly; or by a chain of wins alone. */
  readonly how: 'level' | 'ahead' | 'chain';
}

/** A place of a ranking. */
export interface Standing {
  readonly place: number;
  readonly option: number;
  /** How many options it beats directly; none before the poll is closed. */
  readonly wins: number | undefined;
  /** Against the option that comes next; none for the last. */
  readonly next: Duel | undefined;
}

/** The options by their places, equals in the list's order. */
export function standingsOf({ tally: { ranked } }: Pick<PollView, 'tally'>): Standing[] {
  const { places = [], pairs } = ranked ?? {};
  const order = places.map((place, option) => ({ place, option }));
  order.sort((a, b) => a.place - b.place || a.option - b.option);
  const between = (one: number, other: number) => pairs?.[one]?.[other] ?? 0;
  return order.map(({ place, option }, at) => {
    const follows = order[at + 1];
    const wins = pairs && order.filter((it) => between(option, it.option) > between(it.option, option)).length;
    return { place, option, wins, next: pairs && follows && duel(place, option, follows, between) };
  });
}

function duel(
  place: number,
  option: number,
  follows: { place: number; option: number },
  between: (one: number, other: number) => number,
): Duel {
  const [one, other] = [between(option, follows.option), between(follows.option, option)];
  const isAhead = one > other;
  return { option: follows.option, one, other, how: follows.place === place ? 'level' : isAhead ? 'ahead' : 'chain' };
}
