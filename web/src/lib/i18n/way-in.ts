import type { ApiCode } from '$lib/protocol/generated/protocol';
import { m } from './language.svelte';

type Code = ApiCode | 'unreachable';

/** What can keep a phone from joining, and is as much as it loads of the words for requests. */
export const wayIn = {
  unknown_code: () => m.request_unknown_code(),
  too_many_tries: () => m.request_too_many_tries(),
  rate_limited: () => m.request_rate_limited(),
  too_slow: () => m.request_too_slow(),
  full: () => m.bye_full(),
  unknown_forum: () => m.bye_unknown_forum(),
  method_not_allowed: () => m.request_other_version(),
  unavailable: () => m.request_unavailable(),
  unreachable: () => m.request_unreachable(),
} satisfies Partial<Record<Code, () => string>>;

/** Why nobody is let in, in the language of the page; what cannot happen there is told in general words. */
export function wayInText(code: string): string {
  return wordFor(wayIn, code);
}

/** The words that a table has for a code, else the general ones. */
export function wordFor(words: Readonly<Record<string, () => string>>, code: string): string {
  return Object.hasOwn(words, code) ? (words[code]?.() ?? '') : m.request_other();
}
