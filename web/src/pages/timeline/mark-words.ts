import { m } from '$lib/i18n/language.svelte';
import type { MarkKind } from '$lib/protocol/generated/protocol';

const words: Record<MarkKind, () => string> = {
  session_opened: () => m.timeline_session_opened(),
  session_ended: () => m.timeline_session_ended(),
  session_back: () => m.timeline_session_back(),
  poll_opened: () => m.timeline_poll_opened(),
  poll_closed: () => m.timeline_poll_closed(),
  poll_revealed: () => m.timeline_poll_revealed(),
  poll_hidden: () => m.timeline_poll_hidden(),
  question_staged: () => m.timeline_question_staged(),
  question_answered: () => m.timeline_question_answered(),
  statements_opened: () => m.timeline_statements_opened(),
  statements_closed: () => m.timeline_statements_closed(),
  picture: () => m.timeline_picture(),
  ideas_phase: () => m.timeline_ideas_phase(),
  results_shown: () => m.timeline_results_shown(),
  results_hidden: () => m.timeline_results_hidden(),
  award_opened: () => m.timeline_award_opened(),
  award_revealed: () => m.timeline_award_revealed(),
  speaker_called: () => m.timeline_speaker_called(),
  vote_opened: () => m.timeline_vote_opened(),
  vote_closed: () => m.timeline_vote_closed(),
  recommended: () => m.timeline_recommended(),
  scene: () => m.timeline_scene(),
  hidden: () => m.timeline_hidden(),
  shown: () => m.timeline_shown(),
  announced: () => m.timeline_announced(),
  unannounced: () => m.timeline_unannounced(),
};

/** What happened at a mark; empty for one of a newer server. */
export function markText(mark: string): string {
  return words[mark as MarkKind]?.() ?? '';
}
