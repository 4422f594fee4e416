import { m } from './language.svelte';

/** The words for each code with which a request over HTTP is refused. */
const words: Record<string, () => string> = {
  unknown_code: () => m.request_unknown_code(),
  too_many_tries: () => m.request_too_many_tries(),
  malformed: () => m.bye_malformed(),
  bad_token: () => m.bye_bad_token(),
  token_expired: () => m.bye_token_expired(),
  not_allowed: () => m.request_not_allowed(),
  too_large: () => m.bye_too_large(),
  unavailable: () => m.request_unavailable(),
  unknown_forum: () => m.bye_unknown_forum(),
  no_such_screen: () => m.request_no_such_screen(),
  setup_spent: () => m.request_setup_spent(),
  bad_forum: () => m.request_bad_forum(),
  unreachable: () => m.request_unreachable(),
};

/** The codes that there are words for. */
export const wordedRequests: readonly string[] = Object.keys(words);

/** Why a request did not succeed, in the language of the page. A code of a newer server is told in general words. */
export function requestText(code: string): string {
  return words[code]?.() ?? m.request_other();
}
