import type { Asks } from '$lib/net/queries';
import type { Kept, Live, Outcome, Page } from '$lib/state/live.svelte';

export type { Kept, Outcome, Page };

/** What the desk needs of a live connection; tests give one of their own. */
export type DeskLive = Pick<
  Live,
  | 'status'
  | 'ended'
  | 'isPutOff'
  | 'unacknowledged'
  | 'welcome'
  | 'agenda'
  | 'session'
  | 'questions'
  | 'questionsTotal'
  | 'waiting'
  | 'waitingTotal'
  | 'stage'
  | 'counts'
  | 'acts'
  | 'feedback'
  | 'leaders'
  | 'badges'
  | 'award'
  | 'jury'
  | 'papers'
  | 'statements'
  | 'opinions'
  | 'ideas'
  | 'board'
  | 'results'
  | 'recommendations'
  | 'drafts'
  | 'stands'
  | 'remarks'
  | 'interest'
  | 'show'
  | 'speaking'
  | 'speakers'
  | 'screen'
  | 'polls'
  | 'pulse'
  | 'revOf'
  | 'start'
  | 'stop'
  | 'now'
  | 'do'
  | 'onDecided'
  | 'watch'
  | 'holding'
> &
  Asks<'page' | 'statements' | 'ideas' | 'recommendations' | 'remarks' | 'suggestions' | 'find'>;
