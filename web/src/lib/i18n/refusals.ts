import type { Outcome } from '$lib/net/outbox';
import { language, m } from './language.svelte';

/** The words for each code, of the server or of the outbox; `limit` is the bound that was overstepped, where the code has one. */
const words = {
  not_allowed: () => m.refusal_not_allowed(),
  link_ended: () => m.refusal_link_ended(),
  unknown_session: () => m.refusal_unknown_session(),
  unknown_hall: () => m.refusal_unknown_hall(),
  unknown_question: () => m.refusal_unknown_question(),
  unknown_poll: () => m.refusal_unknown_poll(),
  unknown_link: () => m.refusal_unknown_link(),
  unknown_act: () => m.refusal_unknown_act(),
  unknown_label: () => m.refusal_unknown_label(),
  text_empty: () => m.refusal_text_empty(),
  text_too_long: (limit) => m.refusal_text_too_long({ n: language.formats.number(limit) }),
  names_off: () => m.refusal_names_off(),
  asking_closed: () => m.refusal_asking_closed(),
  paused: () => m.refusal_paused(),
  too_many_waiting: (limit) => m.refusal_too_many_waiting({ n: language.formats.number(limit) }),
  too_soon: (limit) => m.refusal_too_soon({ time: language.formats.countdown(limit) }),
  board_full: (limit) => m.refusal_board_full({ n: language.formats.number(limit) }),
  too_many_supports: (limit) => m.refusal_too_many_supports({ n: language.formats.number(limit) }),
  blocked: () => m.refusal_blocked(),
  not_yours: () => m.refusal_not_yours(),
  too_late_to_change: () => m.refusal_too_late_to_change(),
  changed_too_often: (limit) => m.refusal_changed_too_often({ n: language.formats.number(limit) }),
  changed: () => m.refusal_changed(),
  stale: () => m.refusal_stale(),
  wrong_state: () => m.refusal_wrong_state(),
  bad_merge: () => m.refusal_bad_merge(),
  same_session: () => m.refusal_same_session(),
  not_your_act: () => m.refusal_not_your_act(),
  poll_not_open: () => m.refusal_poll_not_open(),
  poll_closed: () => m.refusal_poll_closed(),
  round_over: () => m.refusal_round_over(),
  bad_ballot: () => m.refusal_bad_ballot(),
  ballot_final: () => m.refusal_ballot_final(),
  bad_poll: () => m.refusal_bad_poll(),
  feedback_closed: () => m.refusal_feedback_closed(),
  bad_rating: () => m.refusal_bad_rating(),
  too_many_links: (limit) => m.refusal_too_many_links({ n: language.formats.number(limit) }),
  out_of_range: () => m.refusal_out_of_range(),
  bad_seq: () => m.refusal_bad_seq(),
  bad_secret: () => m.refusal_bad_secret(),
  hall_taken: () => m.refusal_hall_taken(),
  bad_times: (limit) => m.refusal_bad_times({ n: language.formats.number(limit) }),
  session_begun: () => m.refusal_session_begun(),
  session_used: () => m.refusal_session_used(),
  too_many_sessions: (limit) => m.refusal_too_many_sessions({ n: language.formats.number(limit) }),
  agenda_too_long: () => m.refusal_agenda_too_long(),
  last_organiser: () => m.refusal_last_organiser(),
  id_reused: () => m.refusal_id_reused(),
  badge_needed: () => m.refusal_badge_needed(),
  unknown_badge: () => m.refusal_unknown_badge(),
  badge_ended: () => m.refusal_badge_ended(),
  not_your_group: () => m.refusal_not_your_group(),
  badge_taken: () => m.refusal_badge_taken(),
  too_many_badges: (limit) => m.refusal_too_many_badges({ n: language.formats.number(limit) }),
  too_many_groups: (limit) => m.refusal_too_many_groups({ n: language.formats.number(limit) }),
  upgrade_unfinished: () => m.refusal_upgrade_unfinished(),
  malformed: () => m.refusal_malformed(),
  busy: () => m.refusal_busy(),
  try_again: () => m.refusal_try_again(),
  rate_limited: () => m.refusal_rate_limited(),
  store_full: () => m.refusal_store_full(),
  too_large: () => m.bye_too_large(),
} satisfies Record<Extract<Outcome, { done: false }>['code'], (limit: number) => string>;

/** The codes that there are words for. */
export const wordedRefusals: readonly string[] = Object.keys(words);

/** Why a command was refused, in the language of the page. A code of a newer server is told in general words. */
export function refusalText(code: string, limit = 0): string {
  const say = Object.entries<(limit: number) => string>(words).find(([worded]) => worded === code)?.[1];
  return say?.(limit) ?? m.refusal_other();
}
