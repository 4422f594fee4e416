import type { ApiCode } from '$lib/protocol/generated/protocol';
import { m } from './language.svelte';
import { wayIn, wordFor } from './way-in';

/** The words for each code with which a request over HTTP is refused, and for no answer at all. */
const words: Record<ApiCode | 'unreachable', () => string> = {
  ...wayIn,
  malformed: () => m.bye_malformed(),
  not_found: () => m.request_not_found(),
  not_published: () => m.request_not_published(),
  upgrade_needed: () => m.request_other_version(),
  bad_token: () => m.bye_bad_token(),
  token_expired: () => m.bye_token_expired(),
  not_allowed: () => m.request_not_allowed(),
  too_large: () => m.bye_too_large(),
  no_such_screen: () => m.request_no_such_screen(),
  screen_taken: () => m.request_screen_taken(),
  setup_spent: () => m.request_setup_spent(),
  bad_forum: () => m.request_bad_forum(),
  unknown_hall: () => m.refusal_unknown_hall(),
  bad_list: () => m.request_bad_list(),
  unknown_badge: () => m.refusal_unknown_badge(),
  badge_ended: () => m.refusal_badge_ended(),
  slug_taken: () => m.request_slug_taken(),
  too_many_rehearsals: () => m.request_too_many_rehearsals(),
  too_many_forums: () => m.request_too_many_forums(),
  too_many_links: () => m.request_too_many_links(),
  picture_kind: () => m.request_picture_kind(),
  picture_broken: () => m.request_picture_broken(),
  picture_unsafe: () => m.request_picture_unsafe(),
  changed: () => m.refusal_changed(),
  foreign_origin: () => m.request_foreign_origin(),
};

/** The codes that there are words for. */
export const wordedRequests: readonly string[] = Object.keys(words);

/** Why a request did not succeed, in the language of the page. A code of a newer server is told in general words. */
export function requestText(code: string): string {
  return wordFor(words, code);
}
