import { m } from '$lib/i18n/language.svelte';
import type { Outcome } from '$lib/state/live.svelte';

type Code = Extract<Outcome, { done: false }>['code'];

/** What had been taken, and is too late now that the service went back to an earlier copy of the forum. */
const tooLate: readonly Code[] = [
  'poll_closed',
  'poll_not_open',
  'round_over',
  'asking_closed',
  'feedback_closed',
  'paused',
  'board_full',
  'too_many_waiting',
  'too_many_supports',
];

/** What its person is told of something that was sent again and is not taken; nothing where that loses nobody anything. */
export function notTakenAgainText(code: Code): string | undefined {
  return tooLate.includes(code) ? m.not_taken_again() : undefined;
}
