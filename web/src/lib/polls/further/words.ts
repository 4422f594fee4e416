import { isolated } from '$lib/i18n/isolated';
import { language, m } from '$lib/i18n/language.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import type { Duel, Round } from './results';

type Names = readonly { readonly text: string }[];

const nameOf = (names: Names, option: number) => isolated(names[option]?.text ?? '');

/** What happens after a round, or what the last one came to. */
export function roundText({ out, first }: Round, names: Names): string {
  if (out !== undefined) return m.round_out({ option: nameOf(names, out) });
  const options = language.formats.list(first.map((option) => nameOf(names, option)));
  return first.length > 1 ? m.round_level({ options }) : m.round_first({ option: options });
}

/** How it was decided which of several goes out; nothing where one alone had fewest. */
export function tieText({ tie }: Round): string | undefined {
  if (tie === undefined) return undefined;
  return tie === 'earlier' ? m.round_tie_earlier() : m.round_tie_order();
}

/** How an option stands to the one that comes next. */
export function duelText({ option, one, other, how }: Duel, names: Names): string {
  const { number } = language.formats;
  const of = { option: nameOf(names, option), one: number(one), other: number(other) };
  if (how === 'level') return m.duel_level(of);
  return how === 'ahead' ? m.duel_next(of) : m.duel_next_by_others(of);
}

/** How a poll is counted, and what decides between equals; nothing where its kind says so already. */
export function methodText({
  answer,
}: Pick<PollView, 'answer'>): { name: string; how: string; tie: string } | undefined {
  if (answer.kind !== 'ranking') return undefined;
  switch (answer.method) {
    case 'instant_runoff':
      return { name: m.method_runoff(), how: m.method_runoff_help(), tie: m.method_runoff_tie() };
    case 'schulze':
      return { name: m.method_schulze(), how: m.method_schulze_help(), tie: m.method_schulze_tie() };
    default:
      return undefined;
  }
}
