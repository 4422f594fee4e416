import { m } from '$lib/i18n/language.svelte';
import type { PollView } from '$lib/protocol/generated/protocol';
import { isVote } from '../results';

/** What a poll says in which nobody took part: a nought alone tells a hall little. */
export function nobodyYet(poll: PollView): string {
  if (poll.phase === 'closed') return isVote(poll) ? m.wall_nobody_voted() : m.wall_nobody_answered();
  return isVote(poll) ? m.wall_no_votes() : m.wall_no_results();
}
