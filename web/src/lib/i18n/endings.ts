import type { ByeCode } from '$lib/protocol/generated/protocol';
import { m } from './language.svelte';

/** The words for each reason why a connection ends. */
const words: Record<ByeCode, () => string> = {
  restart: () => m.bye_restart(),
  silent: () => m.bye_silent(),
  elsewhere: () => m.bye_elsewhere(),
  full: () => m.bye_full(),
  no_hello: () => m.bye_no_hello(),
  malformed: () => m.bye_malformed(),
  too_large: () => m.bye_too_large(),
  flood: () => m.bye_flood(),
  bad_token: () => m.bye_bad_token(),
  token_expired: () => m.bye_token_expired(),
  revoked: () => m.bye_revoked(),
  wrong_view: () => m.bye_wrong_view(),
  unknown_forum: () => m.bye_unknown_forum(),
  unknown_session: () => m.bye_unknown_session(),
};

/** Why a connection ended, in the language of the page. A code of a newer server is told in general words. */
export function endingText(code: ByeCode): string {
  return words[code]?.() ?? m.bye_no_hello();
}
