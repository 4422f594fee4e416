import { m } from '$lib/i18n/language.svelte';
import type { PollKind } from '$lib/protocol/generated/protocol';

/** The kinds of polls, in the order in which they are offered. */
export const kinds = [
  'single',
  'multiple',
  'yes_no_abstain',
  'rating',
  'ranking',
  'likert',
  'points',
  'cloud',
  'open',
  'quiz',
] as const;
export type Kind = PollKind['kind'];

const words: Record<Kind, () => string> = {
  single: () => m.poll_single(),
  multiple: () => m.poll_multiple(),
  yes_no_abstain: () => m.poll_yes_no(),
  rating: () => m.poll_rating(),
  ranking: () => m.poll_ranking(),
  likert: () => m.poll_likert(),
  points: () => m.poll_points(),
  cloud: () => m.poll_cloud(),
  open: () => m.poll_open_text(),
  quiz: () => m.poll_quiz(),
};

export function kindText(kind: Kind): string {
  // One of a newer server has no word here.
  return words[kind]?.() ?? '';
}

/** Whether the kind has options of its own. */
export function hasOptions(kind: Kind): boolean {
  return ['single', 'multiple', 'ranking', 'likert', 'points', 'quiz'].includes(kind);
}
