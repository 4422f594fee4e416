import { badgeKey } from '$lib/badges/held.svelte';
import { ownerOf } from './owner';
import { lastsMs } from './receipts/lasts';
import type { Receipt } from './receipts/receipt';
import { forget, kept, keysUnder } from './storage';

/** What lies on a device under the name of its holder. */
const ofTheOwner = ['seen', 'outbox', 'done', 'refused', 'draft', 'seq', 'count', 'ballot', 'given', 'paper'];

/**
 * Forgets a person on this device: who it is in the forum, what is kept of it, and what was not sent. Choices that are
 * the device's own, such as its language, stay, and so does who it is in other forums.
 */
export function forgetPerson(storage: Storage, { forum, person }: { forum: string; person: string }): void {
  const places = [...keysUnder(storage, 'majlis.joined.'), 'majlis.latest'];
  const ofTheForum = places.filter((key) => kept<{ forum: string }>(storage, key)?.forum === forum);
  for (const key of [`majlis.token.${forum}`, badgeKey(forum), ...ofTheForum]) forget(storage, key);
  forgetOwned(storage, `${forum}.${person}`);
}

/**
 * Whether what an owner gave lies here that the server may not have: not sent, acknowledged lately, a ballot of a secret
 * poll, of which nobody knows when it was, or a badge's voting paper, which is given once. A store that lost everything can say for a
 * moment that a forum is none, and who forgot all at that word would be another person in it, with everything to be given a second time.
 */
export function holdsGiven(storage: Storage, owner: string, now: number): boolean {
  const under = (kind: string) => keysUnder(storage, `majlis.${kind}.${owner}.`);
  const isLate = (key: string) => now - (kept<Receipt>(storage, key)?.at ?? 0) < lastsMs;
  return ['outbox', 'ballot', 'paper'].some((kind) => under(kind).length > 0) || under('done').some(isLate);
}

/** Forgets what the holder of a role link has left on this device of a forum that is no more. */
export function forgetHolder(storage: Storage, token: string): void {
  forgetOwned(storage, ownerOf(token));
}

/** With the colours that the next visit would begin with: they are the forum's. */
function forgetOwned(storage: Storage, owner: string): void {
  const owned = ofTheOwner.flatMap((kind) => {
    const key = `majlis.${kind}.${owner}`;
    return [key, ...keysUnder(storage, `${key}.`)];
  });
  for (const key of ['majlis.look', ...owned]) forget(storage, key);
  import('./afterwards')
    .then(({ deviceSafe }) => {
      for (const kind of ['outbox', 'paper']) deviceSafe.forgetUnder(`majlis.${kind}.${owner}.`);
    })
    .catch(() => {});
}
