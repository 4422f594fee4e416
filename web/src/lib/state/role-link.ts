import { behindHash } from '$lib/net/address';
import { deviceStorage, tabStorage } from '$lib/net/storage';
import type { ByeCode } from '$lib/protocol/generated/protocol';

/** A page that is opened by a role link: it remembers the token, one a page. */
export type LinkedPage = 'screen' | 'stage' | 'jury' | 'table' | 'rapporteur' | 'stand' | 'usher' | 'kiosk';

/** What ends a link, or never let it in: only another one helps. */
const ofTheLink: readonly string[] = ['bad_token', 'token_expired', 'revoked', 'wrong_view', 'unknown_forum'];

/** Whether a page that was opened by a link needs another one after that end, or after a request was refused with it. */
export function needsNewLink(code: string): boolean {
  return ofTheLink.includes(code);
}

/** Whether the forum itself is no more: then nobody has another link either, and nothing of it is to stay here. */
export function isForumGone(code: ByeCode | undefined): boolean {
  return code === 'unknown_forum';
}

/**
 * The token of the link that opened this page, taken out of the address so that nobody reads it off the wall; else the
 * one from before, of this tab first: a machine may drive two walls.
 */
export function takeToken(page: LinkedPage): string | undefined {
  const given = behindHash(location);
  if (given === '') return read(tabStorage(), page) ?? read(deviceStorage(), page);
  history.replaceState(history.state, '', location.pathname + location.search);
  rememberToken(page, given);
  return given;
}

export function rememberToken(page: LinkedPage, token: string): void {
  for (const storage of [tabStorage(), deviceStorage()]) {
    try {
      storage?.setItem(keyOf(page), token);
    } catch {
      // What is full or forbidden keeps nothing; this page has the token.
    }
  }
}

/** The token opens nothing any more. Another tab's stays. */
export function forgetToken(page: LinkedPage, token: string): void {
  for (const storage of [tabStorage(), deviceStorage()]) {
    if (read(storage, page) === token) storage?.removeItem(keyOf(page));
  }
}

function keyOf(page: LinkedPage): string {
  return `majlis.token.${page}`;
}

function read(storage: Storage | undefined, page: LinkedPage): string | undefined {
  return storage?.getItem(keyOf(page)) ?? undefined;
}
